import datetime
import logging
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection

from core import periodic
from core.models import PeriodicRun
from core.services.periodic import JobRun, run_due, run_job
from tests.factories.core import AuditEventFactory
from tests.support.threads import at_once

NOON = datetime.datetime(2027, 1, 13, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_jobs", {})


def job(name: str, work: Callable[[], object], **options: bool | datetime.timedelta) -> None:
    periodic.every_run(name, **options)(work)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_job_runs_and_tells_when() -> None:
    calls: list[str] = []
    job("a.job", lambda: calls.append("a"))

    with time_machine.travel(NOON, tick=False):
        runs = run_due()

    assert (runs, calls) == ([JobRun("a.job", "ran")], ["a"])
    assert list(PeriodicRun.objects.order_by("pk").values_list("name", "last_started_at", "last_finished_at", "last_error")) == [
        ("a.job", NOON, NOON, ""),
        ("run_due", NOON, NOON, ""),
    ]


@pytest.mark.django_db
def test_a_job_that_fails_is_undone_logged_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []

    def fails() -> None:
        AuditEventFactory()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 'a\tb'::int")

    job("a.fails", fails)
    job("b.works", lambda: calls.append("b"))

    with caplog.at_level(logging.ERROR):
        runs = run_due()

    failed = PeriodicRun.objects.get(pk="a.fails")
    assert (runs, calls) == ([JobRun("a.fails", "failed"), JobRun("b.works", "ran")], ["b"])
    assert failed.last_error.startswith("DataError: invalid input syntax for type integer")
    assert failed.last_finished_at is None
    assert [record.message for record in caplog.records] == ["The job a.fails failed"]


@pytest.mark.django_db
def test_a_job_that_fails_outside_a_transaction_keeps_what_it_committed() -> None:
    def fails() -> None:
        AuditEventFactory()
        raise ValueError("half way")

    job("a.fails", fails, atomic=False)

    run_due()

    assert AuditEventFactory._meta.model.objects.count() == 1


@pytest.mark.django_db
def test_a_job_runs_no_more_often_than_it_says_but_is_tried_again_after_a_failure() -> None:
    outcomes: list[Exception | None] = [ValueError("no"), None, None, None]

    def work() -> None:
        outcome = outcomes.pop(0)
        if outcome:
            raise outcome

    job("a.daily", work, at_most_every=24 * HOUR)
    seen = []

    with time_machine.travel(NOON, tick=False) as traveller:
        for _hour in range(4):
            seen += [run.outcome for run in run_due()]
            traveller.shift(12 * HOUR)

    assert seen == ["failed", "ran", "not due", "ran"]
    assert PeriodicRun.objects.get(pk="a.daily").last_error == ""


@pytest.mark.django_db(transaction=True)
def test_a_job_that_somebody_else_runs_is_left_to_them() -> None:
    inner: list[list[JobRun]] = []
    job("a.job", lambda: inner.extend(at_once(run_due)) if not inner else None)

    outer = run_due()

    assert (outer, inner) == ([JobRun("a.job", "ran")], [[JobRun("a.job", "busy")]])


@pytest.mark.django_db
def test_one_job_can_be_run_at_once_by_its_name() -> None:
    calls: list[str] = []
    job("a.job", lambda: calls.append("a"))
    job("b.job", lambda: calls.append("b"))

    runs = [run_job("b.job"), run_job("no.job")]

    assert (runs, calls) == ([JobRun("b.job", "ran"), None], ["b"])
