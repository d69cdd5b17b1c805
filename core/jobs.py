"""What the kernel does by itself."""

import datetime

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.management import call_command

from core import clock
from core.periodic import every_run
from core.services.delivery import deliver_due
from core.services.sealing import cut_audit, seal_audit

DAILY = datetime.timedelta(days=1)

every_run("core.deliver_outbox", atomic=False)(deliver_due)
every_run("core.seal_audit", atomic=False)(seal_audit)


@every_run("core.cut_audit", at_most_every=DAILY)
def cut_old_audit() -> None:
    cut_audit(by=None, before=clock.now() - relativedelta(years=settings.AUDIT_KEEP_YEARS))


@every_run("core.prune_task_results", at_most_every=DAILY)
def prune_task_results() -> None:
    call_command("prune_db_task_results", queue_name="*", verbosity=0)


@every_run("core.clear_sessions", at_most_every=DAILY)
def clear_sessions() -> None:
    call_command("clearsessions", verbosity=0)
