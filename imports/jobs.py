"""What imports do by themselves."""

import datetime

from core.periodic import every_run
from imports.services.invitations import lapse_claim_invitations
from imports.services.pruning import discard_stale_imports
from imports.services.running import JOB, work_on_imports

every_run(JOB, atomic=False)(work_on_imports)
every_run("imports.discard_stale", at_most_every=datetime.timedelta(days=1))(discard_stale_imports)
every_run("imports.lapse_invitations")(lapse_claim_invitations)
