"""On which days an offer may be booked, as far as vetting goes: what runs out and may be renewed counts, what may not doesn't."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from psycopg.types.range import DateRange

from directory.enums import SupervisionMode
from directory.models import Offer
from vetting.enums import ClearanceLevel
from vetting.models import ClearancePeriod


@dataclasses.dataclass(frozen=True)
class ClearedDays:
    """Every day until `assured_until`, and those of the periods: days on which a session could at least wait for a renewal."""

    assured_until: datetime.date
    periods: Sequence[DateRange]

    def __contains__(self, date: datetime.date) -> bool:
        return date <= self.assured_until or any(date in period for period in self.periods)


def cleared_days(offers: Iterable[Offer]) -> dict[int, ClearedDays]:
    """By offer, in one query. At the level that the offer's own supervision asks for."""
    shown = {offer.pk: offer for offer in offers}
    periods: dict[int, list[DateRange]] = defaultdict(list)
    for row in ClearancePeriod.objects.filter(offer__in=shown, regulated=False):
        if row.offer_id is not None and row.level == _level_of(shown[row.offer_id]):
            periods[row.offer_id].append(row.days)
    return {pk: ClearedDays(offer.assured_until or datetime.date.min, periods[pk]) for pk, offer in shown.items()}


def _level_of(offer: Offer) -> ClearanceLevel:
    version = offer.approved_version
    is_watched = version is not None and version.supervision == SupervisionMode.SCHOOL_STAFF_PRESENT
    return ClearanceLevel.SUPERVISED if is_watched else ClearanceLevel.UNSUPERVISED
