"""Whether one more day would make days that are planned already need a check that does not cover them.

A day is judged by its own date: somebody's barred-list check may cover the new day and have run out before the others. So the others are
looked at too, before they lose what they were cleared for. Only a new day is asked this: one that is planned already was asked when it was
planned, and does not fall for another that has lost its cover since.
"""

import datetime
import functools

from core import clock
from vetting.answers import ClearanceRequest
from vetting.models import PlannedUse
from vetting.queries.clearances.days import Days
from vetting.queries.clearances.facts import facts_said
from vetting.queries.clearances.situations import Ground, Situation
from vetting.rules.applicability import table_check
from vetting.rules.gaps import is_covered
from vetting.rules.policy import Facts
from vetting.rules.regulated import Contact, assess

NEAR = datetime.timedelta(days=60)  # further away, no day joins a period or a run of weeks with it


def tips_other_days(request: ClearanceRequest, ground: Ground, situation: Situation, days: Days) -> bool:
    """Judged by what the request's own authority knows of the adult."""
    today = clock.today()
    uses = situation.uses.get(request.person_id, [])
    if any((use.session, use.date) == (request.session, request.date) for use in uses):
        return False
    near = [use for use in uses if use.session not in days.judged_anew and use.date >= today and abs(use.date - request.date) <= NEAR]
    lacks = functools.partial(_lacks_a_check, ground=ground, situation=situation, closed_weeks=days.closed_weeks)
    return any(lacks(use, contacts=days.planned + days.proposed) and not lacks(use, contacts=days.planned) for use in near)


def _lacks_a_check(use: PlannedUse, *, ground: Ground, situation: Situation, contacts: list[Contact], closed_weeks: frozenset[int]) -> bool:
    offer = situation.offers.get(use.offer_id, ground.offer)
    facts = Facts(
        provider_kinds=frozenset(offer.provider.kinds),
        offer_kind=offer.kind,
        setting=use.setting,
        supervision=use.supervision,
        nature=use.nature,
        engagement=use.engagement,
        date=use.date,
        **facts_said(offer.approved_version),
    )
    assessment = assess(ground.content, facts, contacts, closed_weeks)
    has_cover = functools.partial(is_covered, pool=ground.evidence, date=use.date)
    table = table_check(ground.content, facts, assessment, situation.rulings.get((use.person_id, use.offer_id)), has_cover)
    return table.is_open or (table.code != "" and not has_cover(table.code))
