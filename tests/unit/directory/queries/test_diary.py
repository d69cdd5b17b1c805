import datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from core import clock
from core.geo import Point
from directory.models import OfferVersion
from directory.queries.diary import DayAnswer, DayCode, free_on, nearest_free_dates, time_taken
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    ClaimFactory,
    OfferFactory,
    PersonFactory,
    SpaceFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime.date(2027, 1, 13)
SPRING_CHANGE = datetime.date(2027, 3, 28)
AUTUMN_CHANGE = datetime.date(2027, 10, 31)
FREE = DayAnswer(True, "Free", DayCode.FREE)


def time(hour: int, minute: int = 0) -> datetime.time:
    return datetime.time(hour, minute)


def version_with(**fields: object) -> OfferVersion:
    version: OfferVersion = OfferFactory(listed=True, **{f"version__{name}": value for name, value in fields.items()}).approved_version
    return version


def answer(version: OfferVersion, date: datetime.date = WEDNESDAY, **options: object) -> DayAnswer:
    return free_on(version, [date], time(13, 15), time(15, 15), **options)[date]  # type: ignore[arg-type]  # passed on as given


def test_free_on_is_free_where_all_are_open_and_nothing_is_in_the_way() -> None:
    version = version_with(people=[PersonFactory(open_all_week=True), PersonFactory(open_all_week=True)])

    assert answer(version) == FREE


def test_free_on_answers_nothing_for_no_dates() -> None:
    assert free_on(version_with(), [], time(13), time(15)) == {}


def test_free_on_says_when_somebody_is_not_open_on_that_weekday() -> None:
    person = PersonFactory(public_name="Rosa, gardener")
    AvailabilityWindowFactory(person=person, weekday=1)

    reason = "Rosa does not take bookings at that time on a Wednesday."
    assert answer(version_with(people=[person])) == DayAnswer(False, reason, DayCode.NOT_OPEN)


def test_free_on_joins_windows_that_touch() -> None:
    person = PersonFactory()
    AvailabilityWindowFactory(person=person, starts=time(13), ends=time(14))
    AvailabilityWindowFactory(person=person, starts=time(14), ends=time(16))

    assert answer(version_with(people=[person])) == FREE


@pytest.mark.parametrize(("limit", "free"), [({"from_date": WEDNESDAY}, True), ({"until_date": WEDNESDAY - datetime.timedelta(1)}, False)])
def test_free_on_keeps_to_a_windows_dates(limit: dict[str, datetime.date], free: bool) -> None:
    person = PersonFactory()
    AvailabilityWindowFactory(person=person, **limit)

    assert answer(version_with(people=[person])).free is free


def test_free_on_says_who_is_away_for_the_day() -> None:
    person = PersonFactory(public_name="Rosa, gardener", open_all_week=True)
    AvailabilityExceptionFactory(person=person, from_date=WEDNESDAY, until_date=WEDNESDAY, note="dentist")

    assert answer(version_with(people=[person])) == DayAnswer(False, "Rosa is away that day.", DayCode.AWAY)


def test_free_on_says_who_is_away_for_part_of_the_day() -> None:
    person = PersonFactory(public_name="Rosa, gardener", open_all_week=True)
    AvailabilityExceptionFactory(person=person, from_date=WEDNESDAY, starts=time(9), ends=time(13))
    version = version_with(people=[person], setup_minutes=30)

    assert answer(version) == DayAnswer(False, "Rosa is away at that time.", DayCode.AWAY)
    assert free_on(version, [WEDNESDAY], time(13, 30), time(15))[WEDNESDAY] == FREE


def test_free_on_takes_other_times_instead_of_the_usual_ones() -> None:
    person = PersonFactory(open_all_week=True)
    AvailabilityExceptionFactory(person=person, from_date=WEDNESDAY, is_open=True, starts=time(9), ends=time(12))
    version = version_with(people=[person])

    assert answer(version).code == DayCode.NOT_OPEN
    assert free_on(version, [WEDNESDAY], time(9), time(12))[WEDNESDAY] == FREE


