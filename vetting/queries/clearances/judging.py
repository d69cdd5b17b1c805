"""Is this adult, provider and place cleared for this, on this date? Computed from evidence, policy and date: nothing is believed from
a stored status."""

import dataclasses
import datetime
import functools
from collections.abc import Iterable, Sequence

from core import clock
from vetting.answers import ClearanceAnswer, ClearanceRequest, Reason, Verdict
from vetting.enums import ClearanceLevel
from vetting.models import Clearance
from vetting.queries.clearances import reasons
from vetting.queries.clearances.days import Days, days_of
from vetting.queries.clearances.reviews import review_day
from vetting.queries.clearances.situations import Ground, Situation, facts_of, situation_of
from vetting.queries.clearances.tipping import tips_other_days
from vetting.rules.applicability import Asked, asked, person_codes, table_check
from vetting.rules.cover import DAY, PRESENT, made
from vetting.rules.gaps import Gap, covered_until, gaps, has_person_check, is_covered
from vetting.rules.own import asked_in_addition
from vetting.rules.policy import Facts, PolicyContent
from vetting.rules.regulated import Assessment, ContactPattern

SEVERITY = (Verdict.CLEARED, Verdict.AWAITING_RENEWAL, Verdict.NEEDS_OFFICER, Verdict.NOT_CLEARED)
RANK = {ClearanceLevel.LISTED_ONLY: 0, ClearanceLevel.SUPERVISED: 1, ClearanceLevel.UNSUPERVISED: 2}
ADDING_UP = (ContactPattern.FREQUENT, ContactPattern.PERIOD_CONDITION)
LOOKAHEAD_DAYS = 60  # how far ahead a date is looked for on which the days would no longer add up
Finding = tuple[Verdict, Reason]


def clearances(
    requests: Sequence[ClearanceRequest], *, proposed_days: Iterable[datetime.date] | None = None
) -> dict[ClearanceRequest, ClearanceAnswer]:
    """Answers for a set of sessions, in a fixed number of queries however many they are.

    `proposed_days` are the days that would be taken together, beside those already planned at any school. None: the days of all the
    requests, as when they are booked as one. Empty: each request is judged as if it alone were asked, for dates to choose from.
    To hold or confirm, call it after `services.planned_use.lock_people`, in the same transaction.
    """
    if not requests:
        return {}
    return judged(requests, situation_of(requests), proposed_days=proposed_days)


def judged(
    requests: Sequence[ClearanceRequest], situation: Situation, *, proposed_days: Iterable[datetime.date] | None = None
) -> dict[ClearanceRequest, ClearanceAnswer]:
    """The answers in a situation that is known, or imagined, as under a policy that does not hold yet."""
    extra = None if proposed_days is None else tuple(proposed_days)
    return {request: _answer(request, situation, days_of(request, requests, extra, situation)) for request in requests}


def _answer(request: ClearanceRequest, situation: Situation, days: Days) -> ClearanceAnswer:
    ground = situation.ground_of(request)
    if ground is None:
        return ClearanceAnswer(Verdict.NOT_CLEARED, (reasons.unavailable(),), rule="", policy="")
    facts = facts_of(request, ground.offer)
    assessment = days.assess(ground.content, facts)
    ruling = situation.rulings.get((request.person_id, request.offer_id))
    has_cover = functools.partial(is_covered, pool=ground.evidence, date=facts.date)
    table = table_check(ground.content, facts, assessment, ruling, has_cover)
    wanted = asked(ground.content, facts, table.code)
    own = asked_in_addition(ground.content, facts.supervision, assessment.row, wanted, situation.own.get(request.school_id, ()))
    missing = gaps(wanted, ground.evidence, facts.date, facts.supervision)
    found = [_gap_finding(gap, ground, facts, assessment, days) for gap in missing] + _clearance_findings(ground, facts)
    # what a school asks in addition is not the authority's to waive
    found += [_own_finding(gap, facts) for gap in gaps(own, made(ground.evidence), facts.date, facts.supervision)]
    if table.is_open:
        found.append((Verdict.NEEDS_OFFICER, reasons.needs_officer(assessment)))
    if not found and tips_other_days(request, ground, situation, days):
        found.append((Verdict.NOT_CLEARED, reasons.tips_others()))
    verdict = max((one for one, _reason in found), key=SEVERITY.index, default=Verdict.CLEARED)
    return ClearanceAnswer(
        verdict=verdict,
        reasons=tuple(reason for _verdict, reason in sorted(found, key=lambda one: -SEVERITY.index(one[0]))),
        rule=assessment.row.id,
        policy=ground.content.label,
        cleared_until=_until(ground, facts, wanted, own) if verdict == Verdict.CLEARED else None,
    )


