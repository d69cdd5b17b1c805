"""Who may see what is not on show, and how the site is running."""

from directory.models import Offer, Provider
from vetting.policies import Visitor, is_officer


def can_preview_offer(user: Visitor, offer: Offer) -> bool:
    """Its own people may see an offer before everybody else does, and after."""
    return can_preview_provider(user, offer.provider)


def can_preview_provider(user: Visitor, provider: Provider) -> bool:
    return user.is_authenticated and user.is_active and provider.members.filter(user=user.pk, left_at=None).exists()


def can_see_health(user: Visitor) -> bool:
    """Officers, and those who run the site."""
    return user.is_authenticated and (getattr(user, "is_staff", False) or is_officer(user))
