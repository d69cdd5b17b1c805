import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.schools import CalendarFactory, SchoolFactory
from vetting.queries.clearances.teaching_weeks import closed_weeks
from vetting.rules.regulated import week_number

pytestmark = pytest.mark.django_db

HALF_TERM = week_number(datetime.date(2027, 2, 17))
CHRISTMAS = week_number(datetime.date(2026, 12, 23))
OPEN = week_number(datetime.date(2027, 2, 10))


def test_weeks_between_terms_are_closed() -> None:
    school = SchoolFactory()
    CalendarFactory(authority=school.authority)

    found = closed_weeks([school.pk])[school.pk]

    assert [week in found for week in (HALF_TERM, CHRISTMAS, OPEN)] == [True, True, False]


def test_a_schools_own_terms_replace_its_authoritys_year_by_year() -> None:
    school = SchoolFactory()
    authoritys = CalendarFactory(authority=school.authority)
    blocks = [
        ("spring_1", datetime.date(2027, 1, 4), datetime.date(2027, 2, 19)),
        ("spring_2", datetime.date(2027, 3, 1), datetime.date(2027, 3, 25)),
    ]
    CalendarFactory(school=school, year=authoritys.year, blocks=blocks)

    found = closed_weeks([school.pk])[school.pk]

    assert [week in found for week in (HALF_TERM, HALF_TERM + 1, CHRISTMAS)] == [False, True, False]


def test_without_a_calendar_no_week_is_known_to_be_closed() -> None:
    school = SchoolFactory()

    assert closed_weeks([school.pk, 0]) == {school.pk: frozenset()}


def test_reading_costs_two_queries_for_any_number_of_schools() -> None:
    schools = [SchoolFactory() for _number in range(4)]
    CalendarFactory(authority=schools[0].authority)

    with CaptureQueriesContext(connection) as queries:
        closed_weeks([school.pk for school in schools])

    assert len(queries) == 2
