import datetime

import pytest
import time_machine

from core import clock
from search.contract import SearchRequest
from search.queries import find_offers
from search.services.index import index_offer
from tests.factories.search import found, indexed_offer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["gardning", "gardeening", "gadrening", "gardenong", "Gardning"])
def test_a_mistyped_word_finds_what_was_meant(typed: str) -> None:
    offer = indexed_offer(version__title="Gardening on a burn")

    page = find_offers(SearchRequest(text=typed))

    assert ([hit.offer_id for hit in page.hits], page.corrected_text) == ([offer.pk], "gardening")


def test_a_word_that_somebody_uses_is_not_corrected_though_it_is_only_in_the_text() -> None:
    indexed_offer(version__title="Boast of the town")
    toast = indexed_offer(version__title="Mend it", version__description="Take apart a toaster, then make toast.")

    page = find_offers(SearchRequest(text="toast"))

    assert ([hit.offer_id for hit in page.hits], page.corrected_text) == ([toast.pk], "")


def test_another_form_of_a_known_word_is_not_corrected() -> None:
    offer = indexed_offer(version__title="Gardens")

    assert find_offers(SearchRequest(text="gardened")).corrected_text == ""
    assert found("gardened") == [offer.pk]


def test_the_words_as_typed_can_be_insisted_on() -> None:
    indexed_offer(version__title="Gardening")

    page = find_offers(SearchRequest(text="gardning", correct=False))

    assert (page.total, page.corrected_text) == (0, "")


def test_no_word_of_an_offer_that_is_gone_is_suggested() -> None:
    offer = indexed_offer(version__title="Xylography with Zebedee")
    offer.assured_until = None
    offer.save()
    index_offer(offer_id=offer.pk)

    assert find_offers(SearchRequest(text="zebidee")).corrected_text == ""


def test_no_word_of_an_offer_that_lapses_is_suggested_once_it_has() -> None:
    offer = indexed_offer(version__title="Xylography with Zebedee")

    with time_machine.travel(clock.now() + datetime.timedelta(days=366)):
        page = find_offers(SearchRequest(text="zebidee"))

    assert offer.assured_until is not None
    assert (page.corrected_text, page.total) == ("", 0)


def test_words_of_offers_for_schools_are_suggested_to_schools_only() -> None:
    indexed_offer(version__title="Xylography with Zebedee", audience="schools")

    assert find_offers(SearchRequest(text="zebidee")).corrected_text == ""
    assert find_offers(SearchRequest(text="zebidee", for_schools=True)).corrected_text == "zebedee"
