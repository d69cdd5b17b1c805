"""Which checks may be left out for a while: never one that the law asks, nor one on which it rests that somebody is safe with children."""

import datetime

from django.utils.translation import gettext as _

from vetting.rules.cover import DAY
from vetting.rules.policy import CheckType, PolicyContent

LAW = "law"
NEVER_WAIVED = ("DBS", "BARRED", "ID_")  # beginnings of codes; the database holds them too
MOST_DAYS = "WAIVER_MAX_DAYS"
USUAL_MOST_DAYS = 90


def may_waive(policy: PolicyContent, check: CheckType) -> bool:
    return not why_not_to_waive(policy, check)


def why_not_to_waive(policy: PolicyContent, check: CheckType) -> str:
    """The reason in a sentence, or "" where a lead may ask for it.

    Source: a barred-list check where there is regulated activity is law (Safeguarding Vulnerable Groups Act 2006, sections 7 to 9 and
    Schedule 4); that nothing else of the kind is waived is this program's rule.
    """
    names = {"check": check.name}
    if check.code.startswith(NEVER_WAIVED):
        return _("“%(check)s” is never waived: nobody works with pupils without it. Record it when it is there.") % names
    if check.by_table or check.level != "none" or any(row.requires == check.code for row in policy.table):
        return _("“%(check)s” is never waived: the regulated-activity table asks for it.") % names
    if check.basis == LAW:
        return _("“%(check)s” is never waived: it is law, and not the authority's to leave out.") % names
    return ""


def most_days(policy: PolicyContent, today: datetime.date) -> int:
    return policy.number_or(MOST_DAYS, today, USUAL_MOST_DAYS)


def last_day_possible(policy: PolicyContent, starts_on: datetime.date, today: datetime.date) -> datetime.date:
    return starts_on + DAY * (most_days(policy, today) - 1)