def test_free_on_counts_set_up_and_pack_up_against_what_is_taken() -> None:
    person = PersonFactory(public_name="Rosa, gardener", open_all_week=True)
    ClaimFactory(person=person, starts=clock.local(WEDNESDAY, time(11)), ends=clock.local(WEDNESDAY, time(12, 46)))
    plain, slow = version_with(people=[person]), version_with(people=[person], setup_minutes=30)

    assert answer(plain) == FREE
    assert answer(slow) == DayAnswer(False, "Rosa is already booked then.", DayCode.TAKEN)


def test_free_on_ignores_released_claims_and_lapsed_holds_and_minds_standing_holds() -> None:
    person, now = PersonFactory(open_all_week=True), clock.now()
    starts = clock.local(WEDNESDAY, time(13))
    ClaimFactory(person=person, starts=starts, live=False)
    ClaimFactory(person=person, starts=starts, hold_until=now)
    version = version_with(people=[person])

    assert answer(version, at=now) == FREE
    assert answer(version, at=now - datetime.timedelta(seconds=1)).code == DayCode.TAKEN


def test_free_on_leaves_out_the_claims_of_a_session_that_is_to_be_moved() -> None:
    person = PersonFactory(open_all_week=True)
    own = ClaimFactory(person=person, starts=clock.local(WEDNESDAY, time(13)))
    version = version_with(people=[person])

    assert (answer(version).code, answer(version, ignoring={own.occasion})) == (DayCode.TAKEN, FREE)


def test_free_on_minds_the_space() -> None:
    space = SpaceFactory(name="The workshop")
    ClaimFactory(person=None, space=space, starts=clock.local(WEDNESDAY, time(15)))
    version = version_with(space=space, venue=space.venue)

    assert answer(version) == DayAnswer(False, "The workshop is already taken then.", DayCode.TAKEN)


def test_free_on_lets_a_space_without_hours_follow_the_people_until_it_is_closed() -> None:
    space = SpaceFactory(name="The workshop")
    version = version_with(space=space, venue=space.venue)
    before = answer(version)

    AvailabilityExceptionFactory(person=None, space=space, from_date=WEDNESDAY)

    assert (before, answer(version)) == (FREE, DayAnswer(False, "The workshop is closed that day.", DayCode.AWAY))


def test_free_on_says_when_a_space_is_closed_for_an_hour() -> None:
    space = SpaceFactory(name="The workshop")
    AvailabilityExceptionFactory(person=None, space=space, from_date=WEDNESDAY, starts=time(14), ends=time(15))

    assert answer(version_with(space=space)) == DayAnswer(False, "The workshop is closed at that time.", DayCode.AWAY)


def test_free_on_is_never_open_where_nobody_has_said_when() -> None:
    version = version_with(people=[], space=SpaceFactory(), venue=VenueFactory())

    assert answer(version) == DayAnswer(False, "Nobody has said yet when this can be booked.", DayCode.NOT_OPEN)


def test_free_on_judges_the_way_where_the_place_is_known() -> None:
    person = PersonFactory(public_name="Rosa, gardener", open_all_week=True)
    ClaimFactory(person=person, starts=clock.local(WEDNESDAY, time(11)), latitude=55.2316, longitude=-1.5857)
    version = version_with(people=[person])

    assert answer(version) == FREE
    reason = "Rosa could not travel between this and another booking in time."
    assert answer(version, place=Point(55.0869, -1.5857)) == DayAnswer(False, reason, DayCode.TRAVEL)
    assert answer(version, place=Point(55.2316, -1.5857)) == FREE


