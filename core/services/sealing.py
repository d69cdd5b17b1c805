"""Sealing the audit log into a chain, and cutting what retention no longer keeps.

Writers take their ids from a sequence and commit in any order, so an event with a lower id may appear after one with a higher id. The
chain follows ids, so a seal may only be set below a horizon under which nothing can appear any more. The sealer finds it without making
any writer wait, the way PostgreSQL builds an index beside running writes:

1. it reads the highest event id that it sees, the horizon;
2. it lists who now holds the lock that every INSERT into the table takes before it draws its id, and keeps until its transaction ends;
3. it waits until those, and only those, have ended. Whoever drew an id below the horizon was among them or had ended before, so every
   such event is now visible or will never be. Who comes later draws a higher id.

Where a writer takes longer than the sealer's patience, nothing is sealed this time; the next run tries again.
"""

import dataclasses
import datetime
import time

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import clock
from core.audit_chain import CHAIN_LOCK, CUT_LOCK, link_hash, sign
from core.exceptions import DomainError
from core.locks import lock_until_commit
from core.models import AuditCheckpoint, AuditEvent, AuditSeal
from core.retention import held_things
from core.services import audit

PATIENCE = 2.0  # seconds
GLANCE = 0.02  # seconds between two looks at who still writes
MOST_AT_ONCE = 20_000

WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = 'core_auditevent'::regclass AND mode = 'RowExclusiveLock' AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()
"""


@dataclasses.dataclass(frozen=True)
class SealReport:
    """How many events were sealed now. `had_to_wait` tells that a writer outlasted the sealer's patience, so that nothing was."""

    sealed: int
    had_to_wait: bool = False


def seal_audit() -> SealReport:
    """Seal what is settled, at most MOST_AT_ONCE events. Safe to run at once with writers and with itself."""
    horizon = _settled_horizon()
    if horizon is None:
        return SealReport(sealed=0, had_to_wait=True)
    now = clock.now()
    with transaction.atomic():
        lock_until_commit(CHAIN_LOCK)
        after, previous = _end_of_chain()
        seals = []
        for event in AuditEvent.objects.filter(pk__gt=after, pk__lte=horizon).order_by("pk")[:MOST_AT_ONCE].iterator():
            seal = AuditSeal(event_id=event.pk, previous_hash=previous, hash=link_hash(previous, event), sealed_at=now)
            previous = seal.hash
            seals.append(seal)
        AuditSeal.objects.bulk_create(seals, batch_size=2_000)
    return SealReport(sealed=len(seals))


class LogIsHeldError(DomainError):
    """A hold keeps something: nobody can tell from numbers alone which events it will need."""

    code = "held"


@transaction.atomic
def cut_audit(*, by: audit.Actor, before: datetime.datetime, up_to: int | None = None) -> AuditCheckpoint | None:
    """Remove sealed events from before that moment, at most up to the given one, leaving a signed checkpoint with which the rest verifies.

    None where there is nothing to remove. The database lets these rows go only up to an existing checkpoint, and only through its own
    function core_audit_cut. Raises LogIsHeldError while any hold stands.
    """
    if held_things():
        raise LogIsHeldError(_("A legal hold stands, so nothing is taken from the audit log. Lift the hold first."))
    lock_until_commit(CUT_LOCK)
    lock_until_commit(CHAIN_LOCK)
    last = last_seal_before(before)
    if last is not None and up_to is not None and up_to < last.event_id:
        last = AuditSeal.objects.filter(event_id__lte=up_to).order_by("-event_id").first()
    if last is None:
        return None
    removed = AuditEvent.objects.filter(pk__lte=last.event_id).count()
    checkpoint = AuditCheckpoint(up_to_event_id=last.event_id, last_hash=last.hash, events_removed=removed, created_at=clock.now())
    checkpoint.signature = sign(checkpoint)
    checkpoint.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_audit_cut(%s)", [last.event_id])
    audit.record("audit.cut", checkpoint, by=by, details={"up_to": last.event_id, "removed": removed})
    return checkpoint


def _settled_horizon() -> int | None:
    """The id up to which no event can appear any more; None where a writer outlasts our patience."""
    horizon: int = AuditEvent.objects.aggregate(highest=Max("pk"))["highest"] or 0
    deadline = time.monotonic() + PATIENCE
    writers = _writers()
    while writers:
        if time.monotonic() > deadline:
            return None
        time.sleep(GLANCE)
        writers &= _writers()
    return horizon


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(WRITERS)
        return {name for (name,) in cursor.fetchall()}


def _end_of_chain() -> tuple[int, str]:
    """The last sealed event id and its hash, or where retention cut; (0, "") before the first seal."""
    seal = AuditSeal.objects.order_by("-event_id").first()
    if seal:
        return seal.event_id, seal.hash
    checkpoint = AuditCheckpoint.objects.order_by("-up_to_event_id").first()
    return (checkpoint.up_to_event_id, checkpoint.last_hash) if checkpoint else (0, "")


def last_seal_before(moment: datetime.datetime) -> AuditSeal | None:
    """The last seal such that it and all before it are of events from before the moment."""
    first_kept = AuditEvent.objects.filter(at__gte=moment).order_by("pk").first()
    seals = AuditSeal.objects.order_by("-event_id")
    return (seals.filter(event_id__lt=first_kept.pk) if first_kept else seals).first()
