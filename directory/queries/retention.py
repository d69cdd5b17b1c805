"""Providers that nobody uses any more, people who no longer teach, and old pages of the diary."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.retention import unneeded
from directory.models import AvailabilityException, AvailabilityWindow, Claim, Person, Provider, ProviderMember, ProviderPerson
from directory.states import VersionState


def unused_providers(before: datetime.datetime) -> QuerySet[Provider]:
    """Open, with nothing done since: nobody of theirs signed in, no offer was changed, and nobody and nothing of theirs is booked."""
    members = ProviderMember.objects.filter(provider=OuterRef("pk"), left_at=None)
    in_use = members.filter(Q(user__last_login__gte=before) | Q(joined_at__gte=before))
    people = ProviderPerson.objects.filter(provider=OuterRef(OuterRef("pk")), left_on=None).values("person")
    booked = Claim.objects.filter(Q(person__in=people) | Q(space__venue__provider=OuterRef("pk")), live=True, during__endswith__gte=before)
    unused = Provider.objects.filter(~Exists(in_use), ~Exists(booked), is_closed=False, created_at__lt=before)
    return unused.exclude(offers__updated_at__gte=before).exclude(offers__versions__state=VersionState.IN_REVIEW)


def to_warn(before: datetime.datetime) -> QuerySet[Provider]:
    return unused_providers(before).filter(warned_at=None)


def warned_in_vain(before: datetime.datetime, unused_since: datetime.datetime) -> QuerySet[Provider]:
    """Warned before the one moment, and still not used since the other."""
    return unused_providers(unused_since).filter(warned_at__lt=before)


def closed_providers(before: datetime.datetime) -> QuerySet[Provider]:
    return Provider.objects.filter(closed_at__lt=before, contact_forgotten_at=None)


def former_providers(before: datetime.datetime) -> QuerySet[Provider]:
    """Closed, and nothing that is kept rests on them but their old offers."""
    closed = Provider.objects.filter(closed_at__lt=before, forgotten_at=None)
    return unneeded(closed, except_from=("directory.offer",))


def uninvolved_people(before: datetime.datetime) -> QuerySet[Person]:
    """Who has taught for nobody since. Somebody whom no provider ever named counts from when they were written down."""
    day = before.date()
    links = ProviderPerson.objects.filter(person=OuterRef("pk"))
    current = links.filter(Q(left_on=None) | Q(left_on__gte=day)).exclude(provider__closed_at__lt=before)
    return Person.objects.filter(~Exists(current), created_at__lt=before)


def former_people(before: datetime.datetime) -> QuerySet[Person]:
    return unneeded(uninvolved_people(before))


def old_claims(before: datetime.datetime) -> QuerySet[Claim]:
    return Claim.objects.filter(during__endswith__lt=before)


def old_exceptions(before: datetime.datetime) -> QuerySet[AvailabilityException]:
    return AvailabilityException.objects.filter(until_date__lt=before.date())


def old_windows(before: datetime.datetime) -> QuerySet[AvailabilityWindow]:
    return AvailabilityWindow.objects.filter(until_date__lt=before.date())
