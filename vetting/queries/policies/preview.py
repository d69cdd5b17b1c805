"""What a policy would change before it does: worked out by the rules themselves, under the draft and under the one in force."""

import dataclasses
import datetime
from collections.abc import Iterable, Sequence

from core import clock
from vetting.answers import ClearanceAnswer
from vetting.enums import ClearanceLevel
from vetting.models import Clearance, PlannedUse, VettingAuthority
from vetting.queries.clearances.evidence import subject_of
from vetting.queries.clearances.judging import judged
from vetting.queries.clearances.periods import LEVELS, assured_until, offer_periods, subject_periods
from vetting.queries.clearances.situations import situation_of
from vetting.queries.clearances.standings import Standings, offers_touching, standings_of
from vetting.rules.policy import PolicyContent
from vetting.states import ClearanceState

AT_MOST = 1000  # clearances, and days, that one preview looks at: the page says so where there are more


@dataclasses.dataclass(frozen=True)
class Change:
    """`kind` is person, organisation, venue, offer or day. `comes_in` is false for one that falls out. `why` is a sentence, or empty."""

    kind: str
    name: str
    comes_in: bool
    day: datetime.date | None = None
    why: str = ""


@dataclasses.dataclass(frozen=True)
class Preview:
    on: datetime.date
    changes: tuple[Change, ...]
    looked_at: int
    is_whole: bool  # false where there was more than one preview looks at

    def count(self, kind: str, *, comes_in: bool) -> int:
        return sum(1 for one in self.changes if one.kind == kind and one.comes_in is comes_in)


def preview_of(authority: VettingAuthority, content: PolicyContent, on: datetime.date | None = None) -> Preview:
    """As things would stand on the day from which the policy is to hold; today, where none is given. Changes nothing."""
    day = on or clock.today()
    standing = Clearance.objects.filter(authority=authority).exclude(state=ClearanceState.WITHDRAWN)
    rows = list(standing.select_related("person", "provider", "venue", "offer__approved_version").order_by("pk")[: AT_MOST + 1])
    planned = PlannedUse.objects.filter(offer__clearances__in=standing, date__gte=day).select_related("person", "offer__approved_version")
    uses = list(planned.order_by("date", "pk").distinct()[: AT_MOST + 1])
    changes = [*_of_clearances(rows[:AT_MOST], content, day), *_of_days(uses[:AT_MOST], content, authority)]
    is_whole = len(rows) <= AT_MOST and len(uses) <= AT_MOST
    return Preview(day, tuple(changes), min(len(rows), AT_MOST) + min(len(uses), AT_MOST), is_whole)


def _of_clearances(rows: Sequence[Clearance], content: PolicyContent, day: datetime.date) -> list[Change]:
    subjects = {subject_of(row) for row in rows}
    known = dataclasses.replace(standings_of(offers_touching(subjects), also=subjects), today=day)
    imagined = dataclasses.replace(known, contents=dict.fromkeys(known.contents, content))
    found = []
    for row in rows:
        before, after = _stands(row, known), _stands(row, imagined)
        if before != after:
            scope = subject_of(row)[0]
            found.append(Change(str(scope), _name(row), comes_in=after > before))
    return found


def _stands(row: Clearance, standings: Standings) -> int:
    """An offer: 1 where it is assured on the day. Anybody else: how high the level is that holds on the day. 0 for nothing."""
    if row.offer_id is not None:
        return int(assured_until(row.offer_id, offer_periods(row.offer_id, row, standings), row, standings) is not None)
    periods = [one for one in subject_periods(row, standings) if not one.regulated and not one.renewable]
    return max((LEVELS.index(ClearanceLevel(one.level)) + 1 for one in periods if one.days.covers(standings.today)), default=0)


def _name(row: Clearance) -> str:
    return row.person.name if row.person else str(row.provider or row.venue or row.offer)


def _of_days(uses: Sequence[PlannedUse], content: PolicyContent, authority: VettingAuthority) -> list[Change]:
    """Days that are held or confirmed, by the authority that answers for them. No school is named."""
    requests = {use.as_request(): use for use in uses}
    if not requests:
        return []
    situation = situation_of(list(requests))
    imagined = dataclasses.replace(situation, contents=dict.fromkeys(situation.contents, content))
    own = [request for request in requests if (ground := situation.ground_of(request)) and ground.of_offer.authority_id == authority.pk]
    before = judged(own, situation, proposed_days=())
    after = judged(own, imagined, proposed_days=())
    return list(_differing((requests[one], before[one], after[one]) for one in own))


def _differing(rows: Iterable[tuple[PlannedUse, ClearanceAnswer, ClearanceAnswer]]) -> Iterable[Change]:
    for use, before, after in rows:
        if before.may_hold is not after.may_hold:
            name = f"{use.offer}, {use.person.name}"
            why = "" if after.may_hold else " ".join(str(reason.text) for reason in after.reasons[:1])
            yield Change("day", name, comes_in=after.may_hold, day=use.date, why=why)