def _gap_finding(gap: Gap, ground: Ground, facts: Facts, assessment: Assessment, days: Days) -> Finding:
    if gap.check.by_table and gap.ended is None:
        if not assessment.row.regulated:
            return Verdict.NOT_CLEARED, reasons.alone(gap)
        return Verdict.NOT_CLEARED, reasons.by_table(gap, assessment, _way_out(ground.content, facts, assessment, days))
    renewable = gap.renewable and facts.date > clock.today()
    verdict = Verdict.AWAITING_RENEWAL if renewable else Verdict.NOT_CLEARED
    return verdict, reasons.gap(dataclasses.replace(gap, renewable=renewable))


def _own_finding(gap: Gap, facts: Facts) -> Finding:
    """What the asking school wants in addition. It may wait for a renewal like anything else that people renew."""
    renewable = gap.renewable and facts.date > clock.today()
    verdict = Verdict.AWAITING_RENEWAL if renewable else Verdict.NOT_CLEARED
    return verdict, reasons.own(dataclasses.replace(gap, renewable=renewable))


def _way_out(policy: PolicyContent, facts: Facts, assessment: Assessment, days: Days) -> reasons.WayOut:
    """How the days could be chosen so that they don't add up."""
    if assessment.pattern not in ADDING_UP:
        return reasons.WayOut()
    if not days.assess_alone(policy, facts).row.regulated:
        return reasons.WayOut(fewer=policy.number("RA_PERIOD_MIN_DAYS", facts.date) - 1)
    later = (dataclasses.replace(facts, date=facts.date + DAY * step) for step in range(1, LOOKAHEAD_DAYS + 1))
    free = (moved.date for moved in later if not days.assess_alone(policy, moved).row.regulated)
    return reasons.WayOut(possible_from=next(free, None))


def _clearance_findings(ground: Ground, facts: Facts) -> list[Finding]:
    """What the clearances themselves allow: level, activities, places, and until when they stand without being looked at again."""
    found: list[Finding] = []
    needed = ClearanceLevel.SUPERVISED if facts.supervision == PRESENT else ClearanceLevel.UNSUPERVISED
    standing = (ground.of_offer, ground.of_person)
    if any(RANK[ClearanceLevel(one.level)] < RANK[needed] for one in standing):
        found.append((Verdict.NOT_CLEARED, reasons.level()))
    if not all(_in_scope(one, facts) for one in standing):
        found.append((Verdict.NOT_CLEARED, reasons.scope()))
    if needed == ClearanceLevel.UNSUPERVISED and not has_person_check(ground.evidence, person_codes(ground.content), facts.date):
        found.append((Verdict.NOT_CLEARED, reasons.unchecked_alone()))
    until = min(review_day(one, ground.content) for one in standing)
    if facts.date > until:
        waits = facts.date > clock.today()
        found.append((Verdict.AWAITING_RENEWAL, reasons.review(until)) if waits else (Verdict.NOT_CLEARED, reasons.reviewed_out(until)))
    return found


def _in_scope(clearance: Clearance, facts: Facts) -> bool:
    """An empty list of a clearance allows all."""
    return (not clearance.natures or facts.nature in clearance.natures) and (
        not clearance.settings_allowed or facts.setting in clearance.settings_allowed
    )


def _until(ground: Ground, facts: Facts, wanted: Sequence[Asked], own: Sequence[Asked]) -> datetime.date:
    until = min(review_day(one, ground.content) for one in (ground.of_offer, ground.of_person))
    runs_out = (
        covered_until(wanted, ground.evidence, facts.date, facts.supervision),
        covered_until(own, made(ground.evidence), facts.date, facts.supervision),
    )
    return min([until, *(day for day in runs_out if day is not None)])
