"""What vetting does by itself."""

import datetime

from core.periodic import every_run
from vetting.services.policies import bring_due_into_force
from vetting.services.sweep import refresh_everything

every_run("vetting.refresh", at_most_every=datetime.timedelta(days=1), atomic=False)(refresh_everything)
every_run("vetting.policies", atomic=False)(bring_due_into_force)
