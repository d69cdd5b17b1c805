import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from schools.enums import DayPart, NonTeachingKind
from schools.models import Calendar, School
from schools.queries import calendars
from schools.queries.calendars import DayStatus, WholeTerm
from tests.factories.schools import CalendarFactory, SchoolFactory

pytestmark = pytest.mark.django_db

MONDAY, WEDNESDAY = 0, 2
JANUARY_TO_MARCH = (datetime.date(2027, 1, 4), datetime.date(2027, 3, 31))


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def calendar() -> Calendar:
    return CalendarFactory(authority__name="Northshire")


@pytest.fixture
def school(calendar: Calendar) -> School:
    return SchoolFactory(authority=calendar.authority)


def test_wednesdays_of_a_term_leave_out_half_term(school: School) -> None:
    days = calendars.teaching_days(school, *JANUARY_TO_MARCH, weekday=WEDNESDAY)

    assert [f"{day:%d %b}" for day in days] == [
        "06 Jan", "13 Jan", "20 Jan", "27 Jan", "03 Feb", "10 Feb", "24 Feb", "03 Mar", "10 Mar", "17 Mar", "24 Mar",
    ]  # fmt: skip


def test_mondays_leave_out_the_bank_holiday(school: School) -> None:
    days = calendars.teaching_days(school, date("2027-04-26"), date("2027-05-10"), weekday=MONDAY)

    assert days == [date("2027-04-26"), date("2027-05-10")]
    assert calendars.day_status(school, date("2027-05-03")) == DayStatus(False, "Early May bank holiday.", "bank_holiday")


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-10-19", ["2026-10-21", "2026-11-04"]),  # clocks go back on 25 October 2026, in half-term
        ("2027-03-15", ["2027-03-17", "2027-03-24"]),  # clocks go forward on 28 March 2027, in the Easter holidays
    ],
)
def test_weekdays_stay_themselves_across_a_clock_change(school: School, start: str, expected: list[str]) -> None:
    days = calendars.teaching_days(school, date(start), date(start) + datetime.timedelta(days=20), weekday=WEDNESDAY)

    assert days == [date(day) for day in expected]


def test_teaching_goes_on_through_the_weeks_of_a_clock_change_in_term() -> None:
    calendar = CalendarFactory(
        blocks=[("autumn_1", date("2026-10-01"), date("2026-11-30")), ("spring_2", date("2027-03-01"), date("2027-04-30"))]
    )
    school = SchoolFactory(authority=calendar.authority)

    weeks = [
        calendars.teaching_days(school, date(monday), date(monday) + datetime.timedelta(days=13)) for monday in ("2026-10-19", "2027-03-22")
    ]

    assert [[f"{day:%a %d}" for day in week] for week in weeks] == [
        ["Mon 19", "Tue 20", "Wed 21", "Thu 22", "Fri 23", "Mon 26", "Tue 27", "Wed 28", "Thu 29", "Fri 30"],
        ["Mon 22", "Tue 23", "Wed 24", "Thu 25", "Fri 26", "Mon 29", "Tue 30", "Wed 31", "Thu 01", "Fri 02"],
    ]


def test_statuses_keep_the_order_asked_for_and_take_three_statements(school: School) -> None:
    dates = [date("2027-03-17"), date("2026-09-09"), date("2027-02-17"), date("2026-10-28")]

    with CaptureQueriesContext(connection) as queries:
        answers = calendars.statuses(school, dates)

    assert list(answers) == dates
    assert [answer.code for answer in answers.values()] == ["teaching", "teaching", "half_term", "half_term"]
    assert len(queries) == 3


def test_statuses_of_nothing_ask_nothing(school: School) -> None:
    with CaptureQueriesContext(connection) as queries:
        answers = calendars.statuses(school, [])

    assert (answers, len(queries)) == ({}, 0)


def test_term_of_is_the_half_term_block(school: School) -> None:
    term = calendars.term_of(school, date("2027-02-24"))

    assert term is not None
    assert (term.code, calendars.term_of(school, date("2027-02-17"))) == ("spring_2", None)


def test_term_of_is_nothing_without_a_calendar() -> None:
    assert calendars.term_of(SchoolFactory(), date("2027-02-24")) is None


def test_terms_from_are_whole_and_begin_with_the_present_one(school: School) -> None:
    assert calendars.terms_from(school, date("2027-02-17")) == [
        WholeTerm("Spring term 2027", date("2027-01-04"), date("2027-03-25")),
        WholeTerm("Summer term 2027", date("2027-04-12"), date("2027-07-21")),
    ]


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2027-01-13", 0, "2027-01-13"),
        ("2027-01-13", 1, "2027-01-14"),
        ("2027-01-15", 1, "2027-01-18"),
        ("2027-02-12", 1, "2027-02-22"),
        ("2027-04-30", 1, "2027-05-04"),
        ("2027-02-22", -1, "2027-02-12"),
        ("2027-02-24", -5, "2027-02-10"),
        ("2027-07-21", 2, "2027-07-23"),  # no calendar is known after this year: weekdays count
    ],
)
def test_school_days_are_counted_over_holidays(school: School, start: str, n: int, expected: str) -> None:
    if start == "2027-07-21":
        Calendar.objects.all().delete()

    assert calendars.add_school_days(school, date(start), n) == date(expected)


def test_school_days_go_on_into_a_year_without_a_calendar(school: School) -> None:
    assert calendars.add_school_days(school, date("2027-07-21"), 3) == date("2027-09-03")


class CalendarProperties(TestCase):
    """Whatever rows a calendar has, its answers hang together."""

    DAYS = st.dates(date("2026-08-01"), date("2027-09-30"))

    @settings(deadline=None)
    @given(
        rows=st.lists(
            st.tuples(DAYS, st.sampled_from(NonTeachingKind.values), st.sampled_from(DayPart.values), st.booleans()), max_size=12
        ),
        start=DAYS,
        length=st.integers(0, 60),
        n=st.integers(-30, 30),
    )
    def test_answers_agree(self, rows: list[tuple[datetime.date, str, str, bool]], start: datetime.date, length: int, n: int) -> None:
        calendar = CalendarFactory()
        school = SchoolFactory(authority=calendar.authority)
        own = CalendarFactory(school=school, blocks=())
        for day, kind, part, is_own in {(row[0], row[2], row[3]): row for row in rows}.values():
            owner = own if is_own else calendar
            owner.days.update_or_create(date=day, part=part, defaults={"kind": kind})
        end = start + datetime.timedelta(days=length)
        span = [start + datetime.timedelta(days=number) for number in range(length + 1)]

        found = {part: set(calendars.teaching_days(school, start, end, part=part)) for part in DayPart.values}
        moved = calendars.add_school_days(school, start, n)

        told = {part: calendars.statuses(school, span, part) for part in DayPart.values}
        assert found == {part: {day for day in span if told[part][day].is_teaching} for part in DayPart.values}
        assert found["all"] == found["am"] & found["pm"]
        assert all(bool(answer.reason) != answer.is_teaching for answers in told.values() for answer in answers.values())
        assert (moved > start, moved < start) == (n > 0, n < 0)
