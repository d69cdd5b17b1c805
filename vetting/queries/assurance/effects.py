"""Which planned dates of a school would lose what they rest on, before it decides: worked out by the rules themselves."""

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Sequence

from core import clock
from schools.models import School
from vetting.answers import Verdict
from vetting.models import PlannedUse
from vetting.queries.assurance.acceptance import Acceptance, acceptances_of
from vetting.queries.clearances.judging import judged
from vetting.queries.clearances.situations import situation_of
from vetting.rules.own import OwnRequirement

AT_MOST = 500  # days that one preview looks at: the page says so where there are more


@dataclasses.dataclass(frozen=True)
class Effect:
    """One date that would be at risk, and why in a sentence that the school may read; "" where the page says it for all."""

    date: datetime.date
    title: str
    provider: str
    why: str = ""


@dataclasses.dataclass(frozen=True)
class Effects:
    dates: tuple[Effect, ...]
    is_whole: bool = True


def effects_of_asking(school: School, own: Sequence[OwnRequirement]) -> Effects:
    """What would no longer be cleared if the school asked these in addition, in place of what it asks now."""
    uses, is_whole = _ahead(school)
    requests = {use.as_request(): use for use in uses}
    if not requests:
        return Effects(())
    situation = situation_of(list(requests))
    imagined = dataclasses.replace(situation, own={school.pk: own})
    before, after = (judged(list(requests), one, proposed_days=()) for one in (situation, imagined))
    lost = [one for one in requests if before[one].may_hold and after[one].verdict not in (Verdict.CLEARED, before[one].verdict)]
    return Effects(_effects((requests[one], str(after[one].reasons[0].text)) for one in lost), is_whole)


def effects_of_losing(school: School, is_lost: Callable[[int, Acceptance], bool]) -> Effects:
    """What would no longer be accepted. `is_lost` says of each acceptance of a provider (its number) whether it would end."""
    uses, is_whole = _ahead(school)
    found = acceptances_of(school, {use.provider_id for use in uses}, clock.today())

    def covered(use: PlannedUse, *, after: bool) -> bool:
        each = found.get(use.provider_id, [])
        return any(one.covers(use.supervision) and not (after and is_lost(use.provider_id, one)) for one in each)

    return Effects(_effects((use, "") for use in uses if covered(use, after=False) and not covered(use, after=True)), is_whole)


def _ahead(school: School) -> tuple[list[PlannedUse], bool]:
    planned = PlannedUse.objects.filter(school=school, date__gte=clock.today())
    rows = list(planned.select_related("provider", "offer__approved_version").order_by("date", "pk")[: AT_MOST + 1])
    return rows[:AT_MOST], len(rows) <= AT_MOST


def _effects(rows: Iterable[tuple[PlannedUse, str]]) -> tuple[Effect, ...]:
    """One for each session, however many adults it has."""
    found = {use.session: Effect(use.date, str(use.offer), use.provider.name, why) for use, why in rows}
    return tuple(found.values())
