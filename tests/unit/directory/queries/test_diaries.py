import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from directory.models import Person, Space
from directory.queries.diaries import diaries_of, fetch
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    ClaimFactory,
    OfferFactory,
    PersonFactory,
    SpaceFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
WEDNESDAY = datetime.date(2027, 1, 13)


def test_fetch_gives_each_owner_their_own_in_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person, space = PersonFactory(), SpaceFactory()
    window = AvailabilityWindowFactory(person=person)
    of_space = AvailabilityWindowFactory(person=None, space=space)
    away = AvailabilityExceptionFactory(person=person, from_date=WEDNESDAY)
    AvailabilityExceptionFactory(person=person, from_date=WEDNESDAY + DAY)
    claim = ClaimFactory(person=person, starts=clock.local(WEDNESDAY - DAY, datetime.time(9)))
    ClaimFactory(person=person, starts=clock.local(WEDNESDAY - 2 * DAY, datetime.time(9)))

    with django_assert_num_queries(3):
        found = fetch([person], [space], WEDNESDAY, WEDNESDAY)

    of_rosa, of_plot = found[(Person, person.pk)], found[(Space, space.pk)]
    assert [list(of_rosa.windows), list(of_rosa.exceptions), list(of_rosa.claims)] == [[window], [away], [claim]]
    assert [list(of_plot.windows), list(of_plot.exceptions), list(of_plot.claims)] == [[of_space], [], []]


def test_diaries_of_come_by_name_with_the_space_last() -> None:
    zoe, adam, space = PersonFactory(name="Zoe"), PersonFactory(name="Adam"), SpaceFactory()
    version = OfferFactory(version__people=[zoe, adam], version__space=space).versions.get()

    assert [diary.owner for diary in diaries_of([version], WEDNESDAY, WEDNESDAY)[version.pk]] == [adam, zoe, space]


def test_a_space_without_hours_follows_the_people_and_a_person_without_does_not() -> None:
    person, space = PersonFactory(), SpaceFactory()
    found = fetch([person], [space], WEDNESDAY, WEDNESDAY)

    assert (found[(Person, person.pk)].follows_people, found[(Space, space.pk)].follows_people) == (False, True)
