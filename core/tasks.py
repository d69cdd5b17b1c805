"""What the worker does after a transaction has been committed."""

from django_tasks import task

from core.services import periodic
from core.services.delivery import deliver_due


@task()
def deliver_outbox() -> None:
    """Deliver what is due now. Running it needlessly, twice or at once does no harm."""
    deliver_due()


@task()
def run_job(name: str) -> None:
    """Run a job of core.periodic at once instead of within the minute. Running it needlessly, twice or at once does no harm."""
    periodic.run_job(name)
