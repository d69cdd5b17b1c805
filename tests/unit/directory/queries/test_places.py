import pytest

from core.geo import Point
from core.models import PostcodePoint
from directory.queries.places import authority_near, columns_of, precision_of
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db

NOWHERE = {"latitude": None, "longitude": None}


def test_columns_and_precision_follow_how_well_a_postcode_is_known() -> None:
    PostcodePoint.objects.create(postcode="NE23 6QW", sector="NE23 6", district="NE23", latitude=55.09, longitude=-1.59)

    assert [columns_of(text) for text in ("NE23 6QW", "NE23 6AA")] == [{"latitude": 55.09, "longitude": -1.59}] * 2
    assert [precision_of(text) for text in ("NE23 6QW", "NE23 6AA", "NE23 1AA")] == ["exact", "sector", "district"]


@pytest.mark.parametrize("text", ["", "OL16 1AB"])
def test_a_postcode_that_is_not_known_has_no_place(text: str) -> None:
    assert (columns_of(text), precision_of(text)) == (NOWHERE, "")


def test_authority_near_is_that_of_the_nearest_open_school_in_miles() -> None:
    east = SchoolFactory(latitude=55.0, longitude=-1.6)  # 0.16 degrees away, but only six miles
    SchoolFactory(latitude=55.12, longitude=-1.76)  # eight miles north
    SchoolFactory(latitude=55.0, longitude=-1.76, is_active=False)
    SchoolFactory(latitude=None, longitude=None)

    assert authority_near(Point(55.0, -1.76)) == east.authority


def test_authority_near_is_nobody_without_schools() -> None:
    assert authority_near(Point(55.0, -1.76)) is None
