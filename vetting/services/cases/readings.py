"""Looking at evidence leaves a trace too."""

from django.db import transaction

from accounts.models import User
from core.services import audit
from vetting.models import Case, Check, Clearance
from vetting.policies.cases import can_see_case
from vetting.services.cases.signs_of_life import keep_claim


@transaction.atomic
def record_reading(*, by: User, case: Case) -> bool:
    """Somebody opens the case with its checks: call it before showing any of it. False where they may not see it; that is kept too."""
    may_see = can_see_case(by, case)
    audit.record("evidence.read" if may_see else "evidence.refused", case, by=by, acting_for=case.authority.name if may_see else "")
    if may_see:
        keep_claim(by=by, case=case)
    return may_see


def record_refusal(*, by: User, row: Check | Clearance) -> None:
    """Somebody asked for what another authority keeps, from whatever page."""
    audit.record("evidence.refused", row, by=by)
