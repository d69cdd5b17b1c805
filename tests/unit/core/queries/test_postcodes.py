import pytest

from core.geo import Point
from core.models import PostcodePoint
from core.queries.postcodes import Located, locate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def points() -> None:
    PostcodePoint.objects.bulk_create(
        PostcodePoint(postcode=postcode, sector=postcode[:-2], district=postcode.split()[0], latitude=latitude, longitude=longitude)
        for postcode, latitude, longitude in [("NE23 6QW", 55.0, -1.5), ("NE23 6AB", 55.2, -1.7), ("NE23 1AA", 55.7, -1.6)]
    )


def test_a_known_postcode_is_placed_exactly() -> None:
    found = locate("ne236qw")

    assert found == Located(Point(55.0, -1.5), "exact", "NE23 6QW")
    assert found.note == ""


@pytest.mark.parametrize("typed", ["NE23 6ZZ", "NE23 6"])
def test_an_unknown_postcode_is_placed_in_the_middle_of_its_sector(typed: str) -> None:
    found = locate(typed)

    assert found == Located(Point(55.1, -1.6), "sector", "NE23 6")
    assert found.note == "Distances are from about the middle of NE23 6."


@pytest.mark.parametrize("typed", ["NE23 9AA", "NE23 9", "ne23"])
def test_an_unknown_sector_is_placed_in_the_middle_of_its_district(typed: str) -> None:
    assert locate(typed) == Located(Point(55.3, -1.6), "district", "NE23")


@pytest.mark.parametrize("typed", ["AB10 1AA", "AB10", "Blyth", ""])
def test_an_unknown_place_is_nowhere(typed: str) -> None:
    assert locate(typed) is None
