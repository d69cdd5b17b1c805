import datetime
from typing import Any

import pytest
import time_machine

from core.models import AuditEvent
from schools.enums import DayPart, NonTeachingKind
from schools.exceptions import CalendarError
from schools.models import AcademicYear, Calendar, NonTeachingDay, School
from schools.queries.calendars import day_status, teaching_days
from schools.queries.resolved import resolve_calendar
from schools.services import calendars
from tests.factories.accounts import UserFactory
from tests.factories.schools import (
    BLOCKS_2026_27,
    AuthorityFactory,
    CalendarFactory,
    NonTeachingDayFactory,
    SchoolFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_november")]

WEDNESDAY = 2


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def _november() -> Any:
    with time_machine.travel("2026-11-22 10:00", tick=False):
        yield


@pytest.fixture
def calendar() -> Calendar:
    return CalendarFactory(authority__name="Northshire", is_example=True)


@pytest.fixture
def school(calendar: Calendar) -> School:
    return SchoolFactory(authority=calendar.authority)


def refusal_of(**asked: Any) -> tuple[str, str, str]:
    with pytest.raises(CalendarError) as refusal:
        calendars.set_day(by=UserFactory(), **asked)
    return refusal.value.code, refusal.value.field, str(refusal.value.message)


def test_examples_are_made_for_this_year_and_the_next_and_only_once() -> None:
    authorities = [AuthorityFactory(), AuthorityFactory()]
    kept = CalendarFactory(authority=authorities[1], blocks=())

    made = calendars.create_example_calendars()
    again = calendars.create_example_calendars()

    assert [(one.authority, one.year.code, one.is_example) for one in made] == [
        (authorities[0], "2026-27", True),
        (authorities[0], "2027-28", True),
        (authorities[1], "2027-28", True),
    ]
    assert (again, kept.terms.count()) == ([], 0)


def test_examples_can_be_limited_to_an_authority() -> None:
    wanted = AuthorityFactory()
    AuthorityFactory()

    made = calendars.create_example_calendars(authorities=[wanted])

    assert {one.authority for one in made} == {wanted}


def test_an_example_teaches_on_190_days() -> None:
    school = SchoolFactory()
    calendars.create_example_calendars()

    days = teaching_days(school, date("2026-09-01"), date("2027-08-31"), part="all")

    assert (len(days), days[0], days[-1]) == (190, date("2026-09-02"), date("2027-07-20"))
    assert [day_status(school, date(day)).reason for day in ("2026-11-02", "2027-05-03", "2027-03-26")] == [
        f"Staff training day, set by {school.authority.name}.",
        "Early May bank holiday.",
        "Good Friday.",
    ]


def test_a_day_is_closed_for_the_school_alone(school: School, calendar: Calendar) -> None:
    head = UserFactory()

    day = calendars.set_day(by=head, school=school, date=date("2027-03-17"), kind=NonTeachingKind.INSET, part=DayPart.PM, label=" Phonics ")

    assert (day.calendar.school, day.kind, day.part, day.label) == (school, "inset", "pm", "Phonics")
    assert day_status(school, date("2027-03-17")).reason == "Staff training day (afternoon), Phonics, set by your school."
    assert day_status(SchoolFactory(authority=calendar.authority), date("2027-03-17")).is_teaching is True
    assert list(AuditEvent.objects.values_list("action", "actor_id", "details")) == [
        ("calendar.set_day", head.pk, {"school": school.pk, "date": "2027-03-17", "kind": "inset"})
    ]


def test_a_day_that_the_authority_closes_is_opened(school: School, calendar: Calendar) -> None:
    NonTeachingDayFactory(calendar=calendar, date=date("2027-03-17"))

    calendars.set_day(by=UserFactory(), school=school, date=date("2027-03-17"), kind=NonTeachingKind.OPEN)

    assert day_status(school, date("2027-03-17")).is_teaching is True


def test_setting_a_day_again_changes_it(school: School) -> None:
    for kind in (NonTeachingKind.INSET, NonTeachingKind.CLOSURE):
        calendars.set_day(by=UserFactory(), school=school, date=date("2027-03-17"), kind=kind)

    assert list(NonTeachingDay.objects.filter(calendar__school=school).values_list("kind", flat=True)) == ["closure"]


def test_a_whole_day_replaces_its_halves(school: School) -> None:
    for part in (DayPart.AM, DayPart.PM, DayPart.ALL):
        calendars.set_day(by=UserFactory(), school=school, date=date("2027-03-17"), kind=NonTeachingKind.CLOSURE, part=part)

    assert list(NonTeachingDay.objects.filter(calendar__school=school).values_list("part", flat=True)) == ["all"]


@pytest.mark.parametrize(
    ("day", "kind", "expected"),
    [
        ("2026-11-21", "inset", ("past", "date", "This day has passed. Choose today or a later day.")),
        ("2029-09-01", "inset", ("far", "date", "Choose a day by 31 August 2029.")),
        ("2027-02-17", "inset", ("free", "date", "Nobody teaches on that day anyway: Half-term in your calendar.")),
        ("2027-03-20", "closure", ("free", "date", "Nobody teaches on that day anyway: Saturday: not a school day.")),
        ("2027-03-17", "open", ("open", "date", "Your school teaches at that time already, so there is nothing to change.")),
    ],
)
def test_a_day_that_changes_nothing_is_refused(school: School, day: str, kind: str, expected: tuple[str, str, str]) -> None:
    assert refusal_of(school=school, date=date(day), kind=kind) == expected


def test_a_closed_school_opens_on_no_day(calendar: Calendar) -> None:
    school = SchoolFactory(authority=calendar.authority, is_active=False)

    assert refusal_of(school=school, date=date("2027-03-17"), kind="open") == (
        "school_closed",
        "date",
        "The national register doesn't show this school as open.",
    )


def test_today_may_still_be_closed(school: School) -> None:
    with time_machine.travel("2026-11-24 10:00", tick=False):
        calendars.set_day(by=UserFactory(), school=school, date=date("2026-11-24"), kind=NonTeachingKind.CLOSURE, label="Boiler")

    assert day_status(school, date("2026-11-24")).reason == "Closed, Boiler, set by your school."


def test_taking_back_a_day_leaves_it_to_the_authority(school: School, calendar: Calendar) -> None:
    NonTeachingDayFactory(calendar=calendar, date=date("2027-03-17"))
    day = calendars.set_day(by=UserFactory(), school=school, date=date("2027-03-17"), kind=NonTeachingKind.OPEN)

    calendars.remove_day(by=UserFactory(), school=school, day=day)

    assert day_status(school, date("2027-03-17")).code == "inset"


def test_a_day_of_the_authority_or_of_the_past_is_not_taken_back(school: School, calendar: Calendar) -> None:
    inherited = NonTeachingDayFactory(calendar=calendar, date=date("2027-03-17"))
    past = NonTeachingDayFactory(calendar=CalendarFactory(school=school, blocks=()), date=date("2026-11-20"))

    codes = []
    for day in (inherited, past):
        with pytest.raises(CalendarError) as refusal:
            calendars.remove_day(by=UserFactory(), school=school, day=day)
        codes.append(refusal.value.code)

    assert (codes, NonTeachingDay.objects.filter(pk__in=[inherited.pk, past.pk]).count()) == (["not_own", "past"], 2)


def test_terms_of_its_own_replace_what_was_and_keep_single_days(school: School, calendar: Calendar) -> None:
    calendars.set_day(by=UserFactory(), school=school, date=date("2027-03-17"), kind=NonTeachingKind.CLOSURE)

    for start in ("2027-04-12", "2027-04-19"):
        calendars.set_terms(by=UserFactory(), school=school, first_year=2026, blocks=[("summer_1", date(start), date("2027-05-28"))])

    own = Calendar.objects.get(school=school)
    assert ([(term.code, term.starts_on) for term in own.terms.all()], own.is_example) == ([("summer_1", date("2027-04-19"))], False)
    assert [day_status(school, date(day)).code for day in ("2027-04-14", "2027-04-21", "2027-05-03", "2027-03-17")] == [
        "holidays",
        "teaching",
        "bank_holiday",
        "closure",
    ]


def test_terms_without_an_authoritys_calendar_bring_the_bank_holidays() -> None:
    school = SchoolFactory()

    calendars.set_terms(by=UserFactory(), school=school, first_year=2026, blocks=BLOCKS_2026_27)
    calendars.set_terms(by=UserFactory(), school=school, first_year=2026, blocks=BLOCKS_2026_27)

    assert day_status(school, date("2027-05-03")).reason == "Early May bank holiday."
    assert NonTeachingDay.objects.filter(calendar__school=school).count() == 9


@pytest.mark.parametrize(
    ("blocks", "field", "sentence"),
    [
        ([], "", "Enter the first and last day of at least one half-term."),
        ([("autumn_1", "2026-10-23", "2026-09-01")], "autumn_1_ends_on", "Autumn, first half ends before it begins."),
        ([("autumn_1", "2026-07-31", "2026-10-23")], "autumn_1_starts_on", "Autumn, first half must lie within the school year 2026-27."),
        ([("summer_2", "2027-06-01", "2027-09-01")], "summer_2_starts_on", "Summer, second half must lie within the school year 2026-27."),
        (
            [("autumn_1", "2026-09-01", "2026-10-23"), ("autumn_2", "2026-10-23", "2026-12-18")],
            "autumn_2_starts_on",
            "Autumn, second half must begin after autumn, first half has ended.",
        ),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(
    school: School, calendar: Calendar, blocks: list[tuple[str, str, str]], field: str, sentence: str
) -> None:
    dated = [(code, date(start), date(end)) for code, start, end in blocks]

    with pytest.raises(CalendarError) as refusal:
        calendars.set_terms(by=UserFactory(), school=school, first_year=2026, blocks=dated)

    assert (refusal.value.field, str(refusal.value.message)) == (field, sentence)
    assert Calendar.objects.filter(school=school).count() == 0


def test_dropping_its_terms_goes_back_to_the_authoritys(school: School, calendar: Calendar) -> None:
    calendars.set_terms(by=UserFactory(), school=school, first_year=2026, blocks=[("summer_1", date("2027-05-04"), date("2027-05-28"))])
    calendars.set_day(by=UserFactory(), school=school, date=date("2027-05-05"), kind=NonTeachingKind.CLOSURE)

    calendars.drop_terms(by=UserFactory(), school=school, first_year=2026)

    assert [day_status(school, date(day)).code for day in ("2027-04-14", "2027-05-05")] == ["teaching", "closure"]


def test_an_example_stays_one_until_the_school_confirms_it(school: School, calendar: Calendar) -> None:
    calendars.set_day(by=UserFactory(), school=school, date=date("2027-03-17"), kind=NonTeachingKind.CLOSURE)
    before = resolve_calendar(school, date("2027-03-17")).years[0].is_example

    calendars.confirm_calendar(by=UserFactory(), school=school, first_year=2026)

    after = resolve_calendar(school, date("2027-03-17")).years[0].is_example
    neighbour = resolve_calendar(SchoolFactory(authority=calendar.authority), date("2027-03-17")).years[0].is_example
    assert (before, after, neighbour) == (True, False, True)


def test_an_officer_confirms_for_a_whole_authority(school: School, calendar: Calendar) -> None:
    calendars.confirm_authority_calendar(by=UserFactory(), calendar=calendar)

    assert resolve_calendar(school, date("2027-03-17")).years[0].is_example is False


def test_an_officer_confirms_no_schools_calendar(school: School) -> None:
    own = CalendarFactory(school=school, blocks=(), is_example=True)

    with pytest.raises(CalendarError) as refusal:
        calendars.confirm_authority_calendar(by=UserFactory(), calendar=own)

    assert (refusal.value.code, Calendar.objects.get(pk=own.pk).is_example) == ("not_authority", True)


def test_a_year_is_made_once() -> None:
    years = [calendars.ensure_year(2026), calendars.ensure_year(2026)]

    assert years[0] == years[1] == AcademicYear.objects.get(code="2026-27", starts_on=date("2026-09-01"), ends_on=date("2027-08-31"))
