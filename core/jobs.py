"""What the kernel does by itself."""

import datetime

from django.core.management import call_command

from core.periodic import every_run
from core.services.delivery import deliver_due
from core.services.retention import apply_retention
from core.services.sealing import seal_audit
from core.services.verifying import verify_audit

DAILY = datetime.timedelta(days=1)

every_run("core.deliver_outbox", atomic=False)(deliver_due)
every_run("core.seal_audit", atomic=False)(seal_audit)
every_run("core.verify_audit", at_most_every=DAILY)(verify_audit)
every_run("core.apply_retention", at_most_every=DAILY, atomic=False)(apply_retention)


@every_run("core.prune_task_results", at_most_every=DAILY)
def prune_task_results() -> None:
    call_command("prune_db_task_results", queue_name="*", verbosity=0)


@every_run("core.clear_sessions", at_most_every=DAILY)
def clear_sessions() -> None:
    call_command("clearsessions", verbosity=0)
