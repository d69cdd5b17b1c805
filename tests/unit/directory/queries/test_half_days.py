import datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from core import clock
from directory.queries.half_days import HalfDays, Openness, WeekDay, bit_of, half_days, usual_week, weekly_bits
from schools.enums import DayPart
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    ClaimFactory,
    OfferFactory,
    PersonFactory,
    SpaceFactory,
)

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2027, 1, 11)
DAY = datetime.timedelta(days=1)
WEDNESDAY = MONDAY + 2 * DAY
AFTERNOONS = 0b1010101010
EVERY_HALF = 0b1111111111


def test_usual_week_tells_free_busy_away_and_closed_apart() -> None:
    person = PersonFactory()
    for weekday in range(4):
        AvailabilityWindowFactory(person=person, weekday=weekday, starts=datetime.time(9), ends=datetime.time(16))
    AvailabilityExceptionFactory(person=person, from_date=MONDAY)
    ClaimFactory(person=person, starts=clock.local(WEDNESDAY, datetime.time(13, 15)))
    version = OfferFactory(listed=True, version__people=[person]).approved_version

    week = usual_week(version, MONDAY)

    free, busy, away, closed = Openness.FREE, Openness.BUSY, Openness.AWAY, Openness.CLOSED
    halves = [(away, away), (free, free), (free, busy), (free, free), (closed, closed)]
    assert week == [WeekDay(MONDAY + number * DAY, *pair) for number, pair in enumerate(halves)]


def test_a_session_too_long_for_a_half_needs_the_day() -> None:
    person = PersonFactory()
    AvailabilityWindowFactory(person=person, weekday=0, starts=datetime.time(9), ends=datetime.time(15))
    AvailabilityWindowFactory(person=person, weekday=1, starts=datetime.time(9), ends=datetime.time(13))
    version = OfferFactory(listed=True, version__people=[person], version__minutes=300).approved_version

    assert [(day.am, day.pm) for day in usual_week(version, MONDAY)[:2]] == [(Openness.FREE,) * 2, (Openness.CLOSED,) * 2]


def test_weekly_bits_leave_exceptions_and_claims_aside() -> None:
    person = PersonFactory()
    for weekday in range(7):
        AvailabilityWindowFactory(person=person, weekday=weekday, starts=datetime.time(13), ends=datetime.time(15))
    AvailabilityExceptionFactory(person=person, from_date=clock.today(), until_date=clock.today() + 30 * DAY)
    version = OfferFactory(listed=True, version__people=[person]).approved_version

    assert weekly_bits(version) == AFTERNOONS


def test_weekly_bits_need_everybody_and_the_space() -> None:
    morning, all_week = PersonFactory(), PersonFactory(open_all_week=True)
    AvailabilityWindowFactory(person=morning, weekday=0, starts=datetime.time(9), ends=datetime.time(12))
    led_by_both = OfferFactory(version__people=[morning, all_week]).versions.get()
    space = SpaceFactory()
    AvailabilityWindowFactory(person=None, space=space, weekday=1, starts=datetime.time(13), ends=datetime.time(16))
    in_the_space = OfferFactory(version__people=[all_week], version__space=space).versions.get()

    assert weekly_bits(led_by_both) == 1 << bit_of(0, DayPart.AM)
    assert weekly_bits(in_the_space) == 1 << bit_of(1, DayPart.PM)


def test_half_days_list_only_the_dates_that_differ_from_the_usual_week() -> None:
    person = PersonFactory(open_all_week=True)
    AvailabilityExceptionFactory(person=person, from_date=MONDAY)
    ClaimFactory(person=person, starts=clock.local(WEDNESDAY, datetime.time(13, 15)))
    AvailabilityExceptionFactory(person=person, from_date=MONDAY + 3 * DAY, starts=datetime.time(17), ends=datetime.time(18))
    version = OfferFactory(listed=True, version__people=[person]).approved_version

    found = half_days([version], MONDAY, MONDAY + 10 * DAY)

    taken = {(MONDAY, DayPart.AM): False, (MONDAY, DayPart.PM): False, (WEDNESDAY, DayPart.PM): False}
    assert found == {version.pk: HalfDays(EVERY_HALF, taken)}
    assert [found[version.pk].is_free(date, DayPart.PM) for date in (WEDNESDAY, WEDNESDAY + DAY, WEDNESDAY + 3 * DAY)] == [
        False,
        True,
        False,
    ]


def test_half_days_follow_windows_that_begin_and_end() -> None:
    person = PersonFactory()
    AvailabilityWindowFactory(person=person, weekday=2, until_date=WEDNESDAY)
    version = OfferFactory(listed=True, version__people=[person]).approved_version

    found = half_days([version], MONDAY, MONDAY + 13 * DAY)[version.pk]

    later = WEDNESDAY + 7 * DAY
    assert found == HalfDays(0b110000, {(later, DayPart.AM): False, (later, DayPart.PM): False})


def test_half_days_of_many_versions_take_five_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    versions = [OfferFactory(listed=True, version__space=SpaceFactory()).approved_version for _number in range(6)]

    with django_assert_num_queries(5), time_machine.travel("2027-01-11T09:00:00Z", tick=False):
        found = half_days(versions, MONDAY, MONDAY + 180 * DAY)

    assert {key: half.weekly for key, half in found.items()} == {version.pk: EVERY_HALF for version in versions}
