"""Writing down that an officer rang."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from vetting.exceptions import CaseError, NotAllowedError
from vetting.models import Call
from vetting.models.calls import CallOutcome
from vetting.queries.ringing.tasks import Task, tasks_of


@transaction.atomic
def log_call(*, by: User, task: Task, outcome: str, ring_again_on: datetime.date | None = None) -> Call:
    """The row leaves the list until the day, or for good where they were reached. What was said is written nowhere.

    Raises NotAllowedError where it is not this officer's to ring about, CaseError with the field where a day is missing or past.
    """
    if not any(one.key == task.key for one in tasks_of(by)):
        raise NotAllowedError(_("This is not to be rung about any more, or not by you. Go back to the list."))
    if ring_again_on is None and outcome != CallOutcome.REACHED:
        raise CaseError(_("Say on which day to ring again."), field="ring_again_on")
    if ring_again_on is not None and ring_again_on <= clock.today():
        raise CaseError(_("Choose a day after today."), field="ring_again_on")
    call = Call.objects.create(
        authority=task.authority,
        task=task.key,
        outcome=CallOutcome(outcome),
        ring_again_on=ring_again_on,
        made_by=by,
        made_at=clock.now(),
    )
    audit.record("call.log", call, by=by, acting_for=task.authority.name, reason=outcome, details={"task": task.key})
    return call
