"""Inviting people by e-mail to act for a school. The link is made from our secret when the mail goes out; only its hash is stored."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from core.tokens import hash_token
from schools.emails import invitation_token
from schools.exceptions import InvitationError
from schools.models import MemberInvitation, School, SchoolMember
from schools.policies import can_accept_invitation, has_proved_address
from schools.queries.invitations import find_invitation
from schools.services.members import add_member, lock_school
from schools.states import INVITATION, InvitationEvent, InvitationState

LASTS = datetime.timedelta(days=14)
OPEN_INVITATIONS = 50  # of one school at once


@transaction.atomic
def invite_member(*, by: User, school: School, email: str, roles: Collection[str]) -> MemberInvitation:
    """Write to somebody who may then act for the school in these roles. Raises InvitationError, with the field."""
    lock_school(school.pk)
    address = email.strip().lower()
    _lapse_expired(school)
    _refuse_inviting(school, address, roles)
    now = clock.now()
    invitation = MemberInvitation(
        school=school, email=address, roles=sorted(set(roles)), invited_by=by, invited_at=now, expires_at=now + LASTS
    )
    invitation.token_hash = hash_token(invitation_token(invitation))
    invitation.save()
    details = {"school": school.pk, "roles": invitation.roles}
    audit.record("school.invite", invitation, by=by, acting_for=school.name, details=details)
    outbox.post("schools.invitation", to=address, event=f"school-invitation:{invitation.pk}", payload={"invitation": invitation.pk})
    return invitation


def _refuse_inviting(school: School, address: str, roles: Collection[str]) -> None:
    if not roles:
        raise InvitationError(_("Choose at least one role."), code="no_roles", field="roles")
    if not school.is_active:
        raise InvitationError(_("The national register doesn't show this school as open, so nobody can join it."), code="closed")
    if SchoolMember.objects.filter(school=school, left_at=None, user__email__iexact=address).exists():
        message = _("%(email)s acts for the school already. Change their roles in the list of people.")
        raise InvitationError(message % {"email": address}, code="member", field="email")
    waiting = MemberInvitation.objects.filter(school=school, state=InvitationState.SENT)
    if waiting.filter(email=address).exists():
        message = _("%(email)s has an invitation. To send another, take that one back first.")
        raise InvitationError(message % {"email": address}, code="invited", field="email")
    if waiting.count() >= OPEN_INVITATIONS:
        raise InvitationError(_("Fifty invitations are waiting for an answer. Take some back before you send more."), code="too_many")


@transaction.atomic
def accept_invitation(*, by: User, token: str) -> SchoolMember:
    """Join the school with the roles of the invitation. Raises InvitationError, saying what to do next."""
    found = find_invitation(token)
    if found is None:
        raise InvitationError(_("This link is not one of ours, or not whole. Copy it from the mail once more."), code="unknown")
    lock_school(found.school_id)
    invitation = MemberInvitation.objects.select_related("school", "invited_by").get(pk=found.pk)
    _refuse_accepting(by, invitation)
    INVITATION.fire(invitation, InvitationEvent.ACCEPT, accepted_by=by, accepted_at=clock.now())
    member = add_member(by=by, school=invitation.school, user=by, roles=invitation.roles, job_title="", granted_by=invitation.invited_by)
    audit.record("school.accept_invitation", invitation, by=by, acting_for=invitation.school.name, details={"school": invitation.school_id})
    event = f"school-invitation:{invitation.pk}:accepted"
    outbox.post("schools.invitation_accepted", to=invitation.invited_by.email, event=event, payload={"invitation": invitation.pk})
    return member


def _refuse_accepting(user: User, invitation: MemberInvitation) -> None:
    if invitation.problem:
        raise InvitationError(invitation.problem, code=invitation.state if invitation.state != InvitationState.SENT else "expired")
    if not can_accept_invitation(user, invitation):
        message = _("The invitation is for %(email)s. Sign out, then sign in with that address or make an account with it.")
        raise InvitationError(message % {"email": invitation.email}, code="other_address")
    if not has_proved_address(user):
        raise InvitationError(_("Confirm your e-mail address first, with the code that we sent to it."), code="unproved")


@transaction.atomic
def revoke_invitation(*, by: User, invitation: MemberInvitation) -> None:
    INVITATION.fire(invitation, InvitationEvent.REVOKE)
    audit.record("school.revoke_invitation", invitation, by=by, acting_for=invitation.school.name, details={"school": invitation.school_id})


@transaction.atomic
def lapse_invitations() -> int:
    """Mark what nobody answered in time. Returns how many."""
    expired = MemberInvitation.objects.filter(state=InvitationState.SENT, expires_at__lte=clock.now())
    lapsing = list(expired.select_for_update(skip_locked=True))
    for invitation in lapsing:
        INVITATION.fire(invitation, InvitationEvent.LAPSE)
    return len(lapsing)


def _lapse_expired(school: School) -> None:
    """An invitation that ran out a minute ago must not stand in the way of a new one."""
    for invitation in school.invitations.filter(state=InvitationState.SENT, expires_at__lte=clock.now()):
        INVITATION.fire(invitation, InvitationEvent.LAPSE)
