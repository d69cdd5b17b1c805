import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core import clock
from schools.models import School
from schools.queries.finding import find_schools
from tests.factories.schools import SchoolFactory, SchoolMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def schools() -> dict[str, School]:
    return {
        "beacon": SchoolFactory(urn="122193", name="Beaconhill Community Primary School", town="Cramlington", postcode="NE23 8EH"),
        "blyth": SchoolFactory(urn="140002", name="The Blyth Academy", town="Blyth", postcode="NE24 4JP"),
        "jesmond": SchoolFactory(urn="108000", name="St Mary's Primary School", town="Newcastle", postcode="NE2 3AA"),
        "closed": SchoolFactory(urn="100001", name="Beaconhill Infants", town="Cramlington", postcode="NE23 8EH", is_active=False),
    }


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("122193", ["beacon"]),
        (" 122193 ", ["beacon"]),
        ("999999", []),
        ("100001", ["closed"]),
        ("ne23 8eh", ["beacon"]),
        ("NE238EH", ["beacon"]),
        ("NE23 8", ["beacon"]),
        ("NE23", ["beacon"]),
        ("NE2", ["jesmond"]),
        ("beaconhill", ["beacon"]),
        ("primary cramlington", ["beacon"]),
        ("blythe academy", ["blyth"]),
        ("Beconhill", ["beacon"]),
        ("st mary's", ["jesmond"]),
        ("zzzz", []),
        ("", []),
        ("   ", []),
        ("100%", []),
    ],
)
def test_schools_are_found_by_what_people_type(schools: dict[str, School], typed: str, expected: list[str]) -> None:
    assert find_schools(typed) == [schools[key] for key in expected]


def test_the_shortest_name_comes_first() -> None:
    long, short = SchoolFactory(name="Burnside Community Primary School"), SchoolFactory(name="Burnside Primary")

    assert find_schools("burnside primary") == [short, long]


def test_twenty_are_enough() -> None:
    SchoolFactory.create_batch(21, name="Burnside")

    assert len(find_schools("burnside")) == 20


def test_it_says_where_people_act_already() -> None:
    taken, left, free = SchoolFactory(name="Burnside A"), SchoolFactory(name="Burnside B"), SchoolFactory(name="Burnside C")
    SchoolMemberFactory.create_batch(2, school=taken)
    SchoolMemberFactory(school=left, left_at=clock.now())

    found = {school: school.has_members for school in find_schools("burnside")}  # type: ignore[attr-defined]  # annotated

    assert found == {taken: True, left: False, free: False}


@pytest.mark.parametrize(("typed", "statements"), [("122193", 1), ("NE23", 1), ("beaconhill", 1), ("beconhill", 2)])
def test_finding_takes_few_statements(schools: dict[str, School], typed: str, statements: int) -> None:
    with CaptureQueriesContext(connection) as queries:
        [school.authority.name for school in find_schools(typed)]

    assert len(queries) == statements


class AnyText(TestCase):
    @settings(deadline=None)
    @given(st.text(max_size=60).filter(lambda text: "\0" not in text))
    def test_any_text_gives_a_list(self, text: str) -> None:
        assert find_schools(text) == []
