"""Invitations of providers, as each side finds them."""

from django.db.models import QuerySet

from bookings.models import ProviderInvitation
from core import clock
from core.tokens import hash_token
from directory.models import Provider
from schools.models import School
from schools.states import InvitationState


def invitation_by_token(token: str) -> ProviderInvitation | None:
    found = ProviderInvitation.objects.select_related("school", "group", "provider", "offer")
    return found.filter(token_hash=hash_token(token)).first()


def is_open(invitation: ProviderInvitation) -> bool:
    return invitation.state == InvitationState.SENT and invitation.expires_at > clock.now()


def invitations_of(school: School) -> QuerySet[ProviderInvitation]:
    return school.provider_invitations.select_related("provider", "offer__approved_version", "group")


def requests_waiting_for(provider: Provider) -> QuerySet[ProviderInvitation]:
    """Schools' requests that this provider has accepted, for which no offer has been begun."""
    return ProviderInvitation.objects.filter(provider=provider, state=InvitationState.ACCEPTED, offer=None).select_related(
        "school", "group"
    )
