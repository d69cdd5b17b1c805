"""Who may bring a register: the vetting leads of an authority, for it alone."""

from django.db.models import QuerySet

from imports.models import Batch, ClaimInvitation
from vetting.enums import OfficerRole
from vetting.models import VettingAuthority
from vetting.policies.roles import Visitor, holds


def can_bring_register(user: Visitor, authority: VettingAuthority) -> bool:
    """The list form is authorities_led_by."""
    return holds(user, authority, OfficerRole.LEAD)


def authorities_led_by(user: Visitor) -> QuerySet[VettingAuthority]:
    return VettingAuthority.objects.in_which(user, OfficerRole.LEAD)


def can_see_batch(user: Visitor, batch: Batch) -> bool:
    """The list form is Batch.objects.visible_to."""
    return can_bring_register(user, batch.authority)


def can_see_claim_invitation(user: Visitor, invitation: ClaimInvitation) -> bool:
    """The list form is ClaimInvitation.objects.visible_to."""
    return can_bring_register(user, invitation.authority)


def can_claim(user: Visitor, invitation: ClaimInvitation) -> bool:
    """Whoever signs in with the address that was invited."""
    return bool(user.is_authenticated and user.is_active and user.get_username().lower() == invitation.email.lower())
