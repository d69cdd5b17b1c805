"""Who may see how the site is running."""

from vetting.policies.roles import Visitor, is_officer


def can_see_health(user: Visitor) -> bool:
    """Officers, and those who run the site."""
    return user.is_authenticated and (getattr(user, "is_staff", False) or is_officer(user))
