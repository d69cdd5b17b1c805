"""Who may put a clearance out of force, and back."""

from vetting.enums import IMMEDIATE_GROUNDS, OfficerRole, SuspensionGround
from vetting.models import Clearance, Suspension, VettingAuthority
from vetting.policies.checks import subject_of_row
from vetting.policies.roles import Visitor, can_work_queue, has_interest_in, holds


def can_suspend(user: Visitor, clearance: Clearance) -> bool:
    return can_work_queue(user, clearance.authority) and not has_interest_in(user, subject_of_row(clearance))


def grounds_open_to(user: Visitor, authority: VettingAuthority) -> tuple[SuspensionGround, ...]:
    """On which grounds the user may suspend: an officer on those that can't wait, a lead on all."""
    if holds(user, authority, OfficerRole.LEAD):
        return tuple(SuspensionGround)
    return IMMEDIATE_GROUNDS if can_work_queue(user, authority) else ()


def can_confirm_suspension(user: Visitor, suspension: Suspension) -> bool:
    """Somebody other than who suspended, and not too close to the provider."""
    return user.pk != suspension.suspended_by_id and can_suspend(user, suspension.clearance)


def can_reinstate(user: Visitor, clearance: Clearance) -> bool:
    """A lead, never who suspended it."""
    if clearance.suspensions.filter(lifted_at=None, suspended_by=user.pk).exists():
        return False
    return holds(user, clearance.authority, OfficerRole.LEAD) and not has_interest_in(user, subject_of_row(clearance))


def can_withdraw_clearance(user: Visitor, clearance: Clearance) -> bool:
    """A lead: also who suspended it."""
    return holds(user, clearance.authority, OfficerRole.LEAD) and not has_interest_in(user, subject_of_row(clearance))
