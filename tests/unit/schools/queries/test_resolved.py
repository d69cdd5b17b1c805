import datetime

import pytest

from schools.enums import DayPart, NonTeachingKind
from schools.models import Calendar, School
from schools.queries.resolved import DayStatus, resolve_calendar
from tests.factories.schools import CalendarFactory, NonTeachingDayFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def status(school: School, day: datetime.date, part: str = DayPart.PM) -> DayStatus:
    return resolve_calendar(school, day, day).status(day, part)


@pytest.fixture
def calendar() -> Calendar:
    return CalendarFactory(authority__name="Northshire")


@pytest.fixture
def school(calendar: Calendar) -> School:
    return SchoolFactory(authority=calendar.authority)


def test_training_in_the_afternoon_takes_the_afternoon_only(school: School, calendar: Calendar) -> None:
    NonTeachingDayFactory(calendar=calendar, date=date("2027-01-13"), part=DayPart.PM)

    answers = {part: status(school, date("2027-01-13"), part) for part in DayPart.values}

    refused = DayStatus(False, "Staff training day (afternoon), set by Northshire.", "inset")
    assert answers == {"am": DayStatus(True, "", "teaching"), "pm": refused, "all": refused}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-01-13", DayStatus(True, "", "teaching")),
        ("2027-01-16", DayStatus(False, "Saturday: not a school day.", "weekend")),
        ("2027-02-17", DayStatus(False, "Half-term in your calendar.", "half_term")),
        ("2026-10-28", DayStatus(False, "Half-term in your calendar.", "half_term")),
        ("2026-12-23", DayStatus(False, "Christmas holidays in your calendar.", "holidays")),
        ("2027-04-07", DayStatus(False, "Easter holidays in your calendar.", "holidays")),
        ("2027-08-04", DayStatus(False, "Summer holidays in your calendar.", "holidays")),
        (
            "2027-09-08",
            DayStatus(False, "Your calendar has no term dates for this day yet. Add them on your calendar page.", "unknown"),
        ),
    ],
)
def test_each_refusal_has_its_reason(school: School, day: str, expected: DayStatus) -> None:
    assert status(school, date(day)) == expected


def test_missing_blocks_leave_plain_holidays() -> None:
    blocks = [("autumn_1", date("2026-09-01"), date("2026-10-23")), ("spring_1", date("2027-01-04"), date("2027-02-12"))]
    calendar = CalendarFactory(blocks=blocks)
    school = SchoolFactory(authority=calendar.authority)

    assert status(school, date("2026-11-11")) == DayStatus(False, "Holidays in your calendar.", "holidays")


def test_a_school_opens_on_a_day_that_its_authority_closes(school: School, calendar: Calendar) -> None:
    NonTeachingDayFactory(calendar=calendar, date=date("2027-01-13"))
    own = CalendarFactory(school=school, blocks=())
    NonTeachingDayFactory(calendar=own, date=date("2027-01-13"), kind=NonTeachingKind.OPEN, part=DayPart.PM)

    answers = {part: status(school, date("2027-01-13"), part).is_teaching for part in DayPart.values}

    assert answers == {"am": False, "pm": True, "all": False}


def test_a_school_opens_on_a_saturday_in_the_holidays(school: School) -> None:
    own = CalendarFactory(school=school, blocks=())
    NonTeachingDayFactory(calendar=own, date=date("2027-08-07"), kind=NonTeachingKind.OPEN)

    assert status(school, date("2027-08-07")) == DayStatus(True, "", "teaching")


def test_a_schools_day_beats_the_authoritys_for_itself_alone(school: School, calendar: Calendar) -> None:
    neighbour = SchoolFactory(authority=calendar.authority)
    own = CalendarFactory(school=school, blocks=())
    NonTeachingDayFactory(calendar=own, date=date("2027-03-17"), label="Safeguarding")

    answers = [status(one, date("2027-03-17")) for one in (school, neighbour)]

    assert answers == [
        DayStatus(False, "Staff training day, Safeguarding, set by your school.", "inset"),
        DayStatus(True, "", "teaching"),
    ]


def test_half_a_day_goes_before_the_whole_of_the_same_owner(school: School) -> None:
    own = CalendarFactory(school=school, blocks=())
    NonTeachingDayFactory(calendar=own, date=date("2027-03-17"), kind=NonTeachingKind.CLOSURE)
    NonTeachingDayFactory(calendar=own, date=date("2027-03-17"), kind=NonTeachingKind.OPEN, part=DayPart.AM)

    answers = {part: status(school, date("2027-03-17"), part).code for part in DayPart.values}

    assert answers == {"am": "teaching", "pm": "closure", "all": "closure"}


def test_terms_of_its_own_replace_the_authoritys_and_its_days_stay(school: School) -> None:
    CalendarFactory(school=school, blocks=[("summer_1", date("2027-04-19"), date("2027-06-04"))])

    answers = [status(school, date(day)).code for day in ("2027-04-14", "2027-04-21", "2027-05-03", "2027-06-02")]

    assert answers == ["holidays", "teaching", "bank_holiday", "teaching"]


def test_a_closed_school_teaches_on_no_day(calendar: Calendar) -> None:
    closing = SchoolFactory(authority=calendar.authority, closes_on=date("2027-02-12"))
    closed = SchoolFactory(authority=calendar.authority, is_active=False)

    answers = [
        status(closing, date("2027-02-10")),
        status(closing, date("2027-02-24")),
        status(closed, date("2027-02-10")),
    ]

    assert answers == [
        DayStatus(True, "", "teaching"),
        DayStatus(False, "Your school closes on 12 February 2027, says the national register.", "school_closed"),
        DayStatus(False, "The national register doesn't show this school as open.", "school_closed"),
    ]


def test_example_terms_are_known_as_such_until_the_school_has_its_own(school: School, calendar: Calendar) -> None:
    calendar.is_example = True
    calendar.save()

    before = resolve_calendar(school, date("2027-01-13")).years[0]
    CalendarFactory(school=school)
    after = resolve_calendar(school, date("2027-01-13")).years[0]

    assert [(year.is_example, year.terms_are_own) for year in (before, after)] == [(True, False), (False, True)]


def test_days_of_its_own_leave_the_example_an_example(school: School, calendar: Calendar) -> None:
    calendar.is_example = True
    calendar.save()
    own = CalendarFactory(school=school, blocks=(), is_example=True)

    before = resolve_calendar(school, date("2027-01-13")).years[0].is_example
    own.is_example = False
    own.save()
    confirmed = resolve_calendar(school, date("2027-01-13")).years[0].is_example

    assert (before, confirmed) == (True, False)


def test_an_autumn_term_may_begin_in_august(school: School) -> None:
    CalendarFactory(school=school, blocks=[("autumn_1", date("2026-08-26"), date("2026-10-16"))])

    answers = [status(school, date(day)).code for day in ("2026-08-25", "2026-08-26", "2026-10-28")]

    assert answers == ["unknown", "teaching", "holidays"]


def test_a_calendar_of_another_authority_is_not_read(calendar: Calendar) -> None:
    assert resolve_calendar(SchoolFactory(), date("2027-01-13")).years == ()
