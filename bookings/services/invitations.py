"""A school asks somebody it already works with to join. Its request waits for them behind sign-up."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bookings import rules
from bookings.exceptions import BookingError, LinkError, NotAllowedError
from bookings.models import ProviderInvitation
from bookings.policies import acts_for_provider, can_invite_provider
from bookings.services.telling import addresses_of_colleagues
from core import clock
from core.services import audit, outbox
from core.tokens import hash_token
from directory.models import Offer, Provider
from schools.models import PupilGroup, School
from schools.states import INVITATION, InvitationEvent, InvitationState


@transaction.atomic
def invite_provider(
    *,
    by: User,
    school: School,
    email: str,
    their_name: str,
    wanted_title: str,
    message: str = "",
    group: PupilGroup | None = None,
    dates: Sequence[datetime.date] = (),
) -> ProviderInvitation:
    """Invite by e-mail. One open invitation for each address and school."""
    if not can_invite_provider(by, school):
        raise NotAllowedError(_("Only coordinators of a school that is open can invite somebody."))
    School.objects.select_for_update(no_key=True, of=("self",)).get(pk=school.pk)
    address = email.strip().lower()
    if ProviderInvitation.objects.filter(school=school, email=address, state=InvitationState.SENT).exists():
        message_text = _(
            "Your school has invited this address already, and waits for an answer. Take that invitation back to send another."
        )
        raise BookingError(message_text, code="invited", field="email")
    invitation = ProviderInvitation(
        school=school,
        email=address,
        their_name=their_name,
        message=message,
        wanted_title=wanted_title,
        group=group,
        dates=sorted(set(dates)),
        invited_by=by,
        invited_at=clock.now(),
        expires_at=clock.now() + rules.INVITATION_KEPT,
    )
    invitation.token_hash = hash_token(invitation.token)
    invitation.save()
    audit.record("invitation.send", invitation, by=by, acting_for=f"school:{school.pk}")
    outbox.post("bookings.provider_invited", to=address, event=f"invitation:{invitation.pk}", payload={"invitation": invitation.pk})
    return invitation


@transaction.atomic
def accept_invitation(*, by: User, invitation: ProviderInvitation, provider: Provider) -> ProviderInvitation:
    """Put the school's request before this provider. Whoever holds the link may, once; it stands on the provider's own page after that."""
    invitation = _lock(invitation.pk)
    if invitation.state == InvitationState.ACCEPTED and invitation.provider_id == provider.pk:
        return invitation
    _refuse_closed(invitation)
    if not acts_for_provider(by, provider):
        raise NotAllowedError(_("Only those who act for the provider can accept for it."))
    INVITATION.fire(invitation, InvitationEvent.ACCEPT, provider=provider, accepted_at=clock.now())
    audit.record("invitation.accept", invitation, by=by, acting_for=f"provider:{provider.pk}")
    for address in addresses_of_colleagues(invitation.school, invitation.invited_by_id):
        outbox.post("bookings.invitation_accepted", to=address, event=f"invitation:{invitation.pk}", payload={"invitation": invitation.pk})
    return invitation


@transaction.atomic
def revoke_invitation(*, by: User, invitation: ProviderInvitation) -> None:
    invitation = _lock(invitation.pk)
    if not can_invite_provider(by, invitation.school):
        raise NotAllowedError(_("Only coordinators of the school can take an invitation back."))
    _refuse_closed(invitation)
    INVITATION.fire(invitation, InvitationEvent.REVOKE)
    audit.record("invitation.revoke", invitation, by=by)


@transaction.atomic
def link_offer(*, by: User, invitation: ProviderInvitation, offer: Offer) -> None:
    """Remember which offer was begun for the invitation, so that the school sees how far it is."""
    invitation = _lock(invitation.pk)
    if invitation.provider_id != offer.provider_id or not acts_for_provider(by, offer.provider):
        raise NotAllowedError(_("Only those who act for the provider can answer its invitations."))
    invitation.offer = offer
    invitation.save(update_fields=["offer"])
    audit.record("invitation.offer", invitation, by=by, details={"offer": offer.pk})


@transaction.atomic
def lapse_invitation(*, invitation_id: int) -> None:
    invitation = _lock(invitation_id)
    if invitation.state == InvitationState.SENT and invitation.expires_at <= clock.now():
        INVITATION.fire(invitation, InvitationEvent.LAPSE)
        audit.record("invitation.lapse", invitation, by=None)


def _lock(invitation_id: int) -> ProviderInvitation:
    return ProviderInvitation.objects.select_for_update(of=("self",)).select_related("school").get(pk=invitation_id)


def _refuse_closed(invitation: ProviderInvitation) -> None:
    if invitation.state != InvitationState.SENT or invitation.expires_at <= clock.now():
        raise LinkError(_("This invitation is no longer open. Ask the school to send another."), code=invitation.state)
