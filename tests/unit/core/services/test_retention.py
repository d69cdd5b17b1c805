import dataclasses
import datetime
import threading
from typing import Any

import pytest
from django.db.models import QuerySet

from core import clock
from core.locks import lock_if_free
from core.models import AuditEvent, OutboxMessage, RetentionCount, RetentionRun
from core.outbox_states import OutboxState
from core.queries.retention import rules_named
from core.retention import Action, Basis, Rule
from core.services import retention
from core.services.retention import BusyError, RetentionFailedError, apply_retention
from tests.factories.core import OutboxMessageFactory
from tests.support.retention import applied, later, runs
from tests.support.threads import at_once, beside

LONG_AGO = datetime.timedelta(days=400)


def done(number: int) -> None:
    OutboxMessageFactory.create_batch(number, state=OutboxState.SENT, finished_at=clock.now() - LONG_AGO)


def everything(_before: datetime.datetime) -> QuerySet[Any]:
    return OutboxMessage.objects.all()


def rule(**fields: Any) -> Rule:
    usual: dict[str, Any] = {
        "name": "test.rule", "title": "Test", "counts_from": "today", "keep": "outbox", "action": Action.DELETE,
        "basis": Basis.CUSTOM, "source": "None.", "due": everything,
    }  # fmt: skip
    return Rule(**usual | fields)


@pytest.mark.django_db
def test_what_is_due_goes_and_an_audit_event_says_how_much() -> None:
    done(3)
    OutboxMessageFactory()

    assert applied("core.outbox") == {"core.outbox": 3}
    run, event = RetentionRun.objects.get(), AuditEvent.objects.get(action="retention.apply")
    assert (OutboxMessage.objects.count(), run.finished_at is not None, event.object_id) == (1, True, str(run.pk))
    assert (event.actor_id, event.reason_code) == (None, "core.outbox")
    assert event.details == {"rule": "core.outbox", "rows": 3, "action": "delete"}
    assert RetentionCount.objects.get().rows == 3


@pytest.mark.django_db
def test_a_second_run_finds_nothing_and_leaves_nothing() -> None:
    done(1)
    applied("core.outbox")

    assert (applied("core.outbox"), runs()) == ({}, [("core.outbox", 1, 0)])


@pytest.mark.django_db
def test_chunks_are_each_whole_and_what_was_done_before_a_failure_stays_done() -> None:
    done(5)
    calls: list[int] = []

    def fail_at_the_second(keys: list[Any]) -> None:
        calls.append(len(keys))
        OutboxMessage.objects.filter(pk__in=keys).delete()
        if len(calls) == 2:
            raise ValueError("no")

    failing = rule(apply=fail_at_the_second, chunk=2)
    after = dataclasses.replace(rules_named(["core.outbox"])[0], name="test.after")

    with pytest.raises(RetentionFailedError, match=r"These rules failed, and are tried again at the next run: test\.rule\."):
        apply_retention(rules=[failing, after])

    assert calls == [2, 2]
    assert list(RetentionRun.objects.order_by("pk").values_list("rule", "rows", "error")) == [
        ("test.rule", 2, "ValueError"),
        ("test.after", 3, ""),
    ]
    assert AuditEvent.objects.filter(action="retention.apply").count() == 2


@pytest.mark.django_db
def test_rows_that_stay_due_are_gone_through_once() -> None:
    done(3)
    seen: list[Any] = []

    apply_retention(rules=[rule(apply=seen.extend, chunk=2)])

    assert sorted(seen) == sorted(OutboxMessage.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_what_a_person_has_to_look_at_is_left_alone() -> None:
    done(1)

    assert (apply_retention(rules=[rule(action=Action.REVIEW)]), OutboxMessage.objects.count()) == ([], 1)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_take_each_row_once() -> None:
    done(40)
    started = threading.Barrier(2)

    def run() -> int:
        started.wait()
        try:
            return sum(run.rows for run in apply_retention(rules=[rule(chunk=3)]))
        except BusyError:
            return 0

    at_once(run, run)

    assert (OutboxMessage.objects.count(), sum(one.rows for one in RetentionRun.objects.all())) == (0, 40)


@pytest.mark.django_db(transaction=True)
def test_a_run_beside_another_says_so() -> None:
    def run() -> str:
        try:
            apply_retention()
        except BusyError as refusal:
            return str(refusal.message)
        return "ran"

    with lock_if_free(retention.RUN_LOCK), beside(run) as answer:
        said = answer.result(timeout=60)

    assert said == "Retention is being applied by another process at this moment. Try again later."


@pytest.mark.django_db
def test_the_count_that_stays_is_by_kind() -> None:
    done(2)
    OutboxMessageFactory(kind="test.bye", state=OutboxState.DEAD, finished_at=clock.now() - LONG_AGO)

    with later(years=0):
        applied("core.outbox")

    assert dict(RetentionCount.objects.values_list("kind", "rows")) == {"test.bye": 1, "test.hello": 2}
