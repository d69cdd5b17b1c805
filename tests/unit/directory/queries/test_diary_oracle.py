"""The diary's arithmetic against a slow reader who walks through the day minute by minute. No database: what is judged is not saved."""

import datetime
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.range import TimestamptzRange

from core import clock
from directory.models import AvailabilityException, AvailabilityWindow, Claim, OfferVersion, Person, Space
from directory.queries.diaries import Diary, Owner
from directory.queries.diary import Wanted, judge, time_taken
from directory.queries.half_days import SCHOOL_HOURS, Openness, half_days_in, openness
from schools.enums import DayPart

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
QUARTER = 15
# An ordinary week, and the two in which the clocks change.
DATES = [
    first + number * DAY for first in map(datetime.date.fromisoformat, ("2027-01-11", "2027-03-25", "2027-10-28")) for number in range(7)
]

dates = st.sampled_from(DATES)
# From 3:00 on: what an hour means that a clock skips or shows twice is nobody's question.
quarters = st.integers(min_value=12, max_value=95).map(lambda number: datetime.time(number // 4, number % 4 * QUARTER))
spans = st.tuples(quarters, quarters).filter(lambda pair: pair[0] < pair[1])
some_dates = st.one_of(st.none(), dates)


@st.composite
def windows(draw: st.DrawFn) -> AvailabilityWindow:
    starts, ends = draw(spans)
    limits = {"from_date": draw(some_dates), "until_date": draw(some_dates)}
    return AvailabilityWindow(weekday=draw(st.integers(0, 6)), starts=starts, ends=ends, **limits)


@st.composite
def exceptions(draw: st.DrawFn) -> AvailabilityException:
    first, last = sorted([draw(dates), draw(dates)])
    times = draw(st.one_of(st.none(), spans))
    starts, ends = times or (None, None)
    return AvailabilityException(from_date=first, until_date=last, is_open=bool(times) and draw(st.booleans()), starts=starts, ends=ends)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    date, (starts, _ends) = draw(dates), draw(spans)
    begins = clock.local(date, starts).astimezone(datetime.UTC)
    return Claim(during=TimestamptzRange(begins, begins + QUARTER * draw(st.integers(1, 40)) * MINUTE))


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    owner: Owner = Person(name="Rosa", public_name="Rosa") if draw(st.booleans()) else Space(name="The workshop")
    stated = draw(st.lists(windows(), max_size=4))
    return Diary(owner, stated, draw(st.lists(exceptions(), max_size=3)), draw(st.lists(claims(), max_size=3)))


several = st.lists(diaries(), max_size=3)
versions = st.builds(
    OfferVersion,
    setup_minutes=st.sampled_from([0, 15, 45]),
    packup_minutes=st.sampled_from([0, 30]),
    minutes=st.sampled_from([60, 120, 240, 300]),
)


def is_stated_open(diary: Diary, date: datetime.date, minute: datetime.time) -> bool:
    instead = [extra for extra in diary.exceptions if extra.is_open and extra.from_date <= date <= extra.until_date]
    if instead:
        return any(extra.starts <= minute < extra.ends for extra in instead if extra.starts and extra.ends)
    return any(
        window.weekday == date.weekday()
        and (window.from_date or date) <= date <= (window.until_date or date)
        and window.starts <= minute < window.ends
        for window in diary.windows
    )


def is_away(diary: Diary, date: datetime.date, minute: datetime.time) -> bool:
    for away in diary.exceptions:
        if not away.is_open and away.from_date <= date <= away.until_date and (away.starts is None or away.starts <= minute < away.ends):  # type: ignore[operator]  # both or neither
            return True
    return False


def moments(starts: datetime.datetime, ends: datetime.datetime) -> Iterator[datetime.datetime]:
    while starts < ends:
        yield starts
        starts += MINUTE


def is_free_by_the_minute(
    owners: Sequence[Diary], version: OfferVersion, date: datetime.date, starts: datetime.time, ends: datetime.time
) -> bool:
    deciding = [diary for diary in owners if isinstance(diary.owner, Person) or diary.windows]
    inside = [moment.time() for moment in moments(datetime.datetime.combine(date, starts), datetime.datetime.combine(date, ends))]
    if not deciding or not all(is_stated_open(diary, date, minute) for diary in deciding for minute in inside):
        return False
    for moment in moments(*time_taken(version, date, starts, ends)):
        local = moment.astimezone(clock.LONDON)
        for diary in owners:
            if local.date() == date and is_away(diary, date, local.time()):
                return False
            if any(claim.during.lower <= moment < claim.during.upper for claim in diary.claims):
                return False
    return True


@given(several, versions, dates, spans)
def test_judge_agrees_with_walking_through_the_minutes(
    owners: list[Diary], version: OfferVersion, date: datetime.date, span: tuple[datetime.time, datetime.time]
) -> None:
    wanted = Wanted(date, *span, *time_taken(version, date, *span), place=None)

    assert judge(owners, wanted).free == is_free_by_the_minute(owners, version, date, *span)


def sessions_in(half: DayPart, minutes: int) -> Iterator[tuple[datetime.time, datetime.time]]:
    """Every session of that length, starting at a quarter, that the half day's hours hold."""
    starts, ends = SCHOOL_HOURS[half if minutes <= 240 else DayPart.ALL]
    for start in range(starts.hour * 60 + starts.minute, ends.hour * 60 + ends.minute - minutes + 1, QUARTER):
        yield datetime.time(start // 60, start % 60), datetime.time((start + minutes) // 60, (start + minutes) % 60)


@given(several, versions, dates, st.sampled_from([DayPart.AM, DayPart.PM]))
def test_a_half_day_is_free_when_some_session_in_it_is(
    owners: list[Diary], version: OfferVersion, date: datetime.date, half: DayPart
) -> None:
    some_session_fits = any(
        judge(owners, Wanted(date, starts, ends, *time_taken(version, date, starts, ends), place=None)).free
        for starts, ends in sessions_in(half, version.minutes)
    )

    assert (openness(owners, date, half, version) == Openness.FREE) == some_session_fits


@given(several, versions)
def test_half_days_agree_with_looking_at_each_date(owners: list[Diary], version: OfferVersion) -> None:
    found = half_days_in(owners, version, DATES[0], DATES[4])

    expected = {
        (date, half): openness(owners, date, half, version) == Openness.FREE for date in DATES[:5] for half in (DayPart.AM, DayPart.PM)
    }
    assert {(date, half): found.is_free(date, half) for date, half in expected} == expected
