import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from directory.queries.openings import OpenDay, weeks_ahead
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    ClaimFactory,
    PersonFactory,
    SpaceFactory,
)

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime.date(2027, 1, 13)
DAY = datetime.timedelta(days=1)
AFTERNOON = (datetime.time(13), datetime.time(16))


def test_weeks_ahead_are_whole_weeks_with_what_is_open_away_and_booked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person = PersonFactory()
    AvailabilityWindowFactory(person=person, starts=AFTERNOON[0], ends=AFTERNOON[1])
    AvailabilityExceptionFactory(person=person, from_date=WEDNESDAY + 7 * DAY)
    ClaimFactory(person=person, starts=clock.local(WEDNESDAY, AFTERNOON[0]))

    with django_assert_num_queries(3):
        weeks = weeks_ahead(person, WEDNESDAY)

    assert [(week[0].date, len(week)) for week in weeks] == [(WEDNESDAY - 2 * DAY + number * 7 * DAY, 7) for number in range(8)]
    assert weeks[0][2] == OpenDay(WEDNESDAY, [AFTERNOON], is_away=False, booked=1)
    assert weeks[1][2] == OpenDay(WEDNESDAY + 7 * DAY, [], is_away=True, booked=0)
    assert weeks[0][3] == OpenDay(WEDNESDAY + DAY, [], is_away=False, booked=0)


def test_weeks_ahead_of_a_space_are_its_own() -> None:
    space = SpaceFactory()
    AvailabilityWindowFactory(person=None, space=space, starts=AFTERNOON[0], ends=AFTERNOON[1])

    assert weeks_ahead(space, WEDNESDAY, weeks=1)[0][2] == OpenDay(WEDNESDAY, [AFTERNOON], is_away=False, booked=0)
