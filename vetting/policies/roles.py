"""Who holds which part, and who is too close to decide. Superusers are nobody here unless they hold a part: four eyes bind them too."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from directory.models import Offer, Person, Provider, ProviderMember, Venue
from directory.policies import can_edit_provider
from vetting.enums import OfficerRole
from vetting.models import Officer, VettingAuthority

Visitor = AbstractBaseUser | AnonymousUser


CheckSubject = Person | Provider | Venue | Offer


WORKING = (OfficerRole.OFFICER, OfficerRole.LEAD)


def holds(user: Visitor, authority: VettingAuthority, *roles: str) -> bool:
    """Whether the user holds one of these parts in the authority now."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Officer.objects.filter(user=user.pk, authority=authority, role__in=roles, ended_at=None).exists()


def is_officer(user: Visitor) -> bool:
    """Whether the user has any part in any authority."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Officer.objects.filter(user=user.pk, ended_at=None).exists()


def can_work_queue(user: Visitor, authority: VettingAuthority) -> bool:
    """Claims, asks, records and recommends."""
    return holds(user, authority, *WORKING)


def can_appoint_officers(user: Visitor, authority: VettingAuthority) -> bool:
    return holds(user, authority, OfficerRole.ADMINISTRATOR)


def has_interest_in(user: Visitor, subject: CheckSubject) -> bool:
    """Whether the user is the adult, or acts for a provider that the subject belongs to: then others decide."""
    if isinstance(subject, Person):
        own = ProviderMember.objects.filter(
            user=user.pk, left_at=None, provider__provider_people__person=subject, provider__provider_people__left_on=None
        )
        return subject.user_id == user.pk or own.exists()
    provider = subject if isinstance(subject, Provider) else subject.provider
    return provider is not None and can_edit_provider(user, provider)
