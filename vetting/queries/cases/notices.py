"""Whom a change concerns: the provider's side, schools that wait for an answer, and who leads an authority."""

from collections.abc import Collection

from django.db.models import QuerySet

from accounts.models import User
from core import clock
from directory.models import Provider
from vetting.enums import CheckScope, OfficerRole
from vetting.models import Officer, PlannedUse, VettingAuthority
from vetting.queries.clearances.evidence import SCOPE_FIELDS, Subject


def providers_of(subject: Subject) -> QuerySet[Provider]:
    """The providers whose offers rest on the subject."""
    scope, pk = subject
    if scope == CheckScope.PERSON:
        return Provider.objects.filter(provider_people__person=pk, provider_people__left_on=None).distinct()
    field = {CheckScope.ORGANISATION: "pk", CheckScope.VENUE: "venues", CheckScope.OFFER: "offers"}[scope]
    return Provider.objects.filter(**{field: pk})


def held_days(subject: Subject) -> QuerySet[PlannedUse]:
    """Days to come that rest on the subject and that nobody has confirmed yet. Schools are told of confirmed ones by their bookings."""
    scope, pk = subject
    return PlannedUse.objects.filter(date__gte=clock.today(), is_confirmed=False, **{SCOPE_FIELDS[CheckScope(scope)]: pk})


def leads_of(authority: VettingAuthority) -> QuerySet[User]:
    parts = Officer.objects.acting().filter(authority=authority, role=OfficerRole.LEAD)
    return User.objects.filter(is_active=True, pk__in=parts.values("user")).order_by("pk")


def addresses_of_leads(authority: VettingAuthority) -> Collection[str]:
    """The authority's own address, and those of its leads, each once."""
    return dict.fromkeys([authority.contact_email, *leads_of(authority).values_list("email", flat=True)])
