"""Who may ask for a waiver, and who may decide on it."""

from vetting.enums import OfficerRole
from vetting.models import VettingAuthority, Waiver
from vetting.policies.checks import subject_of_row
from vetting.policies.roles import CheckSubject, Visitor, can_work_queue, has_interest_in, holds


def can_see_waiver(user: Visitor, waiver: Waiver) -> bool:
    """The list form is Waiver.objects.visible_to."""
    return holds(user, waiver.authority, *OfficerRole.values)


def can_propose_waiver(user: Visitor, authority: VettingAuthority, subject: CheckSubject) -> bool:
    """A lead, of what is not their own."""
    return holds(user, authority, OfficerRole.LEAD) and not has_interest_in(user, subject)


def can_decide_waiver(user: Visitor, waiver: Waiver) -> bool:
    """A second person: an officer or lead of the authority who did not ask for it, and to whom it does not matter."""
    if user.pk == waiver.proposed_by_id or not can_work_queue(user, waiver.authority):
        return False
    return not has_interest_in(user, subject_of_row(waiver))


def can_withdraw_waiver(user: Visitor, waiver: Waiver) -> bool:
    """Who asked, or another lead."""
    return user.pk == waiver.proposed_by_id or holds(user, waiver.authority, OfficerRole.LEAD)


def can_revoke_waiver(user: Visitor, waiver: Waiver) -> bool:
    """Anybody who works there: to ask again what was left out takes one pair of eyes."""
    return can_work_queue(user, waiver.authority)
