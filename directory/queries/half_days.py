"""Mornings and afternoons: a week to look at, and the bits by which search finds who is free.

A half day counts where a whole session of the version fits into it. A session too long for either half needs the day, and then both count.
Schools' days are Monday to Friday: the rest of the week is left out.
"""

import dataclasses
import datetime
import enum
import functools
from collections.abc import Callable, Sequence

from core import clock
from directory import rules
from directory.models import OfferVersion
from directory.queries.diaries import Diary, Periods, Times, diaries_of
from schools.enums import DayPart

HALVES = (DayPart.AM, DayPart.PM)
SCHOOL_HOURS = {
    DayPart.AM: (datetime.time(8), datetime.time(12, 30)),
    DayPart.PM: (datetime.time(12), datetime.time(16, 30)),
    DayPart.ALL: (datetime.time(8), datetime.time(18)),
}
LONGEST_HALF = 240  # minutes
SCHOOL_WEEKDAYS = range(5)
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)


class Openness(enum.StrEnum):
    FREE = "free"
    BUSY = "busy"
    AWAY = "away"
    CLOSED = "closed"


@dataclasses.dataclass(frozen=True)
class WeekDay:
    date: datetime.date
    am: Openness
    pm: Openness


@dataclasses.dataclass(frozen=True)
class HalfDays:
    """Bit 0 of `weekly` is Monday morning, bit 1 Monday afternoon … bit 9 Friday afternoon. `overrides` are the dates that differ."""

    weekly: int
    overrides: dict[tuple[datetime.date, DayPart], bool]

    def is_free(self, date: datetime.date, half: DayPart) -> bool:
        usual = date.weekday() in SCHOOL_WEEKDAYS and bool(self.weekly & 1 << bit_of(date.weekday(), half))
        return self.overrides.get((date, half), usual)


def bit_of(weekday: int, half: DayPart) -> int:
    return weekday * len(HALVES) + HALVES.index(half)


def usual_week(version: OfferVersion, monday: datetime.date, at: datetime.datetime | None = None) -> list[WeekDay]:
    """Monday to Friday of one week, for signed-in schools: never public."""
    diaries = diaries_of([version], monday, monday + 4 * DAY, at)[version.pk]
    days = [monday + number * DAY for number in SCHOOL_WEEKDAYS]
    return [WeekDay(date, *(openness(diaries, date, half, version) for half in HALVES)) for date in days]


def weekly_bits(version: OfferVersion) -> int:
    """The usual week from today on, leaving exceptions and claims aside."""
    today = clock.today()
    return half_days([version], today, today)[version.pk].weekly


def half_days(
    versions: Sequence[OfferVersion], first: datetime.date, last: datetime.date, at: datetime.datetime | None = None
) -> dict[int, HalfDays]:
    """By the version's key: the usual week, as of `first`, and every half day until `last` that differs from it. Five queries."""
    found = diaries_of(versions, first, last, at)
    return {version.pk: half_days_in(found[version.pk], version, first, last) for version in versions}


def half_days_in(diaries: Sequence[Diary], version: OfferVersion, first: datetime.date, last: datetime.date) -> HalfDays:
    """As half_days, of diaries already fetched."""
    result = HalfDays(_weekly(diaries, version, first), {})
    for date in _dates_that_may_differ(diaries, first, last):
        free = _free(diaries, date, version)
        for half in HALVES:
            is_free = _fits(free, date, half, version.minutes)
            if is_free != result.is_free(date, half):
                result.overrides[(date, half)] = is_free
    return result


def _weekly(diaries: Sequence[Diary], version: OfferVersion, first: datetime.date) -> int:
    weekly = 0
    for date in _school_days(first, first + 6 * DAY):
        usual = _absolute(date, _common(diaries, date, Diary.usual_times))
        for half in HALVES:
            weekly |= _fits(usual, date, half, version.minutes) << bit_of(date.weekday(), half)
    return weekly


def _school_days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    days = (first + number * DAY for number in range((last - first).days + 1))
    return [date for date in days if date.weekday() in SCHOOL_WEEKDAYS]


def _dates_that_may_differ(diaries: Sequence[Diary], first: datetime.date, last: datetime.date) -> list[datetime.date]:
    everyday = _school_days(first, last)
    if any(window.from_date or window.until_date for diary in diaries for window in diary.windows):
        return everyday
    stretches = [(exception.from_date, exception.until_date) for diary in diaries for exception in diary.exceptions]
    for starts, ends in (period for diary in diaries for period in diary.taken_periods):
        stretches.append((starts.astimezone(clock.LONDON).date() - DAY, ends.astimezone(clock.LONDON).date() + DAY))
    return [date for date in everyday if any(begins <= date <= finishes for begins, finishes in stretches)]


def openness(diaries: Sequence[Diary], date: datetime.date, half: DayPart, version: OfferVersion) -> Openness:
    ladder = [
        (Openness.CLOSED, _absolute(date, _common(diaries, date, Diary.stated_times))),
        (Openness.AWAY, _open(diaries, date)),
        (Openness.BUSY, _free(diaries, date, version)),
    ]
    return next((openness for openness, periods in ladder if not _fits(periods, date, half, version.minutes)), Openness.FREE)


def _common(diaries: Sequence[Diary], date: datetime.date, times_of: Callable[[Diary, datetime.date], Times]) -> Times:
    """The times of all who decide when the session can be. Where nobody does, there are none."""
    deciding = [times_of(diary, date) for diary in diaries if not diary.follows_people]
    return functools.reduce(rules.shared, deciding) if deciding else []


def _open(diaries: Sequence[Diary], date: datetime.date) -> Periods:
    away = [times for diary in diaries for times in diary.away_times(date)]
    return _absolute(date, rules.without(_common(diaries, date, Diary.stated_times), away))


def _free(diaries: Sequence[Diary], date: datetime.date, version: OfferVersion) -> Periods:
    """When a session may lie: open, and clear of claims by its set-up and pack-up."""
    setup, packup = datetime.timedelta(minutes=version.setup_minutes), datetime.timedelta(minutes=version.packup_minutes)
    taken = [(starts - packup, ends + setup) for diary in diaries for starts, ends in diary.taken_periods]
    return rules.without(_open(diaries, date), taken)


def _absolute(date: datetime.date, times: Times) -> Periods:
    periods = [(_moment(date, starts), _moment(date, ends)) for starts, ends in times]
    return [(starts, ends) for starts, ends in periods if starts < ends]


def _fits(periods: Periods, date: datetime.date, half: DayPart, minutes: int) -> bool:
    starts, ends = SCHOOL_HOURS[half if minutes <= LONGEST_HALF else DayPart.ALL]
    hours = _absolute(date, [(starts, ends)])
    return any(until - since >= datetime.timedelta(minutes=minutes) for since, until in rules.shared(periods, hours))


def _moment(date: datetime.date, time: datetime.time) -> datetime.datetime:
    """In UTC, so that lengths are true on the days on which clocks change."""
    return clock.local(date, time).astimezone(datetime.UTC)
