"""How long there is to appeal against a decision, and to decide on it, in working days of the authority's policy."""

import datetime

from vetting.rules.policy import PolicyContent
from vetting.rules.working_days import working_day

LODGE_DAYS, USUAL_LODGE_DAYS = "APPEAL_LODGE_WORKING_DAYS", 10
DECIDE_DAYS, USUAL_DECIDE_DAYS = "APPEAL_DECIDE_WORKING_DAYS", 20


def last_day_to_lodge(policy: PolicyContent, decided_on: datetime.date) -> datetime.date:
    return working_day(decided_on, policy.number_or(LODGE_DAYS, decided_on, USUAL_LODGE_DAYS))


def day_to_decide(policy: PolicyContent, lodged_on: datetime.date) -> datetime.date:
    return working_day(lodged_on, policy.number_or(DECIDE_DAYS, lodged_on, USUAL_DECIDE_DAYS))
