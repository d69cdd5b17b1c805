"""Whether the audit log is as it was written."""

import dataclasses

from django.db import transaction
from django.db.models import Max, Sum

from core.audit_chain import CUT_LOCK, is_signed, link_hash
from core.locks import lock_until_commit
from core.models import AuditCheckpoint, AuditEvent, AuditSeal

AT_ONCE = 2_000


@dataclasses.dataclass(frozen=True)
class ChainBreak:
    """The first place at which the log is not what was sealed."""

    event_id: int
    why: str


@dataclasses.dataclass(frozen=True)
class ChainReport:
    """`head` is the hash of the last seal: noted down elsewhere, it shows later whether the end of the log was taken away."""

    sealed: int
    waiting: int
    removed: int
    head: str
    broken: ChainBreak | None


@transaction.atomic
def chain_report() -> ChainReport:
    """Walk the whole chain from its beginning, or from the last checkpoint of retention."""
    lock_until_commit(CUT_LOCK, shared=True)  # a cut in the midst would look like a break
    end: int = AuditSeal.objects.aggregate(last=Max("event_id"))["last"] or 0
    checkpoint = AuditCheckpoint.objects.order_by("-up_to_event_id").first()
    start, start_hash = (checkpoint.up_to_event_id, checkpoint.last_hash) if checkpoint else (0, "")
    head = AuditSeal.objects.filter(event_id=end).first()
    return ChainReport(
        sealed=AuditSeal.objects.filter(event_id__lte=end).count(),
        waiting=AuditEvent.objects.filter(pk__gt=max(end, start)).count(),
        removed=AuditCheckpoint.objects.aggregate(all=Sum("events_removed"))["all"] or 0,
        head=head.hash if head else start_hash,
        broken=_broken_checkpoint() or _returned_rows(start) or _broken_link(start, start_hash, end),
    )


def is_known_seal(noted: str) -> bool:
    """Whether a hash that was noted down earlier is still in the chain, or was where retention cut it."""
    return AuditSeal.objects.filter(hash=noted).exists() or AuditCheckpoint.objects.filter(last_hash=noted).exists()


def _broken_checkpoint() -> ChainBreak | None:
    for checkpoint in AuditCheckpoint.objects.order_by("up_to_event_id"):
        if not is_signed(checkpoint):
            return ChainBreak(checkpoint.up_to_event_id, "the checkpoint of retention is not signed by this site")
    return None


def _returned_rows(start: int) -> ChainBreak | None:
    event = AuditEvent.objects.filter(pk__lte=start).order_by("pk").first()
    return ChainBreak(event.pk, "it stands where retention had removed everything") if event else None


def _broken_link(start: int, previous: str, end: int) -> ChainBreak | None:
    """The first event between start and end that is missing, changed, added or out of line."""
    while start < end:
        seals = {seal.event_id: seal for seal in AuditSeal.objects.filter(event_id__gt=start).order_by("event_id")[:AT_ONCE]}
        last = max(seals)
        events = {event.pk: event for event in AuditEvent.objects.filter(pk__gt=start, pk__lte=last)}
        for number in sorted(seals.keys() | events.keys()):
            why = _fault(seals.get(number), events.get(number), previous)
            if why:
                return ChainBreak(number, why)
            previous = seals[number].hash
        start = last
    return None


def _fault(seal: AuditSeal | None, event: AuditEvent | None, previous: str) -> str:
    if event is None:
        return "it was removed"
    if seal is None:
        return "it was added among events that had been sealed, or its seal was removed"
    if seal.previous_hash != previous:
        return "its seal does not follow the one before it"
    if seal.hash != link_hash(previous, event):
        return "it was changed after it was sealed"
    return ""
