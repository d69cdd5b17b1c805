"""From standings to periods: the days on which each clearance holds, level by level."""

import dataclasses
import datetime
from collections.abc import Sequence

from directory.enums import SupervisionMode
from vetting.enums import CheckScope, ClearanceLevel
from vetting.models import Clearance
from vetting.queries.asked.asking import subjects_of_part
from vetting.queries.clearances.declared import Part
from vetting.queries.clearances.evidence import Subject, subject_of
from vetting.queries.clearances.standings import Standings
from vetting.rules.applicability import Asked, code_of_level, person_codes
from vetting.rules.cover import PRESENT, Evidence, Span, made, spans, spans_of_any, without_end
from vetting.rules.periods import common, difference, intersection, last_day_from
from vetting.rules.policy import PolicyContent

LEVELS = (ClearanceLevel.LISTED_ONLY, ClearanceLevel.SUPERVISED, ClearanceLevel.UNSUPERVISED)
BARRED_LIST, ENHANCED = "enhanced_cbl", "enhanced"


@dataclasses.dataclass(frozen=True)
class Period:
    """A promise for a run of days. Promises overlap: a row for each level, and one more where regulated activity is covered too."""

    level: str
    days: Span
    regulated: bool = False
    renewable: bool = False


@dataclasses.dataclass(frozen=True)
class Needs:
    """Checks that must all be covered by the pool; `any_of` adds that one of those must be too."""

    codes: frozenset[str]
    pool: Sequence[Evidence]
    any_of: frozenset[str] = frozenset()

    def days(self, window: Span) -> tuple[Span, ...]:
        runs = [spans(code, self.pool) for code in sorted(self.codes)]
        return common(window, [*runs, spans_of_any(sorted(self.any_of), made(self.pool))] if self.any_of else runs)


def levels_up_to(level: str) -> tuple[ClearanceLevel, ...]:
    return LEVELS[: LEVELS.index(ClearanceLevel(level)) + 1]


def offer_periods(offer_id: int, clearance: Clearance, standings: Standings) -> list[Period]:
    """Days on which everybody and everything in the offer is cleared for its declared use, level by level."""
    parts = standings.parts.get(offer_id, [])
    standing = [standings.in_force(subject, clearance.authority_id) for part in parts for subject in subjects_of_part(part)]
    in_force = [one for one in standing if one is not None]
    if not parts or len(in_force) < len(standing):
        return []
    lowest = min((one.level for one in in_force if one.person_id or one.offer_id), key=LEVELS.index)
    found = []
    for level in levels_up_to(lowest):
        needs = [_needs_of_part(part, level, clearance, standings) for part in parts]
        if None not in needs:
            found += _periods(level, [one for one in needs if one], clearance, standings)
    return found


def subject_periods(clearance: Clearance, standings: Standings) -> list[Period]:
    """Days on which an adult, provider or place is cleared for what all of its offers ask of it."""
    subject = subject_of(clearance)
    if standings.in_force(subject, clearance.authority_id) is None:
        return []
    found = []
    for level in levels_up_to(clearance.level):
        needs = _needs_of_subject(subject, level, clearance, standings)
        if needs is not None:
            found += _periods(level, [needs], clearance, standings)
    return found


def _periods(level: str, needs: Sequence[Needs], clearance: Clearance, standings: Standings) -> list[Period]:
    policy, window = standings.contents[clearance.policy_id], standings.window(clearance)
    renewed = frozenset(check.code for check in policy.checks if check.may_renew)
    barred = code_of_level(policy, BARRED_LIST)
    hard = common(window, [one.days(window) for one in needs])
    soft = common(window, [dataclasses.replace(one, pool=without_end(one.pool, renewed)).days(window) for one in needs])
    covered = common(window, [spans(barred, one.pool) for one in needs])
    found = [Period(level, days) for days in hard]
    found += [Period(level, days, regulated=True) for days in intersection(hard, covered)]
    return found + [Period(level, days, renewable=True) for days in difference(soft, hard)]


def supervision_at(level: str, declared: str) -> str:
    """Under which supervision a level is judged."""
    if level == ClearanceLevel.SUPERVISED:
        return PRESENT
    if level == ClearanceLevel.UNSUPERVISED and declared == PRESENT:
        return SupervisionMode.UNSUPERVISED
    return declared


def blocks_level(one: Asked, level: str, supervision: str) -> bool:
    return one.effect == "blocks_publish" if level == ClearanceLevel.LISTED_ONLY else one.blocks(supervision)


def _needs_of_part(part: Part, level: str, clearance: Clearance, standings: Standings) -> Needs | None:
    """None where an officer has still to say what is needed."""
    supervision = supervision_at(level, part.version.supervision)
    asked_here = standings.asked_of(part, clearance, supervision)
    if asked_here.table.is_open and level != ClearanceLevel.LISTED_ONLY:
        return None
    return Needs(
        codes=frozenset(one.check.code for one in asked_here.asked if blocks_level(one, level, supervision)),
        pool=standings.evidence(subjects_of_part(part), clearance, supervision, [part.version]),
        any_of=_floor(level, standings.contents[clearance.policy_id]) if part.person else frozenset(),
    )


def _needs_of_subject(subject: Subject, level: str, clearance: Clearance, standings: Standings) -> Needs | None:
    """What all offers with the subject ask of it. The regulated-activity table speaks about offers: here it only marks rows."""
    scope, asked_everywhere = subject[0], list[frozenset[str]]()
    for part in standings.parts_with(subject):
        supervision = supervision_at(level, part.version.supervision)
        asked_here = standings.asked_of(part, clearance, supervision).asked
        asked_everywhere.append(
            frozenset(
                one.check.code
                for one in asked_here
                if one.check.scope == scope and not one.check.by_table and blocks_level(one, level, supervision)
            )
        )
    if not asked_everywhere:
        return None
    policy, versions = standings.contents[clearance.policy_id], [part.version for part in standings.parts_with(subject)]
    codes = frozenset.intersection(*asked_everywhere)
    alone = scope == CheckScope.PERSON and level == ClearanceLevel.UNSUPERVISED
    return Needs(
        codes=codes | {code_of_level(policy, ENHANCED)} if alone else codes,
        pool=standings.evidence([subject], clearance, supervision_at(level, PRESENT), versions),
        any_of=_floor(level, policy) if scope == CheckScope.PERSON else frozenset(),
    )


def _floor(level: str, policy: PolicyContent) -> frozenset[str]:
    return person_codes(policy) if level == ClearanceLevel.UNSUPERVISED else frozenset()


def assured_until(offer_id: int, periods: Sequence[Period], clearance: Clearance, standings: Standings) -> datetime.date | None:
    """The last day on which the offer is assured for its declared use, at the level that was decided; None where it is not today."""
    declared = standings.parts[offer_id][0].version.supervision if standings.parts.get(offer_id) else PRESENT
    wanted = ClearanceLevel.SUPERVISED if declared == PRESENT else ClearanceLevel.UNSUPERVISED
    level = min(wanted, ClearanceLevel(clearance.level), key=LEVELS.index)
    return last_day_from(
        standings.today, [period.days for period in periods if period.level == level and not period.regulated and not period.renewable]
    )
