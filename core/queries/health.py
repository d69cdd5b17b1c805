"""Is everything running that should be?"""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from core import clock
from core.models import AuditVerification, OutboxMessage, PeriodicRun
from core.outbox_states import OutboxState
from core.periodic import WHOLE

OUTBOX_LIMIT = datetime.timedelta(minutes=15)
SCHEDULE_LIMIT = datetime.timedelta(minutes=5)


@dataclasses.dataclass(frozen=True)
class HealthReport:
    """What an operator looks at first. Where the database does not answer, the rest is unknown."""

    database: bool
    oldest_due: datetime.timedelta | None = None  # how long the longest-waiting message has been due; None where none is
    dead: int = 0
    unsure: int = 0
    last_run_due: datetime.datetime | None = None
    failing_jobs: tuple[str, ...] = ()
    chain: AuditVerification | None = None  # what came out when the audit log was last walked; None where it never was
    problems: tuple[str, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether everything runs. Dead and unsure messages want a person's eye, but nothing is down."""
        return not self.problems


def health_report() -> HealthReport:
    """Never raises where the database is away: that is what it is there to say."""
    now = clock.now()
    try:
        outbox = _outbox()
        runs = {run.name: run for run in PeriodicRun.objects.all()}
        chain = AuditVerification.objects.first()
    except (DatabaseError, InterfaceError):
        return HealthReport(database=False, problems=(_("The database does not answer."),))
    oldest = now - outbox["due"] if outbox["due"] and outbox["due"] <= now else None
    last = runs[WHOLE].last_finished_at if WHOLE in runs else None
    failing = tuple(sorted(run.name for run in runs.values() if run.last_error))
    return HealthReport(
        database=True,
        oldest_due=oldest,
        dead=outbox["dead"],
        unsure=outbox["unsure"],
        last_run_due=last,
        failing_jobs=failing,
        chain=chain,
        problems=(*_problems(now, oldest, last, failing), *_problems_of_chain(chain)),
    )


def _outbox() -> dict[str, Any]:
    return OutboxMessage.objects.aggregate(
        due=Min("due_at", filter=Q(state=OutboxState.PENDING)),
        dead=Count("pk", filter=Q(state=OutboxState.DEAD)),
        unsure=Count("pk", filter=Q(state=OutboxState.UNSURE)),
    )


def _problems(
    now: datetime.datetime, oldest: datetime.timedelta | None, last: datetime.datetime | None, failing: tuple[str, ...]
) -> Iterator[str]:
    if oldest and oldest > OUTBOX_LIMIT:
        yield _("Mail has been waiting for more than %(minutes)s minutes: is the worker running, and does the mail server answer?") % {
            "minutes": OUTBOX_LIMIT.seconds // 60
        }
    if last is None or now - last > SCHEDULE_LIMIT:
        yield _("The schedule (manage.py run_due) has not finished within the last %(minutes)s minutes.") % {
            "minutes": SCHEDULE_LIMIT.seconds // 60
        }
    for name in failing:
        yield _("The job %(name)s fails: see the log.") % {"name": name}


def _problems_of_chain(chain: AuditVerification | None) -> Iterator[str]:
    if chain is not None and chain.broken_at is not None:
        yield _("The audit log is not as it was written, from event %(number)s on. Keep a copy of the database before anything else.") % {
            "number": chain.broken_at
        }
