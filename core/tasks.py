"""What the worker does after a transaction has been committed."""

from django_tasks import task

from core.services.delivery import deliver_due


@task()
def deliver_outbox() -> None:
    """Deliver what is due now. Running it needlessly, twice or at once does no harm."""
    deliver_due()
