"""The rows of the statement as an answer."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from search.contract import FreeHalves, SearchRequest
from search.engines.postgres.conditions import NEAR_CODES, OFF, WITHOUT
from search.engines.postgres.statement import COUNTED, PART_BITS, TOGETHER
from search.engines.protocol import Found, FoundNear, FoundOffer
from search.facets import ADAPT, DISTANCE, MASKED, Dimension

CLOSE_DATES = 3  # how many free dates are named where none of those asked for is free
CLOSE_WEEKS = (-1, 1, -2, 2, -3, 3, -4, 4)  # looked at on the same weekday, nearest first
TOTAL = -1  # the group of those counted together, which counts everything once
COUNT = 5  # the column of a row that counts
Row = tuple[Any, ...]


def read_answer(rows: Iterable[Row], request: SearchRequest, today: datetime.date) -> Found:
    by_part: dict[str, list[Row]] = {"hit": [], "near": [], "count": [], "access": [], "all": []}
    for row in rows:
        by_part[row[0]].append(row)
    tallies = _tallies(by_part["count"])
    counts = {dimension.name: _counted(dimension, tallies) for dimension in MASKED}
    counts[DISTANCE.name] = _within(tallies)
    counts[ADAPT.name] = _adapting(by_part["access"])
    return Found(
        offers=tuple(FoundOffer(offer_id, band, _dates(mask, request)) for _, offer_id, _, band, mask, *_ in by_part["hit"]),
        near=tuple(_near(row, request, today) for row in by_part["near"]),
        total=tallies[TOTAL, 0][None],
        # With one date, whoever fits is free on it.
        free_on_all=by_part["all"][0][COUNT] if by_part["all"] else tallies[TOTAL, 0][None],
        counts=counts,
        without=_without(tallies),
    )


def _tallies(rows: Iterable[Row]) -> dict[tuple[int, int], Counter[int | None]]:
    """By facet and by what keeps the offers out: how many have exactly these bits (or this band)."""
    tallies: defaultdict[tuple[int, int], Counter[int | None]] = defaultdict(Counter)
    tallies[TOTAL, 0][None] = 0
    for _part, which, off, bits, _mask, count, *_ in rows:
        if which != TOTAL:
            tallies[which, off][bits] += count
            continue
        for number, column in enumerate(TOGETHER):
            tallies[COUNTED.index(column), off][_part_of(bits, number, column)] += count
        tallies[TOTAL, off][None] += count
    return tallies


def _part_of(bits: int, number: int, column: str) -> int | None:
    part = bits >> number * PART_BITS & (1 << PART_BITS) - 1
    if column != DISTANCE.column:
        return part
    return part - 1 if part else None


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


def _adapting(rows: Iterable[Row]) -> dict[str, int]:
    """Hits, from how many have exactly these bits in each part of the access mask."""
    found: Counter[int] = Counter()
    for _part, number, _off, bits, _mask, count, *_ in rows:
        for place in range(PART_BITS):
            if bits >> place & 1:
                found[1 << number * PART_BITS + place] += count
    return {option.value: found[option.mask] for option in ADAPT.options}


def _without(tallies: Mapping[tuple[int, int], Counter[int | None]]) -> dict[str, int]:
    kept_out: Counter[str] = Counter()
    for (which, off), tally in tallies.items():
        if which == TOTAL and off:
            kept_out[WITHOUT[off]] += tally.total()
    return dict(kept_out)


def _near(row: Row, request: SearchRequest, today: datetime.date) -> FoundNear:
    _part, offer_id, off, band, mask, _count, free, free_from = row
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
