"""Running the jobs that are due."""

import dataclasses
import logging
from contextlib import nullcontext
from typing import Literal

from django.db import transaction

from core import clock
from core.locks import lock_if_free
from core.models import PeriodicRun
from core.periodic import WHOLE, Job, jobs

logger = logging.getLogger(__name__)

Outcome = Literal["ran", "failed", "busy", "not due"]


@dataclasses.dataclass(frozen=True)
class JobRun:
    name: str
    outcome: Outcome


def run_due() -> list[JobRun]:
    """Run every registered job that is due and that nobody else is running. A job that fails is logged and stops no other."""
    _note_start(WHOLE)
    runs = [_run(job) for job in jobs()]
    _note_end(WHOLE)
    return runs


def run_job(name: str) -> JobRun | None:
    """Run one job now, where it is due and nobody else is running it. None for a name that nothing registered."""
    job = next((job for job in jobs() if job.name == name), None)
    return _run(job) if job else None


def _run(job: Job) -> JobRun:
    with lock_if_free(f"periodic.{job.name}") as free:
        if not free:
            return JobRun(job.name, "busy")
        if not _is_due(job):
            return JobRun(job.name, "not due")
        _note_start(job.name)
        try:
            with transaction.atomic() if job.atomic else nullcontext():
                job.work()
        except Exception as error:
            logger.exception("The job %s failed", job.name)
            PeriodicRun.objects.filter(pk=job.name).update(last_error=f"{type(error).__name__}: {error}".replace("\x00", "")[:300])
            return JobRun(job.name, "failed")
        _note_end(job.name)
        return JobRun(job.name, "ran")


def _is_due(job: Job) -> bool:
    last = PeriodicRun.objects.filter(pk=job.name).first()
    if last is None or last.last_finished_at is None:
        return True
    return clock.now() - last.last_finished_at >= job.at_most_every


def _note_start(name: str) -> None:
    PeriodicRun.objects.update_or_create(pk=name, defaults={"last_started_at": clock.now()})


def _note_end(name: str) -> None:
    PeriodicRun.objects.filter(pk=name).update(last_finished_at=clock.now(), last_error="")
