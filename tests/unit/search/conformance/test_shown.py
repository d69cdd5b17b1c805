"""Nothing is found that may not be shown, and nothing about a page tells that there was something."""

import datetime
from collections.abc import Callable

import pytest
import time_machine

from core import clock
from directory.models import Offer, Provider
from directory.states import OfferState
from search.contract import SearchPage, SearchRequest
from search.queries import find_offers
from search.services.index import index_offer
from tests.factories.directory import OfferFactory
from tests.factories.search import NE23, counts, found, indexed_offer

pytestmark = pytest.mark.django_db
EVERYTHING = SearchRequest(text="lunch", near=NE23, within_miles=5, group_size=40, for_schools=True)


def everything() -> tuple[SearchPage, SearchPage, SearchPage]:
    """All that a page can tell: hits, totals, counts, near misses, corrections."""
    return (
        find_offers(EVERYTHING),
        find_offers(SearchRequest(for_schools=True)),
        find_offers(SearchRequest(text="zebidee", for_schools=True)),
    )


@pytest.mark.parametrize("state", [state for state in OfferState if state not in {OfferState.LISTED, OfferState.PAUSED}])
def test_before_it_is_listed_an_offer_is_nowhere(state: OfferState) -> None:
    nothing = everything()
    offer = OfferFactory(state=state, version__title="Lunch with Zebedee", assured_until=clock.today() + datetime.timedelta(days=9))

    index_offer(offer_id=offer.pk)

    assert everything() == nothing


def pause(offer: Offer) -> None:
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.PAUSED)


def suspend(offer: Offer) -> None:
    """What vetting writes when a clearance is suspended."""
    Offer.objects.filter(pk=offer.pk).update(assured_until=None)


def lapse(offer: Offer) -> None:
    Offer.objects.filter(pk=offer.pk).update(assured_until=clock.today() - datetime.timedelta(days=1))


def close(offer: Offer) -> None:
    Provider.objects.filter(pk=offer.provider_id).update(is_closed=True)


@pytest.mark.parametrize("leave", [pause, suspend, lapse, close])
def test_paused_suspended_lapsed_and_closed_read_alike_as_if_it_had_never_been(leave: Callable[[Offer], None]) -> None:
    nothing = everything()
    offer = indexed_offer(version__title="Lunch with Zebedee")
    shown = everything()

    leave(offer)
    index_offer(offer_id=offer.pk)

    assert shown != nothing
    assert everything() == nothing


def test_an_offer_is_shown_through_its_last_assured_day_and_not_on_the_next() -> None:
    offer = indexed_offer(assured_until=clock.today())

    assert found() == [offer.pk]
    with time_machine.travel(clock.start_of(clock.today() + datetime.timedelta(days=1)), tick=False):
        assert (found(), counts("door")) == ([], {})


def test_offers_for_schools_are_in_no_count_for_the_public() -> None:
    public = indexed_offer()
    schools = indexed_offer(audience="schools")

    assert found() == [public.pk]
    assert counts("door") == {"wednesday": 1}
    assert sorted(found(for_schools=True)) == [public.pk, schools.pk]
    assert counts("door", for_schools=True) == {"wednesday": 2}


def test_what_an_index_wrongly_holds_is_left_out_and_the_page_filled_up(caplog: pytest.LogCaptureFixture) -> None:
    offers = [indexed_offer() for _number in range(4)]
    Offer.objects.filter(pk=offers[3].pk).update(state=OfferState.PAUSED)  # past the services and the index

    page = find_offers(SearchRequest(page_size=2))

    assert [hit.offer_id for hit in page.hits] == [offers[2].pk, offers[1].pk]
    assert (page.total, page.total_is_about, page.pages) == (3, True, 2)
    assert [record.args for record in caplog.records] == [([offers[3].pk],)]


def test_a_near_miss_that_may_not_be_shown_is_left_out_too() -> None:
    offer = indexed_offer(version__group_max=20)
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.PAUSED)

    page = find_offers(SearchRequest(group_size=24))

    assert (page.near_misses, page.without) == ((), {})
