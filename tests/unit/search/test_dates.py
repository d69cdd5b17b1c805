import datetime

import pytest
import time_machine

from core import clock
from search.dates import DATE, WEDNESDAYS, WHENEVER, dates_of, weekday_name, whens
from tests.factories.schools import CalendarFactory, NonTeachingDayFactory, SchoolFactory

SUNDAY = datetime.date(2026, 11, 22)


def test_anybody_may_ask_for_any_time_wednesdays_or_a_date() -> None:
    choices = whens(None, SUNDAY)

    assert {value: str(asked.label) for value, asked in choices.items()} == {
        WHENEVER: "Any time",
        WEDNESDAYS: "Any Wednesday afternoon",
        DATE: "A date of our own",
    }


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (SUNDAY, datetime.date(2026, 11, 25)),
        (datetime.date(2026, 11, 24), datetime.date(2026, 11, 25)),
        (datetime.date(2026, 11, 25), datetime.date(2026, 12, 2)),
    ],
)
def test_wednesdays_are_twelve_from_tomorrow_on(today: datetime.date, first: datetime.date) -> None:
    dates = whens(None, today)[WEDNESDAYS].dates

    assert dates == tuple(first + datetime.timedelta(weeks=week) for week in range(12))


@pytest.mark.django_db
@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_a_school_may_ask_for_its_own_wednesdays_of_this_term_and_the_next() -> None:
    school = SchoolFactory()
    calendar = CalendarFactory(authority=school.authority)
    NonTeachingDayFactory(calendar=calendar, date=datetime.date(2027, 1, 13))

    choices = whens(school, clock.today())

    assert {value: str(asked.label) for value, asked in choices.items()} == {
        WHENEVER: "Any time",
        "term-2026-09-01": "Our 4 Wednesdays, Autumn term 2026",
        "term-2027-01-04": "Our 10 Wednesdays, Spring term 2027",
        WEDNESDAYS: "Any Wednesday afternoon",
        DATE: "A date of our own",
    }
    spring = choices["term-2027-01-04"]
    assert datetime.date(2027, 1, 13) not in spring.dates
    assert datetime.date(2027, 2, 17) not in spring.dates  # half-term
    assert (spring.words, spring.is_ours) == ("on your 10 Wednesdays", True)


@pytest.mark.django_db
def test_a_school_without_a_calendar_has_no_dates_of_its_own() -> None:
    assert list(whens(SchoolFactory(), SUNDAY)) == [WHENEVER, WEDNESDAYS, DATE]


def test_a_date_of_ones_own() -> None:
    asked = dates_of(whens(None, SUNDAY)[DATE], datetime.date(2027, 1, 27))

    assert (asked.words, asked.dates) == ("on Wednesday 27 January", (datetime.date(2027, 1, 27),))


def test_other_weekdays_have_their_names() -> None:
    assert (weekday_name(4, 1), weekday_name(4, 6), weekday_name(2, 8)) == ("Friday", "Fridays", "Wednesdays")
