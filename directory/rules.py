"""Rules that need no database: the arithmetic of a diary (when somebody is open, whether the way between two places fits), and for which
years a kind of offer is.

Weekly windows and exceptions are wall-clock times of a date in London, so they are compared as such, and clock changes don't touch them.
What has been taken is compared in absolute time.
"""

import dataclasses
import datetime
import math
from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from core.geo import Point, miles_between, travel_minutes
from directory.enums import YOUNGEST_YEAR, OfferKind

LONGEST_TRAVEL = datetime.timedelta(hours=4)  # a neighbour further off in time than this never matters
STEP_MINUTES = 5  # a missing stretch of travel is rounded up to this, so that it tells less about where the other place is

Moment = TypeVar("Moment", datetime.time, datetime.datetime)


class WeeklyTime(Protocol):
    weekday: int
    starts: datetime.time
    ends: datetime.time
    from_date: datetime.date | None
    until_date: datetime.date | None


class DatedTime(Protocol):
    from_date: datetime.date
    until_date: datetime.date
    is_open: bool
    starts: datetime.time | None
    ends: datetime.time | None


def joined(spans: Iterable[tuple[Moment, Moment]]) -> list[tuple[Moment, Moment]]:
    """The same time in as few spans as possible, in order: those that touch or overlap become one."""
    result: list[tuple[Moment, Moment]] = []
    for starts, ends in sorted(spans):
        if result and starts <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], ends))
        else:
            result.append((starts, ends))
    return result


def without(spans: Iterable[tuple[Moment, Moment]], removed: Iterable[tuple[Moment, Moment]]) -> list[tuple[Moment, Moment]]:
    """What is left of the spans once the removed ones are cut out."""
    left = list(spans)
    for gone_from, gone_until in removed:
        pieces = [piece for starts, ends in left for piece in ((starts, min(ends, gone_from)), (max(starts, gone_until), ends))]
        left = [(starts, ends) for starts, ends in pieces if starts < ends]
    return left


def shared(one: Iterable[tuple[Moment, Moment]], other: Iterable[tuple[Moment, Moment]]) -> list[tuple[Moment, Moment]]:
    """The time that is in both."""
    others = list(other)
    pairs = [(max(starts, begins), min(ends, finishes)) for starts, ends in one for begins, finishes in others]
    return joined((starts, ends) for starts, ends in pairs if starts < ends)


def usual_times(date: datetime.date, windows: Iterable[WeeklyTime]) -> list[tuple[datetime.time, datetime.time]]:
    """The weekly windows that hold on the date, joined."""
    return joined(
        (window.starts, window.ends)
        for window in windows
        if window.weekday == date.weekday()
        and (window.from_date is None or window.from_date <= date)
        and (window.until_date is None or date <= window.until_date)
    )


def stated_times(
    date: datetime.date, windows: Iterable[WeeklyTime], exceptions: Iterable[DatedTime]
) -> list[tuple[datetime.time, datetime.time]]:
    """When somebody takes bookings on the date, being away left aside: other times stated for it stand in for the usual ones."""
    instead = [
        (extra.starts, extra.ends)
        for extra in exceptions
        if extra.is_open and extra.starts and extra.ends and extra.from_date <= date <= extra.until_date
    ]
    return joined(instead) if instead else usual_times(date, windows)


def open_times(
    date: datetime.date, windows: Iterable[WeeklyTime], exceptions: Iterable[DatedTime]
) -> list[tuple[datetime.time, datetime.time]]:
    """When somebody takes bookings on the date. Being away beats whatever else is stated."""
    dated = list(exceptions)
    return without(stated_times(date, windows, dated), away_times(date, dated))


def away_times(date: datetime.date, exceptions: Iterable[DatedTime]) -> list[tuple[datetime.time, datetime.time]]:
    """When somebody is away on the date. A whole day runs to the last moment that a clock can show."""
    return joined(
        (away.starts or datetime.time.min, away.ends or datetime.time.max)
        for away in exceptions
        if not away.is_open and away.from_date <= date <= away.until_date
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Stop:
    """Time spent at a place."""

    starts: datetime.datetime
    ends: datetime.datetime
    place: Point


@dataclasses.dataclass(frozen=True, slots=True)
class Shortfall:
    """How many minutes a way lacks: the one to the stop (`is_before`), or the one onwards from it."""

    minutes: int
    is_before: bool


def travel_shortfall(stop: Stop, others: Iterable[Stop]) -> Shortfall | None:
    """The worst gap between the stop and the others that is shorter than the drive between them; None if all are long enough."""
    lacks = [lack for other in others if (lack := _lack(stop, other)) is not None]
    return max(lacks, key=lambda lack: lack.minutes, default=None)


def _lack(stop: Stop, other: Stop) -> Shortfall | None:
    is_before = other.ends <= stop.starts
    gap = stop.starts - other.ends if is_before else other.starts - stop.ends
    drive = travel_minutes(miles_between(stop.place, other.place), "car")
    missing = drive - gap.total_seconds() / 60
    return Shortfall(math.ceil(missing / STEP_MINUTES) * STEP_MINUTES, is_before) if missing > 0 else None


def too_young(kind: str, years: Iterable[int]) -> str:
    """Why something of this kind is not for the youngest of these years; empty where it is.

    Source: Education Act 1996, section 560, which lets pupils do work experience in the last two years of compulsory schooling.
    """
    youngest = YOUNGEST_YEAR.get(OfferKind(kind))
    if youngest is None or min(years, default=youngest) >= youngest:
        return ""
    return _("Work experience is for Year 10 and above: the law allows it to nobody younger. Younger pupils can come on a workplace visit.")
