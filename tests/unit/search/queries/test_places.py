"""Where an offer is, as finely as anybody may know."""

from typing import Any

import pytest

from core.geo import Point
from core.models import PostcodePoint
from directory.models import Offer
from search.queries.documents import offers_on_show
from search.queries.places import public_places
from tests.factories.directory import OfferFactory, ProviderFactory, VenueFactory

pytestmark = pytest.mark.django_db
HOME: dict[str, Any] = {"postcode": "NE23 6QW", "latitude": 55.0912345, "longitude": -1.5912345}


@pytest.fixture(autouse=True)
def sectors() -> None:
    for unit, latitude, longitude in (("NE23 6AA", 55.08, -1.58), ("NE23 6ZZ", 55.10, -1.60), ("NE24 1AA", 55.12, -1.50)):
        PostcodePoint.objects.create(postcode=unit, sector=unit[:-2], district=unit[:4], latitude=latitude, longitude=longitude)


def place_of(**fields: Any) -> Point | None:
    offer: Offer = OfferFactory(listed=True, **fields)
    return public_places(offers_on_show([offer.pk]))[offer.pk]


def test_a_provider_is_at_the_middle_of_its_postcode_sector() -> None:
    assert place_of(provider=ProviderFactory(**HOME), version__setting="school_site") == Point(55.09, -1.59)


def test_a_public_place_is_where_it_is() -> None:
    venue = VenueFactory(latitude=55.1111111, longitude=-1.5111111)

    assert place_of(version__setting="host_site", version__venue=venue) == Point(55.1111111, -1.5111111)


def test_a_place_that_is_not_public_is_at_the_middle_of_its_sector() -> None:
    venue = VenueFactory(is_public_place=False, **HOME)

    assert place_of(version__setting="host_site", version__venue=venue) == Point(55.09, -1.59)


def test_a_venue_counts_only_where_pupils_go_there() -> None:
    venue = VenueFactory(latitude=55.5, longitude=-1.5)

    assert place_of(provider=ProviderFactory(**HOME), version__setting="school_site", version__venue=venue) == Point(55.09, -1.59)


def test_an_unknown_sector_falls_back_to_its_district() -> None:
    assert place_of(provider=ProviderFactory(**(HOME | {"postcode": "NE24 9ZZ"}))) == Point(55.12, -1.5)


def test_where_the_postcode_is_in_no_table_the_point_is_rounded_off() -> None:
    assert place_of(provider=ProviderFactory(**(HOME | {"postcode": "ZE1 0AA"}))) == Point(55.09, -1.59)
    assert place_of(provider=ProviderFactory(**(HOME | {"postcode": ""}))) == Point(55.09, -1.59)


def test_online_and_unknown_have_no_place() -> None:
    assert place_of(provider=ProviderFactory(**HOME), version__setting="online_live") is None
    assert place_of(provider=ProviderFactory(postcode="", latitude=None, longitude=None)) is None


def test_no_point_is_that_of_a_home() -> None:
    for postcode in ("NE23 6QW", "NE24 9ZZ", "ZE1 0AA", ""):
        place = place_of(provider=ProviderFactory(**(HOME | {"postcode": postcode})))
        assert place is not None
        assert place != Point(HOME["latitude"], HOME["longitude"])