def test_free_on_asks_the_same_five_queries_for_twenty_dates_and_several_people(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [PersonFactory(open_all_week=True) for _number in range(4)]
    for person in people:
        ClaimFactory(person=person, starts=clock.local(WEDNESDAY, time(9)))
        AvailabilityExceptionFactory(person=person, from_date=WEDNESDAY)
    space = SpaceFactory()
    version = version_with(people=people, space=space)
    dates = [WEDNESDAY + datetime.timedelta(weeks=number) for number in range(20)]

    with django_assert_num_queries(5):
        answers = free_on(version, dates, time(13, 15), time(15, 15))

    assert [date for date in dates if not answers[date].free] == [WEDNESDAY]


@pytest.mark.parametrize("changed_on", [SPRING_CHANGE, AUTUMN_CHANGE])
def test_free_on_keeps_local_times_in_the_weeks_of_both_clock_changes(changed_on: datetime.date) -> None:
    person = PersonFactory()
    AvailabilityWindowFactory(person=person, starts=time(13, 15), ends=time(15, 15))
    version = version_with(people=[person])
    before, after = changed_on - datetime.timedelta(days=4), changed_on + datetime.timedelta(days=3)
    ClaimFactory(person=person, starts=clock.local(after, time(15, 15)))
    ClaimFactory(person=person, starts=clock.local(before, time(11, 15)))

    assert free_on(version, [before, after], time(13, 15), time(15, 15)) == {before: FREE, after: FREE}


@pytest.mark.parametrize(("changed_on", "minutes"), [(SPRING_CHANGE, 60), (AUTUMN_CHANGE, 180)])
def test_time_taken_spans_a_clock_change_in_real_minutes(changed_on: datetime.date, minutes: int) -> None:
    version = version_with(setup_minutes=0, packup_minutes=0)

    starts, ends = time_taken(version, changed_on, time(0, 30), time(2, 30))

    assert (ends - starts) == datetime.timedelta(minutes=minutes)


def test_time_taken_widens_by_real_minutes_even_across_midnight_and_a_clock_change() -> None:
    version = version_with(setup_minutes=150, packup_minutes=15)

    starts, ends = time_taken(version, SPRING_CHANGE, time(2, 15), time(23, 50))

    assert starts == clock.local(SPRING_CHANGE - datetime.timedelta(days=1), time(22, 45))
    assert ends == clock.local(SPRING_CHANGE + datetime.timedelta(days=1), time(0, 5))


def test_time_taken_refuses_a_session_that_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="on one date"):
        time_taken(version_with(), WEDNESDAY, time(15), time(15))


def test_free_on_minds_a_claim_that_reaches_over_midnight() -> None:
    person = PersonFactory()
    AvailabilityWindowFactory(person=person, starts=time(0), ends=time(23, 59))
    ClaimFactory(person=person, starts=clock.local(WEDNESDAY - datetime.timedelta(days=1), time(22, 30)))
    version = version_with(people=[person])

    assert free_on(version, [WEDNESDAY], time(0, 29), time(2))[WEDNESDAY].code == DayCode.TAKEN
    assert free_on(version, [WEDNESDAY], time(0, 30), time(2))[WEDNESDAY] == FREE


def test_nearest_free_dates_are_the_nearest_of_that_weekday_in_order() -> None:
    person = PersonFactory()
    AvailabilityWindowFactory(person=person)
    version = version_with(people=[person])
    week = datetime.timedelta(weeks=1)
    AvailabilityExceptionFactory(person=person, from_date=WEDNESDAY - week)

    with time_machine.travel("2026-12-01T12:00:00Z", tick=False):
        found = nearest_free_dates(version, around=WEDNESDAY, starts=time(13, 15), ends=time(15, 15), weekday=2)

    assert found == [WEDNESDAY - 2 * week, WEDNESDAY + week, WEDNESDAY + 2 * week]


def test_nearest_free_dates_lie_after_today_and_among_those_wanted(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = version_with()
    tomorrow, saturday, far = datetime.date(2027, 1, 12), datetime.date(2027, 1, 16), datetime.date(2027, 2, 1)
    among = [datetime.date(2027, 1, 11), tomorrow, WEDNESDAY, saturday, far]

    with time_machine.travel("2027-01-11T12:00:00Z", tick=False), django_assert_num_queries(4):
        found = nearest_free_dates(version, around=WEDNESDAY, starts=time(9), ends=time(11), among=among)

    assert found == [tomorrow, far]


def test_nearest_free_dates_may_be_none() -> None:
    assert nearest_free_dates(version_with(people=[]), around=WEDNESDAY, starts=time(9), ends=time(11)) == []
