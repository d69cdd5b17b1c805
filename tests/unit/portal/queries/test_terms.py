import datetime

import pytest

from portal.queries.terms import SessionTerm, session_terms, term_to_plan
from schools.queries.calendars import WholeTerm
from tests.factories.schools import CalendarFactory, SchoolFactory

DATE = datetime.date


def term(label: str, *dates: datetime.date) -> SessionTerm:
    return SessionTerm(WholeTerm(label, dates[0], dates[-1]), dates)


AUTUMN = term("Autumn", DATE(2026, 11, 25), DATE(2026, 12, 2), DATE(2026, 12, 9), DATE(2026, 12, 16))
SPRING = term("Spring", DATE(2027, 1, 6), DATE(2027, 1, 13), DATE(2027, 1, 20))


def test_the_first_term_with_enough_days_left_is_planned() -> None:
    assert term_to_plan([AUTUMN, SPRING], DATE(2026, 11, 26)) == AUTUMN
    assert term_to_plan([AUTUMN, SPRING], DATE(2026, 12, 3)) == SPRING


def test_where_none_has_enough_the_fullest_is_planned() -> None:
    assert term_to_plan([AUTUMN], DATE(2026, 12, 10)) == AUTUMN
    assert term_to_plan([AUTUMN, SPRING], DATE(2027, 1, 14)) == SPRING


def test_where_nothing_is_left_nothing_is_planned() -> None:
    assert term_to_plan([AUTUMN], DATE(2026, 12, 17)) is None
    assert term_to_plan([], DATE(2026, 12, 17)) is None


@pytest.mark.django_db
def test_days_are_those_on_which_the_school_teaches_and_has_its_sessions() -> None:
    calendar = CalendarFactory()
    school = SchoolFactory(authority=calendar.authority, session_weekday=4)

    terms = session_terms(school, DATE(2027, 1, 1), "pm")

    assert [one.term.label for one in terms] == ["Spring term 2027", "Summer term 2027"]
    spring = terms[0].dates
    assert (spring[0], spring[-1]) == (DATE(2027, 1, 8), DATE(2027, 3, 19))
    assert {day.weekday() for day in spring} == {4}
    assert DATE(2027, 2, 19) not in spring  # half-term


@pytest.mark.django_db
def test_a_school_without_a_calendar_has_no_terms() -> None:
    assert session_terms(SchoolFactory(), DATE(2027, 1, 1), "pm") == []
