"""Arithmetic on runs of days, each given in order and without overlaps."""

import datetime
from collections.abc import Iterable, Sequence

from vetting.rules.cover import DAY, Span


def intersection(one: Sequence[Span], other: Sequence[Span]) -> tuple[Span, ...]:
    """The days in both."""
    found = []
    for left in one:
        for right in other:
            first, last = max(left.first, right.first), earlier(left.last, right.last)
            if last is None or first <= last:
                found.append(Span(first, last))
    return tuple(sorted(found, key=lambda span: span.first))


def common(days: Span, runs: Iterable[Sequence[Span]]) -> tuple[Span, ...]:
    """The days of `days` that are in every one of the runs."""
    found: tuple[Span, ...] = (days,)
    for run in runs:
        found = intersection(found, run)
    return found


def difference(whole: Sequence[Span], part: Sequence[Span]) -> tuple[Span, ...]:
    """The days in the whole that are not in the part."""
    left = list(whole)
    for cut in part:
        left = [piece for span in left for piece in _without(span, cut)]
    return tuple(left)


def _without(span: Span, cut: Span) -> list[Span]:
    before = Span(span.first, earlier(span.last, cut.first - DAY))
    pieces = [before] if before.last is not None and before.first <= before.last else []
    if cut.last is not None:
        after = Span(max(span.first, cut.last + DAY), span.last)
        pieces += [after] if after.last is None or after.first <= after.last else []
    return pieces


def earlier(one: datetime.date | None, other: datetime.date | None) -> datetime.date | None:
    """The earlier of two last days, where None is for good."""
    return min((day for day in (one, other) if day is not None), default=None)


def last_day_from(date: datetime.date, spans: Iterable[Span]) -> datetime.date | None:
    """The last day of the run that holds on the date; None where none does, or it is for good."""
    return next((span.last for span in spans if span.covers(date)), None)
