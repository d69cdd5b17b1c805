"""What was answered or recorded and waits, and since when: for saying who is waiting on whom."""

from collections.abc import Iterable

from vetting.enums import CheckSource
from vetting.models import Check, VettingAuthority
from vetting.queries.asked.requirements import Requirement
from vetting.queries.clearances.evidence import Subject, subject_of, subjects_filter
from vetting.states import CheckState

Key = tuple[str, Subject]


def unverified_checks(requirements: Iterable[Requirement], authority: VettingAuthority) -> dict[Key, Check]:
    """For each thing asked, what this authority has of it that does not count yet: recorded, answered, or sent back. One query."""
    asked = {(one.code, one.subject_key) for one in requirements}
    rows = Check.objects.filter(
        subjects_filter({subject for _code, subject in asked}), authority=authority, state__in=[CheckState.RECORDED, CheckState.SENT_BACK]
    )
    found: dict[Key, Check] = {}
    for check in rows.exclude(source=CheckSource.IMPORT).order_by("recorded_at", "pk"):
        found[check.check_type, subject_of(check)] = check
    return {key: check for key, check in found.items() if key in asked}
