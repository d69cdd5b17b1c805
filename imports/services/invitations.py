"""Inviting providers whom an authority brought to claim their profile. Claiming makes somebody the provider's member, and clears nobody."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from core.tokens import hash_token
from directory.models import Provider, ProviderMember
from directory.services.providers import add_member
from directory.services.registered import is_claimed
from imports.emails import claim_token
from imports.exceptions import InvitationError
from imports.models import Batch, ClaimInvitation
from imports.policies import can_claim
from imports.queries.invitations import can_be_invited_again, find_claim_invitation, to_invite
from imports.services.uploads import refuse_others
from imports.states import INVITATION, BatchState, InvitationEvent, InvitationState
from schools.policies import has_proved_address
from vetting.models import VettingAuthority

LASTS = datetime.timedelta(days=28)
CHASED_AFTER = datetime.timedelta(days=10)
AT_ONCE = 500  # invitations that go out together


@transaction.atomic
def invite_providers(*, by: User, batch: Batch) -> int:
    """Write to the providers of an import, at most 500 at once. Returns how many. Raises InvitationError where nobody is left."""
    refuse_others(by, batch.authority)
    if batch.state != BatchState.IMPORTED:
        raise InvitationError(_("Invitations go out once the import is done, and not after it was undone."))
    providers = list(to_invite(batch).select_for_update(of=("self",), no_key=True)[:AT_ONCE])
    if not providers:
        raise InvitationError(_("Everybody of this import has been invited or has claimed their profile."))
    for provider in providers:
        _invite(by, batch.authority, provider)
    return len(providers)


@transaction.atomic
def invite_again(*, by: User, invitation: ClaimInvitation) -> ClaimInvitation:
    """Send a new invitation in place of one that has run out or was taken back, to the address that the provider has now."""
    refuse_others(by, invitation.authority)
    _lapse_expired()
    provider = Provider.objects.select_for_update(no_key=True).get(pk=invitation.provider_id)
    invitation.refresh_from_db()
    open_ones = ClaimInvitation.objects.filter(provider=provider, state=InvitationState.SENT)
    if is_claimed(provider) or not can_be_invited_again(invitation) or open_ones.exists():
        raise InvitationError(_("This provider has an invitation that still works, or has claimed its profile."))
    return _invite(by, invitation.authority, provider)


def _invite(by: User, authority: VettingAuthority, provider: Provider) -> ClaimInvitation:
    now = clock.now()
    invitation = ClaimInvitation(
        authority=authority, provider=provider, email=provider.contact_email.lower(), invited_by=by, invited_at=now, expires_at=now + LASTS
    )
    invitation.token_hash = hash_token(claim_token(invitation))
    invitation.save()
    audit.record("provider.invite_to_claim", provider, by=by, acting_for=authority.name, details={"invitation": invitation.pk})
    event, payload = f"claim-invitation:{invitation.pk}", {"invitation": invitation.pk}
    outbox.post("imports.claim", to=invitation.email, event=event, payload=payload)
    outbox.post("imports.claim_reminder", to=invitation.email, event=event, payload=payload, due_at=now + CHASED_AFTER)
    return invitation


@transaction.atomic
def revoke_claim_invitation(*, by: User, invitation: ClaimInvitation) -> None:
    """Its link opens nothing from now on."""
    refuse_others(by, invitation.authority)
    INVITATION.fire(invitation, InvitationEvent.REVOKE)
    audit.record("provider.revoke_claim", invitation.provider, by=by, details={"invitation": invitation.pk})


@transaction.atomic
def claim_profile(*, by: User, token: str) -> ProviderMember:
    """Act for the provider from now on. Raises InvitationError, saying what to do next."""
    found = find_claim_invitation(token)
    if found is None:
        raise InvitationError(_("This link is not one of ours, or not whole. Copy it from the mail once more."), code="unknown")
    provider = Provider.objects.select_for_update(no_key=True).get(pk=found.provider_id)
    invitation = ClaimInvitation.objects.select_related("authority").get(pk=found.pk)
    _refuse_claiming(by, invitation)
    INVITATION.fire(invitation, InvitationEvent.ACCEPT, answered_by=by, answered_at=clock.now())
    audit.record("provider.claim", provider, by=by, acting_for=provider.slug, details={"invitation": invitation.pk})
    return add_member(by=by, provider=provider, user=by)


def _refuse_claiming(user: User, invitation: ClaimInvitation) -> None:
    if invitation.problem:
        raise InvitationError(invitation.problem, code="over")
    if not can_claim(user, invitation):
        message = _("The invitation is for %(email)s. Sign out, then sign in with that address or make an account with it.")
        raise InvitationError(message % {"email": invitation.email}, code="other_address")
    if not has_proved_address(user):
        raise InvitationError(_("Confirm your e-mail address first, with the code that we sent to it."), code="unproved")


@transaction.atomic
def lapse_claim_invitations() -> int:
    """Mark what nobody answered in time. Returns how many."""
    return _lapse_expired()


def _lapse_expired() -> int:
    expired = ClaimInvitation.objects.filter(state=InvitationState.SENT, expires_at__lte=clock.now())
    lapsing = list(expired.select_for_update(skip_locked=True))
    for invitation in lapsing:
        INVITATION.fire(invitation, InvitationEvent.LAPSE)
    return len(lapsing)
