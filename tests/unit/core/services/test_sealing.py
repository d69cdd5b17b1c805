import datetime
import threading
import time
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction

from core.models import AuditCheckpoint, AuditEvent, AuditSeal
from core.queries.audit import chain_report
from core.services import sealing
from core.services.sealing import SealReport, cut_audit, seal_audit
from tests.factories.core import AuditEventFactory
from tests.support.threads import beside

NOON = datetime.datetime(2027, 1, 13, 12, tzinfo=datetime.UTC)
YEAR = datetime.timedelta(days=365)


class Writer:
    """A transaction that writes one event and stays open until it may end."""

    def __init__(self) -> None:
        self.may_begin, self.has_begun, self.may_end = threading.Event(), threading.Event(), threading.Event()

    def write(self) -> int:
        assert self.may_begin.wait(timeout=20)
        with transaction.atomic():
            event = AuditEventFactory()
            self.has_begun.set()
            assert self.may_end.wait(timeout=20)
        return int(event.pk)


def sealed() -> list[int]:
    return list(AuditSeal.objects.order_by("event_id").values_list("event_id", flat=True))


@pytest.mark.django_db
def test_events_are_sealed_in_the_order_of_their_ids_each_on_the_one_before() -> None:
    first, second = AuditEventFactory(), AuditEventFactory()
    earlier = seal_audit()
    third = AuditEventFactory()

    later = seal_audit()

    seals = list(AuditSeal.objects.order_by("event_id"))
    assert (earlier, later, seal_audit()) == (SealReport(2), SealReport(1), SealReport(0))
    assert [seal.event_id for seal in seals] == [first.pk, second.pk, third.pk]
    assert [seal.previous_hash for seal in seals] == ["", seals[0].hash, seals[1].hash]


@pytest.mark.django_db
def test_no_more_than_a_batch_is_sealed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MOST_AT_ONCE", 2)
    events = AuditEventFactory.create_batch(3)

    assert [seal_audit(), seal_audit(), seal_audit()] == [SealReport(2), SealReport(1), SealReport(0)]
    assert sealed() == [event.pk for event in events]


@pytest.mark.django_db(transaction=True)
def test_an_event_is_not_sealed_while_a_lower_one_may_still_appear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "PATIENCE", 0.05)
    slow = Writer()

    with beside(slow.write) as slow_id:
        slow.may_begin.set()
        assert slow.has_begun.wait(timeout=20)
        quick = AuditEventFactory()
        during = seal_audit()
        slow.may_end.set()
    after = seal_audit()

    assert (during, after) == (SealReport(0, had_to_wait=True), SealReport(2))
    assert sealed() == [slow_id.result(), quick.pk]
    assert slow_id.result() < quick.pk


@pytest.mark.django_db(transaction=True)
def test_the_sealer_waits_for_those_who_write_and_for_nobody_who_comes_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The early writer ends during the wait; the late one, begun after the horizon was read, is still at it."""
    early, late = Writer(), Writer()

    def while_the_sealer_waits(_seconds: float) -> None:
        late.may_begin.set()
        assert late.has_begun.wait(timeout=20)
        early.may_end.set()
        early_id.result(timeout=20)

    monkeypatch.setattr(sealing, "time", SimpleNamespace(sleep=while_the_sealer_waits, monotonic=time.monotonic))
    with beside(early.write) as early_id, beside(late.write) as late_id:
        early.may_begin.set()
        assert early.has_begun.wait(timeout=20)
        quick = AuditEventFactory()
        report = seal_audit()
        late.may_end.set()

    assert report == SealReport(2)
    assert sealed() == [early_id.result(), quick.pk]
    assert late_id.result() > quick.pk


@pytest.mark.django_db
def test_a_cut_leaves_a_signed_checkpoint_and_a_log_that_verifies() -> None:
    with time_machine.travel(NOON - 8 * YEAR, tick=False):
        old = AuditEventFactory.create_batch(3)
    with time_machine.travel(NOON, tick=False):
        new = AuditEventFactory.create_batch(2)
        seal_audit()

        checkpoint = cut_audit(by=None, before=NOON - 7 * YEAR)

        report = chain_report()
    assert checkpoint is not None
    assert (checkpoint.up_to_event_id, checkpoint.events_removed) == (old[-1].pk, 3)
    assert list(AuditEvent.objects.filter(action="door.open").order_by("pk")) == new
    assert AuditEvent.objects.get(action="audit.cut").details == {"up_to": old[-1].pk, "removed": 3}
    assert sealed() == [event.pk for event in new]
    assert (report.broken, report.sealed, report.waiting, report.removed) == (None, 2, 1, 3)


@pytest.mark.django_db
def test_the_chain_goes_on_after_everything_was_cut_and_after_a_second_cut() -> None:
    with time_machine.travel(NOON - 9 * YEAR, tick=False):
        AuditEventFactory.create_batch(2)
        seal_audit()
    cut_audit(by=None, before=NOON - 8 * YEAR)
    seal_audit()
    AuditEventFactory()
    seal_audit()

    with time_machine.travel(NOON + 100 * YEAR, tick=False):
        second = cut_audit(by=None, before=NOON + 99 * YEAR)
        seal_audit()
        report = chain_report()

    assert second is not None
    assert second.events_removed == 2
    assert AuditCheckpoint.objects.count() == 2
    assert (report.broken, report.sealed, report.waiting, report.removed) == (None, 1, 0, 4)


@pytest.mark.django_db
def test_what_is_not_sealed_or_not_old_is_not_cut() -> None:
    with time_machine.travel(NOON - 8 * YEAR, tick=False):
        AuditEventFactory()
        unsealed = cut_audit(by=None, before=NOON - 7 * YEAR)
        seal_audit()

    young = cut_audit(by=None, before=NOON - 9 * YEAR)

    assert (unsealed, young, AuditEvent.objects.count()) == (None, None, 1)


@pytest.mark.django_db
def test_an_old_event_behind_a_young_one_waits_for_it() -> None:
    """Ids and moments may cross where two write at once: the cut goes by ids, and takes nothing that is young."""
    with time_machine.travel(NOON, tick=False):
        AuditEventFactory()
    with time_machine.travel(NOON - 8 * YEAR, tick=False):
        AuditEventFactory()
    seal_audit()

    assert cut_audit(by=None, before=NOON - 7 * YEAR) is None
