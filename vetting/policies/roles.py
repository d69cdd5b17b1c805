"""Who holds which part, and who is too close to decide. Superusers are nobody here unless they hold a part: four eyes bind them too."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from directory.models import Offer, Person, Provider, ProviderMember, Venue
from directory.policies import can_edit_provider
from vetting.enums import OfficerRole
from vetting.models import ConflictDeclaration, Officer, VettingAuthority

Visitor = AbstractBaseUser | AnonymousUser


CheckSubject = Person | Provider | Venue | Offer


WORKING = (OfficerRole.OFFICER, OfficerRole.LEAD)


def holds(user: Visitor, authority: VettingAuthority, *roles: str) -> bool:
    """Whether the user holds one of these parts in the authority now."""
    return Officer.objects.held_by(user).filter(authority=authority, role__in=roles).exists()


def parts_of(user: Visitor) -> frozenset[str]:
    """The parts that the user holds now, in whichever authorities."""
    return frozenset(Officer.objects.held_by(user).values_list("role", flat=True))


def is_officer(user: Visitor) -> bool:
    """Whether the user has any part in any authority."""
    return Officer.objects.held_by(user).exists()


def only_reads(user: Visitor) -> bool:
    """Whether all that the user does in any authority is to read."""
    return parts_of(user) == {OfficerRole.AUDITOR}


def can_work_queue(user: Visitor, authority: VettingAuthority) -> bool:
    """Claims, asks, records and recommends."""
    return holds(user, authority, *WORKING)


def can_appoint_officers(user: Visitor, authority: VettingAuthority) -> bool:
    return holds(user, authority, OfficerRole.ADMINISTRATOR)


def has_interest_in(user: Visitor, subject: CheckSubject) -> bool:
    """Whether the user is the adult, acts for a provider of the subject, or declared a conflict with one: then others decide."""
    return is_their_own(user, subject) or has_declared_conflict(user, subject)


def is_their_own(user: Visitor, subject: CheckSubject) -> bool:
    if isinstance(subject, Person):
        own = ProviderMember.objects.filter(
            user=user.pk, left_at=None, provider__provider_people__person=subject, provider__provider_people__left_on=None
        )
        return subject.user_id == user.pk or own.exists()
    provider = subject if isinstance(subject, Provider) else subject.provider
    return provider is not None and can_edit_provider(user, provider)


def has_declared_conflict(user: Visitor, subject: CheckSubject) -> bool:
    live = ConflictDeclaration.objects.live().filter(officer=user.pk)
    if isinstance(subject, Person):
        return live.filter(provider__provider_people__person=subject, provider__provider_people__left_on=None).exists()
    provider = subject if isinstance(subject, Provider) else subject.provider
    return provider is not None and live.filter(provider=provider).exists()


def why_others_do_it(user: Visitor, *subjects: CheckSubject) -> str:
    """has_interest_in, in a sentence; empty where the user may."""
    if any(is_their_own(user, subject) for subject in subjects):
        return _("You act for this provider yourself, so another officer has to do this.")
    if any(has_declared_conflict(user, subject) for subject in subjects):
        return _("You have declared a conflict of interest with this provider, so another officer has to do this.")
    return ""


def without_interest_in(users: QuerySet[User], provider: Provider) -> QuerySet[User]:
    """Those who neither act for the provider nor declared a conflict with it."""
    members = provider.members.filter(left_at=None)
    conflicts = ConflictDeclaration.objects.live().filter(provider=provider)
    return users.exclude(Q(pk__in=members.values("user")) | Q(pk__in=conflicts.values("officer")))
