"""Who may do what in the directory. The list form of each rule is a queryset of the model; a test holds the two together."""

from typing import Any

from directory.models import Offer, Provider, ProviderMember
from schools.models import SchoolMember


def can_edit_provider(user: Any, provider: Provider) -> bool:
    """Whoever acts for the provider now. Nobody else: officers decide about providers, they don't write for them."""
    if not user.is_authenticated or not user.is_active:
        return False
    return ProviderMember.objects.filter(user=user, provider=provider, left_at__isnull=True).exists()


def can_edit_offer(user: Any, offer: Offer) -> bool:
    return can_edit_provider(user, offer.provider)


def can_see_offer(user: Any, offer: Offer) -> bool:
    """Whether its page may be read: it is shown, and for everybody or for schools with the user in one."""
    if not offer.is_shown:
        return False
    return offer.is_public or is_with_a_school(user)


def is_with_a_school(user: Any) -> bool:
    """Signed in as somebody of a school: may see detailed weeks, checks and reasons."""
    if not user.is_authenticated or not user.is_active:
        return False
    return SchoolMember.objects.filter(user=user, left_at__isnull=True).exists()
