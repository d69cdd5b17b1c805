"""What happens by itself: jobs that `manage.py run_due` calls every minute.

An app registers its jobs in its `jobs` module, which its AppConfig.ready() imports. A job must be safe to run twice, at once or late:
run_due holds a lock for each, runs each in its own transaction, and lets none stop the others.
"""

import dataclasses
import datetime
from collections.abc import Callable

WHOLE = "run_due"  # under this name PeriodicRun tells when the command itself last ran
Work = Callable[[], object]


@dataclasses.dataclass(frozen=True)
class Job:
    """`at_most_every` is the least time between two runs that went well; a failed run is tried again at the next call.

    A job that commits as it goes (`atomic` false) must itself leave nothing half done.
    """

    name: str
    work: Work
    at_most_every: datetime.timedelta
    atomic: bool


_jobs: dict[str, Job] = {}


def every_run(name: str, *, at_most_every: datetime.timedelta = datetime.timedelta(0), atomic: bool = True) -> Callable[[Work], Work]:
    """Register the function as the job `name` (app.what_it_does)."""

    def register(work: Work) -> Work:
        if name in _jobs:
            raise RuntimeError(f"Two jobs are called {name}.")
        _jobs[name] = Job(name, work, at_most_every, atomic)
        return work

    return register


def jobs() -> tuple[Job, ...]:
    """All registered jobs, in the order of their names."""
    return tuple(_jobs[name] for name in sorted(_jobs))
