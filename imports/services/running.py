"""Importing a register, and taking it back: in small transactions, each line once, so that a run cut short goes on where it stopped."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from core.tasks import run_job
from imports.enums import Verdict
from imports.exceptions import BatchError
from imports.models import Batch, Row
from imports.queries.previewing import DOING, pending_undo, standing_of
from imports.services.applying import apply_row
from imports.services.undoing import undo_change
from imports.services.uploads import refuse_others
from imports.states import BATCH, BatchEvent, BatchState
from vetting.queries.policies.content import content_of

JOB = "imports.work"  # its name with core.periodic
CHUNK = 50  # lines in one transaction
AT_ONCE = 500  # lines or changes in one run of the job, so that others have their turn
UNDO_WITHIN = datetime.timedelta(days=30)


@transaction.atomic
def start_import(*, by: User, batch: Batch) -> Batch:
    """Begin to import what the preview showed; a worker goes on with it. Raises BatchError where no line changes anything."""
    refuse_others(by, batch.authority)
    if not standing_of(batch).to_do:
        raise BatchError(_("No line of this register changes anything. Look at the refused lines, or throw it away."))
    BATCH.fire(batch, BatchEvent.START, started_by=by, started_at=clock.now())
    audit.record("import.start", batch, by=by, acting_for=batch.authority.name, details={"lines": batch.rows.count()})
    transaction.on_commit(_nudge, robust=True)
    return batch


@transaction.atomic
def start_undo(*, by: User, batch: Batch) -> Batch:
    """Begin to take back what the import made, as far as nobody has touched it since. Raises BatchError after thirty days."""
    refuse_others(by, batch.authority)
    if not can_undo(batch):
        raise BatchError(_("This can't be undone any more: an import can be taken back for thirty days."))
    BATCH.fire(batch, BatchEvent.UNDO, undone_by=by)
    audit.record("import.undo", batch, by=by, acting_for=batch.authority.name)
    transaction.on_commit(_nudge, robust=True)
    return batch


def can_undo(batch: Batch) -> bool:
    return batch.state == BatchState.IMPORTED and batch.finished_at is not None and clock.now() - batch.finished_at < UNDO_WITHIN


def work_on_imports() -> None:
    """Go on with everything that has been begun. Safe to call at any time; core.periodic lets one run at once."""
    left = AT_ONCE
    for batch in Batch.objects.filter(state__in=[BatchState.IMPORTING, BatchState.UNDOING]).order_by("started_at", "pk"):
        step = _import_chunk if batch.state == BatchState.IMPORTING else _undo_chunk
        while left > 0 and not step(batch.pk):
            left -= CHUNK
    if left <= 0:
        _nudge()


@transaction.atomic
def _import_chunk(pk: int) -> bool:
    """The next lines of the batch, in their order. True when it is finished."""
    batch = _locked(pk, BatchState.IMPORTING)
    if batch is None:
        return True
    policy = content_of(batch.authority.policy)
    waiting = list(Row.objects.filter(batch=batch, done_at=None, verdict__in=DOING).order_by("line")[:CHUNK])
    for row in waiting:
        apply_row(batch, row, policy)
    if len(waiting) == CHUNK:
        return False
    BATCH.fire(batch, BatchEvent.FINISH, finished_at=clock.now())
    Row.objects.filter(batch=batch).exclude(verdict=Verdict.REJECTED).update(cells=[])
    details = standing_of(batch).by_verdict
    audit.record("import.finish", batch, by=batch.started_by, acting_for=batch.authority.name, details=details)
    return True


@transaction.atomic
def _undo_chunk(pk: int) -> bool:
    """The newest changes first, since later ones rest on earlier ones. True when it is finished."""
    batch = _locked(pk, BatchState.UNDOING)
    if batch is None:
        return True
    waiting = list(pending_undo(batch).order_by("-pk")[:CHUNK])
    for change in waiting:
        undo_change(batch, change)
    if len(waiting) == CHUNK:
        return False
    BATCH.fire(batch, BatchEvent.FINISH_UNDO, closed_at=clock.now())
    kept = batch.changes.exclude(kept_because="").count()
    audit.record("import.finish_undo", batch, by=batch.undone_by, acting_for=batch.authority.name, details={"kept": kept})
    return True


def _locked(pk: int, state: BatchState) -> Batch | None:
    batches = Batch.objects.select_for_update(of=("self",), skip_locked=True)
    return (
        batches.select_related("authority__policy", "authority__local_authority", "started_by", "undone_by")
        .filter(pk=pk, state=state)
        .first()
    )


def _nudge() -> None:
    run_job.enqueue(JOB)
