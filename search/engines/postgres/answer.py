"""The rows of the statement as an answer."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from search.contract import FreeHalves, SearchRequest
from search.engines.postgres.conditions import NEAR_CODES, OFF, WITHOUT
from search.engines.postgres.statement import COUNTED
from search.engines.protocol import Found, FoundNear, FoundOffer
from search.facets import ADAPT, DISTANCE, MASKED, Dimension

CLOSE_DATES = 3  # how many free dates are named where none of those asked for is free
CLOSE_WEEKS = (-1, 1, -2, 2, -3, 3, -4, 4)  # looked at on the same weekday, nearest first
TOTAL = -1
Row = tuple[Any, ...]


def read_answer(rows: Iterable[Row], request: SearchRequest, today: datetime.date) -> Found:
    by_part: dict[str, list[Row]] = {"hit": [], "near": [], "count": [], "access": []}
    for row in rows:
        by_part[row[0]].append(row)
    tallies = _tallies(by_part["count"])
    (_part, _id, _off, _band, _mask, free_on_all, _free, _from, each_access) = by_part["access"][0]
    counts = {dimension.name: _counted(dimension, tallies) for dimension in MASKED}
    counts[DISTANCE.name] = _within(tallies)
    counts[ADAPT.name] = dict(zip((option.value for option in ADAPT.options), each_access, strict=True))
    return Found(
        offers=tuple(FoundOffer(offer_id, band, _dates(mask, request)) for _, offer_id, _, band, mask, *_ in by_part["hit"]),
        near=tuple(_near(row, request, today) for row in by_part["near"]),
        total=tallies[TOTAL, 0][None],
        free_on_all=free_on_all,
        counts=counts,
        without=_without(tallies),
    )


def _tallies(rows: Iterable[Row]) -> dict[tuple[int, int], Counter[int | None]]:
    """By facet and by what keeps the offers out: how many have exactly these bits (or this band)."""
    tallies: dict[tuple[int, int], Counter[int | None]] = {}
    for _part, which, off, bits, _mask, count, *_ in rows:
        tallies.setdefault((which, off), Counter())[bits] += count
    tallies.setdefault((TOTAL, 0), Counter())
    return tallies


def _counted(dimension: Dimension, tallies: Mapping[tuple[int, int], Counter[int | None]]) -> dict[str, int]:
    """Hits, and what would be one but for this facet."""
    which = COUNTED.index(dimension.column)
    tally = tallies.get((which, 0), Counter()) + tallies.get((which, OFF[dimension.column]), Counter())
    return {option.value: sum(count for bits, count in tally.items() if (bits or 0) & option.mask) for option in dimension.options}


def _within(tallies: Mapping[tuple[int, int], Counter[int | None]]) -> dict[str, int]:
    """Each distance takes in all shorter ones, and what has no place."""
    which = COUNTED.index(DISTANCE.column)
    tally = tallies.get((which, 0), Counter()) + tallies.get((which, OFF[DISTANCE.column]), Counter())
    return {option.value: sum(count for band, count in tally.items() if band is None or band < option.mask) for option in DISTANCE.options}


def _without(tallies: Mapping[tuple[int, int], Counter[int | None]]) -> dict[str, int]:
    kept_out: Counter[str] = Counter()
    for (which, off), tally in tallies.items():
        if which == TOTAL and off:
            kept_out[WITHOUT[off]] += tally.total()
    return dict(kept_out)


def _near(row: Row, request: SearchRequest, today: datetime.date) -> FoundNear:
    _part, offer_id, off, band, mask, _count, free, free_from, _counts = row
    dates = _dates(mask, request)
    if request.dates and not dates:
        dates = _close_dates(FreeHalves(free_from, len(free) * 4, int.from_bytes(free, "little")), request, today)
    return FoundNear(offer_id, band, NEAR_CODES[off], dates)


def _dates(mask: int, request: SearchRequest) -> tuple[datetime.date, ...]:
    return tuple(date for number, date in enumerate(request.dates) if mask >> number & 1)


def _close_dates(free: FreeHalves, request: SearchRequest, today: datetime.date) -> tuple[datetime.date, ...]:
    """Free dates on the same weekday, a few weeks before or after those asked for."""
    weeks = (datetime.timedelta(weeks=number) for number in CLOSE_WEEKS)
    candidates = dict.fromkeys(date + week for week in weeks for date in (request.dates[0], request.dates[-1]))
    close = [date for date in candidates if date > today and free.is_free(date, request.half)]
    return tuple(sorted(close[:CLOSE_DATES]))
