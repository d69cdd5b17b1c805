import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.queries.clearance import Ask
from bookings.queries.dates import (
    DateCode,
    date_options,
    earliest_date,
    impossible_dates,
    nearest_dates,
    part_of_day,
    weekdays_between,
)
from tests.factories.bookings import HALF_TERM, SPRING, Scene, make_scene
from tests.factories.directory import AvailabilityExceptionFactory
from tests.factories.vetting import cleared_offer, leader_of

AFTERNOON = (datetime.time(13, 15), datetime.time(15, 15))


def ask_of(scene: Scene) -> Ask:
    version = scene.offer.approved_version
    assert version is not None
    return Ask(scene.school, version, *AFTERNOON, version.supervision, (6,))


def test_each_date_says_whether_and_why(db: None) -> None:
    offer = cleared_offer(expires={"PLI": datetime.date(2027, 2, 26)})
    scene = make_scene(offer=offer)
    person = leader_of(offer)
    make_scene(offer=offer).ask(SPRING[1])
    AvailabilityExceptionFactory(person=person, from_date=SPRING[2])
    november = datetime.date(2026, 11, 18)

    options = date_options(ask_of(scene), [november, *SPRING[:4], HALF_TERM, SPRING[8]], as_one_set=False)

    assert [(option.date, option.code, option.is_possible) for option in options] == [
        (november, DateCode.PAST, False),
        (SPRING[0], DateCode.FREE, True),
        (SPRING[1], DateCode.DIARY, False),
        (SPRING[2], DateCode.DIARY, False),
        (SPRING[3], DateCode.FREE, True),
        (HALF_TERM, DateCode.CLOSED, False),
        (SPRING[8], DateCode.AWAITING, True),
    ]
    words = {option.date: option.words for option in options}
    assert words[SPRING[0]] == "Free and cleared"
    assert words[SPRING[1]] == f"{person.short_name} is already booked then."
    assert words[SPRING[2]] == f"{person.short_name} is away that day."
    assert words[HALF_TERM] == "Half-term in your calendar."
    assert words[SPRING[8]].startswith("Free. ")
    assert "26 February 2027" in words[SPRING[8]]


def test_days_are_judged_alone_to_choose_from_and_together_once_chosen(db: None) -> None:
    scene = make_scene(offer=cleared_offer(regulated=False, version__pattern="occasional"))
    days = [SPRING[0] + datetime.timedelta(days=day) for day in range(4)]
    days = [*[day for day in days if day.weekday() < 5][:3], SPRING[1]]

    alone = date_options(ask_of(scene), days, as_one_set=False)
    together = date_options(ask_of(scene), days, as_one_set=True)

    assert [option.code for option in alone] == [DateCode.FREE] * 4
    assert [option.code for option in together] == [DateCode.NOT_CLEARED] * 4
    assert [problem.date for problem in impossible_dates(ask_of(scene), days)] == days
    assert impossible_dates(ask_of(scene), days[:2]) == []


def test_nearest_dates_are_teaching_days_of_the_same_weekday(scene: Scene) -> None:
    make_scene(offer=scene.offer).ask(SPRING[5], SPRING[7])

    assert nearest_dates(ask_of(scene), SPRING[5]) == [SPRING[2], SPRING[3], SPRING[4]]


def test_the_first_date_is_three_school_days_ahead(scene: Scene) -> None:
    assert earliest_date(scene.school) == datetime.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("start", "end", "weekday", "dates"),
    [
        ((2027, 1, 4), (2027, 1, 20), 2, [(2027, 1, 6), (2027, 1, 13), (2027, 1, 20)]),
        ((2027, 1, 6), (2027, 1, 6), 2, [(2027, 1, 6)]),
        ((2027, 1, 7), (2027, 1, 12), 2, []),
        ((2027, 3, 24), (2027, 4, 7), 2, [(2027, 3, 24), (2027, 3, 31), (2027, 4, 7)]),
    ],
)
def test_weekdays_are_counted_on_the_calendar(
    start: tuple[int, int, int], end: tuple[int, int, int], weekday: int, dates: list[tuple[int, int, int]]
) -> None:
    found = weekdays_between(datetime.date(*start), datetime.date(*end), weekday)

    assert found == [datetime.date(*date) for date in dates]


@pytest.mark.parametrize(
    ("starts", "ends", "part"), [("09:00", "12:00", "am"), ("13:15", "15:15", "pm"), ("10:00", "14:00", "all"), ("12:00", "13:00", "pm")]
)
def test_a_session_takes_part_of_the_day(starts: str, ends: str, part: str) -> None:
    assert part_of_day(datetime.time.fromisoformat(starts), datetime.time.fromisoformat(ends)) == part


def test_a_whole_term_costs_no_more_queries_than_two_dates(scene: Scene) -> None:
    counts = []
    for dates in (SPRING[:1], SPRING[:2], SPRING):  # the first also reads what is read once
        with CaptureQueriesContext(connection) as queries:
            date_options(ask_of(scene), dates, as_one_set=False)
        counts.append(len(queries))

    assert counts[1] == counts[2]
    assert counts[0] <= 25


def test_nobody_named_leaves_every_date_impossible(scene: Scene) -> None:
    ask = ask_of(scene)
    ask.version.people.clear()

    assert [option.is_possible for option in date_options(ask, SPRING[:2], as_one_set=True)] == [False, False]
