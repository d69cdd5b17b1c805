import datetime

import pytest

from search.contract import NearReason, SearchRequest
from search.engines.protocol import FoundNear
from search.queries.near_misses import band_words, near_miss
from tests.factories.directory import OfferFactory, SpaceFactory
from tests.factories.search import NE23

pytestmark = pytest.mark.django_db
FEBRUARY = tuple(datetime.date(2027, 2, day) for day in (3, 10, 24))


def reason(code: NearReason, request: SearchRequest, *, close: tuple[datetime.date, ...] = (), **version: object) -> str:
    offer = OfferFactory(listed=True, **{f"version__{name}": value for name, value in version.items()})
    return near_miss(FoundNear(offer.pk, 3, code, close), offer, request).reason


def test_groups() -> None:
    request = SearchRequest(group_size=15)
    small_room = SpaceFactory(capacity=10)

    assert reason(NearReason.GROUP_TOO_BIG, request, group_max=12) == "it takes up to 12, and your group is 15."
    assert reason(NearReason.GROUP_TOO_BIG, request, group_max=30, space=small_room) == "it takes up to 10, and your group is 15."
    assert reason(NearReason.GROUP_TOO_SMALL, request, group_min=20) == "it is for groups of at least 20, and yours is 15."


def test_dates() -> None:
    one, three = SearchRequest(dates=FEBRUARY[:1]), SearchRequest(dates=FEBRUARY)

    assert reason(NearReason.NOT_FREE, one) == "not free on 3 February."
    assert reason(NearReason.NOT_FREE, three) == "not free on any of your 3 dates."
    assert reason(NearReason.NOT_FREE, one, close=FEBRUARY[1:]) == "not free on 3 February. Free on 10 February and 24 February."


def test_years() -> None:
    code = NearReason.OTHER_YEARS

    assert reason(code, SearchRequest(years=frozenset({5, 6})), year_from=7, year_to=9) == (
        "it is for Years 7 to 9, and you asked for Years 5 to 6."
    )
    assert reason(code, SearchRequest(years=frozenset({2, 6})), year_from=3, year_to=5) == (
        "it is for Years 3 to 5, and you asked for Year 2 and Year 6."
    )


def test_distance_and_cost() -> None:
    far = SearchRequest(near=NE23, within_miles=4)

    assert reason(NearReason.TOO_FAR, far) == "a little beyond your 5 miles: it is 5 to 10 miles away."
    assert reason(NearReason.OUT_OF_REACH, far, travel_miles=3) == "they come to schools up to 3 miles away, and you are farther."
    assert reason(NearReason.COST, SearchRequest(), price_basis="per_session", price_pence=11_000) == (
        "it costs a little more than you chose: £110 a session."
    )


def test_bands_in_words() -> None:
    assert [band_words(band) for band in range(6)] == [
        "under 1 mile",
        "1 to 3 miles",
        "3 to 5 miles",
        "5 to 10 miles",
        "10 to 20 miles",
        "over 20 miles",
    ]
