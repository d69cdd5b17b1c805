"""Who may see, record and verify checks."""

from vetting.enums import CheckOutcome, CheckSource, OfficerRole
from vetting.models import Check, Clearance, VettingAuthority, Waiver
from vetting.policies.roles import WORKING, CheckSubject, Visitor, can_work_queue, has_interest_in, holds


def can_see_check(user: Visitor, check: Check) -> bool:
    """The list form is Check.objects.visible_to."""
    return holds(user, check.authority, *OfficerRole.values)


def subject_of_row(row: Check | Clearance | Waiver) -> CheckSubject:
    subject = row.person or row.provider or row.venue or row.offer
    assert subject is not None  # noqa: S101  # the database holds that there is exactly one
    return subject


def can_record_check(user: Visitor, authority: VettingAuthority, subject: CheckSubject) -> bool:
    return can_work_queue(user, authority) and not has_interest_in(user, subject)


def can_verify_check(user: Visitor, check: Check) -> bool:
    """Never who performed it; conditions need a lead; what was imported, nobody: it has to be recorded from the evidence."""
    if check.source == CheckSource.IMPORT:
        return False
    roles = (OfficerRole.LEAD,) if check.outcome == CheckOutcome.PASS_WITH_CONDITIONS else WORKING
    return user.pk != check.performed_by_id and holds(user, check.authority, *roles) and not has_interest_in(user, subject_of_row(check))
