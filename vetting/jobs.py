"""What vetting does by itself."""

import datetime

from core.periodic import every_run
from vetting.services.accreditation.observations import close_unanswered
from vetting.services.accreditation.reminders import remind_of_accreditations
from vetting.services.accreditation.steps import lapse_accreditations
from vetting.services.assurance.reminders import remind_of_acceptances
from vetting.services.authorities.loans import end_due_loans
from vetting.services.cases.references import lapse_unanswered
from vetting.services.clearances.confirmations import tell_of_unconfirmed
from vetting.services.clearances.looks import remind_of_looks
from vetting.services.clearances.reminders import remind_of_expiries
from vetting.services.clearances.sweep import refresh_everything
from vetting.services.policies.publishing import bring_due_into_force

DAILY = datetime.timedelta(days=1)

every_run("vetting.refresh", at_most_every=DAILY, atomic=False)(refresh_everything)
every_run("vetting.policies", atomic=False)(bring_due_into_force)
every_run("vetting.end_loans")(end_due_loans)
every_run("vetting.lapse_references", at_most_every=datetime.timedelta(minutes=10))(lapse_unanswered)
every_run("vetting.remind_of_expiries", at_most_every=DAILY)(remind_of_expiries)
every_run("vetting.remind_of_looks", at_most_every=DAILY)(remind_of_looks)
every_run("vetting.lapse_accreditations", at_most_every=DAILY)(lapse_accreditations)
every_run("vetting.remind_of_accreditations", at_most_every=DAILY)(remind_of_accreditations)
every_run("vetting.close_observations", at_most_every=DAILY)(close_unanswered)
every_run("vetting.remind_of_acceptances", at_most_every=DAILY)(remind_of_acceptances)
every_run("vetting.tell_of_unconfirmed", at_most_every=datetime.timedelta(minutes=10))(tell_of_unconfirmed)
