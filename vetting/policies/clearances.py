"""Who may put a clearance out of force, and back."""

from vetting.enums import OfficerRole
from vetting.models import Clearance, Suspension
from vetting.policies.checks import subject_of_row
from vetting.policies.roles import Visitor, can_work_queue, has_interest_in, holds


def can_suspend(user: Visitor, clearance: Clearance) -> bool:
    return can_work_queue(user, clearance.authority) and not has_interest_in(user, subject_of_row(clearance))


def can_confirm_suspension(user: Visitor, suspension: Suspension) -> bool:
    """Somebody other than who suspended, and not too close to the provider."""
    return user.pk != suspension.suspended_by_id and can_suspend(user, suspension.clearance)


def can_reinstate(user: Visitor, clearance: Clearance) -> bool:
    return holds(user, clearance.authority, OfficerRole.LEAD) and not has_interest_in(user, subject_of_row(clearance))


def can_withdraw_clearance(user: Visitor, clearance: Clearance) -> bool:
    return can_reinstate(user, clearance)
