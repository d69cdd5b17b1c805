import datetime

import pytest
import time_machine
from django.db import OperationalError, connection
from pytest_django import DjangoAssertNumQueries

from core.models import PeriodicRun
from core.outbox_states import OutboxState
from core.queries.health import HealthReport, health_report
from tests.factories.core import OutboxMessageFactory, minutes

NOON = datetime.datetime(2027, 1, 13, 12, tzinfo=datetime.UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


def note_run(ago: float, name: str = "run_due", error: str = "") -> None:
    PeriodicRun.objects.create(name=name, last_started_at=NOON, last_finished_at=NOON - minutes(ago), last_error=error)


def test_all_is_well_where_everything_runs(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    note_run(1)
    OutboxMessageFactory(due_at=NOON - minutes(2))
    OutboxMessageFactory(due_at=NOON + minutes(60))

    with django_assert_num_queries(3):
        report = health_report()

    assert report == HealthReport(database=True, oldest_due=minutes(2), last_run_due=NOON - minutes(1))
    assert report.is_well


def test_lost_mails_are_counted_and_take_nothing_down() -> None:
    note_run(1)
    for state in (OutboxState.DEAD, OutboxState.DEAD, OutboxState.UNSURE):
        OutboxMessageFactory(state=state, finished_at=NOON)

    report = health_report()

    assert (report.dead, report.unsure, report.oldest_due, report.is_well) == (2, 1, None, True)


def test_what_stands_still_is_named() -> None:
    note_run(6)
    note_run(6, name="a.job", error="ValueError: no")
    OutboxMessageFactory(due_at=NOON - minutes(16))

    report = health_report()

    assert report.problems == (
        "Mail has been waiting for more than 15 minutes: is the worker running, and does the mail server answer?",
        "The schedule (manage.py run_due) has not finished within the last 5 minutes.",
        "The job a.job fails: see the log.",
    )
    assert (report.failing_jobs, report.is_well) == (("a.job",), False)


def test_a_schedule_that_never_ran_is_a_problem() -> None:
    assert health_report().problems == ("The schedule (manage.py run_due) has not finished within the last 5 minutes.",)


def test_a_database_that_is_away_is_said_and_not_raised() -> None:
    def away(*_args: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(away):
        report = health_report()

    assert report == HealthReport(database=False, problems=("The database does not answer.",))
