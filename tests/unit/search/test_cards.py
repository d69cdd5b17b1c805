import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from core.distance_map import Place as MapPlace
from directory.models import Offer
from search import cards
from search.contract import Hit, NearMiss, NearReason, SearchPage, SearchRequest
from search.dates import Asked
from tests.factories.directory import OfferFactory, OfferPhotoFactory
from tests.factories.search import NE23

pytestmark = pytest.mark.django_db
JANUARY = tuple(datetime.date(2027, 1, day) for day in (13, 20, 27))
OURS = Asked("", words="on your 3 Wednesdays", days="Wednesdays", dates=JANUARY, is_ours=True)
NEXT = Asked("", words="on a Wednesday afternoon", days="Wednesdays", dates=JANUARY)
ONE = Asked("", words="on Wednesday 13 January", dates=JANUARY[:1])
WHENEVER = Asked("")


def page(*hits: Hit, near: tuple[NearMiss, ...] = (), corrected: str = "") -> SearchPage:
    return SearchPage(hits, len(hits), False, (), corrected, near, 1, 1)


def hit(offer: Offer, band: int | None = None, highlight: str = "", free: tuple[datetime.date, ...] = ()) -> Hit:
    return Hit(offer.pk, band, highlight, free)


def test_a_card_says_what_a_school_decides_by() -> None:
    offer = OfferFactory(
        listed=True,
        slug="bread",
        kind="visit",
        provider__name="Plessey Mill",
        assured_until=datetime.date(2027, 8, 31),
        version__title="Bread",
        version__setting="host_site",
        version__year_from=7,
        version__year_to=9,
        version__group_min=1,
        version__group_max=15,
        version__price_basis="per_session",
        version__price_pence=9000,
    )

    (card,) = cards.results(page(hit(offer, 1, "Knead \ue000bread\ue001 <now>")), SearchRequest(near=NE23), WHENEVER, "?").cards

    assert (card.title, card.provider, card.kind, card.url, card.number) == ("Bread", "Plessey Mill", "visit", "/offers/bread/", 1)
    assert card.facts == ["Years 7 to 9", "Up to 15 pupils", "£90 a session", "At their place", "1 to 3 miles"]
    assert card.summary == "Knead <mark>bread</mark> &lt;now&gt;"
    assert card.assured == "Assured by Cramlington Learning Partnership until 31 August 2027"
    assert (card.stops_title, card.stops, card.near) == ("", (), "")


def test_an_offer_for_schools_says_so() -> None:
    offer = OfferFactory(listed=True, audience="schools")

    (card,) = cards.results(page(hit(offer)), SearchRequest(for_schools=True), WHENEVER, "?").cards

    assert card.facts[-1] == "For signed-in schools"


def test_a_school_sees_which_of_its_dates_are_free() -> None:
    some, every = OfferFactory(listed=True), OfferFactory(listed=True)
    found = page(hit(some, free=JANUARY[:2]), hit(every, free=JANUARY))

    first, second = cards.results(found, SearchRequest(for_schools=True, dates=JANUARY), OURS, "?").cards

    assert (first.stops_title, second.stops_title) == ("Free on 2 of your 3 Wednesdays", "Free on all of your 3 Wednesdays")
    assert [(stop.date, stop.state, str(stop.words)) for stop in first.stops] == [
        (JANUARY[0], "free", "free"),
        (JANUARY[1], "free", "free"),
        (JANUARY[2], "no", "not free"),
    ]


def test_the_public_is_told_how_many_dates_and_not_which() -> None:
    offer = OfferFactory(listed=True)

    (card,) = cards.results(page(hit(offer, free=JANUARY[:2])), SearchRequest(dates=JANUARY), NEXT, "?").cards
    (single,) = cards.results(page(hit(offer, free=JANUARY[:1])), SearchRequest(dates=JANUARY[:1]), ONE, "?").cards

    assert (card.stops_title, card.stops) == ("Free on 2 of the next 3 Wednesdays", ())
    assert (single.stops_title, single.stops) == ("Free on Wednesday 13 January", ())


def test_a_near_miss_says_why_and_how_to_look_farther() -> None:
    offer = OfferFactory(listed=True, version__summary="Bake & eat.")
    far = NearMiss(offer.pk, 3, NearReason.TOO_FAR, "a little beyond your 5 miles.", ())
    busy = NearMiss(offer.pk, 1, NearReason.NOT_FREE, "not free on 13 January.", JANUARY[1:])

    (card,) = cards.results(page(near=(far,)), SearchRequest(near=NE23), WHENEVER, "?distance=10").near
    (other,) = cards.results(page(near=(busy,)), SearchRequest(dates=JANUARY[:1], for_schools=True), ONE, "?").near

    assert (card.near, card.near_url, card.near_link) == ("a little beyond your 5 miles.", "?distance=10", "Look farther")
    assert card.summary == "Bake & eat."
    assert (other.near, other.near_url, other.stops_title, other.stops) == ("not free on 13 January.", "", "", ())


def test_the_map_numbers_what_has_a_distance() -> None:
    near, online, miss = (OfferFactory(listed=True, kind=kind) for kind in ("session", "talk", "challenge"))
    found = page(hit(near, 0), hit(online, None), near=(NearMiss(miss.pk, 3, NearReason.TOO_FAR, "far.", ()),))

    results = cards.results(found, SearchRequest(near=NE23), WHENEVER, "?")

    assert [card.number for card in (*results.cards, *results.near)] == [1, None, 2]
    assert results.places == [MapPlace(1, 0, "jn-wed"), MapPlace(2, 3, "jn-chal")]


def test_an_offer_that_was_delisted_meanwhile_is_not_shown() -> None:
    gone, there = OfferFactory(listed=True), OfferFactory(listed=True)
    Offer.objects.filter(pk=gone.pk).update(assured_until=None)

    results = cards.results(page(hit(gone, 1), hit(there, 1)), SearchRequest(near=NE23), WHENEVER, "?")

    assert [card.seed for card in results.cards] == [there.pk]
    assert [place.number for place in results.places] == [2]


def test_cards_take_two_queries_however_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    offers = [OfferFactory(listed=True) for _number in range(3)]
    OfferPhotoFactory(offer=offers[0])

    with django_assert_num_queries(2):
        cards.results(page(*(hit(offer) for offer in offers)), SearchRequest(), WHENEVER, "?")


@pytest.mark.parametrize(
    ("request_", "asked", "words"),
    [
        (SearchRequest(), WHENEVER, "Offers"),
        (SearchRequest(text="gardening", near=NE23), WHENEVER, "Gardening near NE23"),
        (SearchRequest(text=" making  things ", near=NE23), OURS, "Making things near NE23, on your 3 Wednesdays"),
        (SearchRequest(doors=frozenset({"third_space"}), near=NE23), WHENEVER, "Third spaces near NE23"),
        (SearchRequest(doors=frozenset({"third_space", "challenge"})), ONE, "Offers, on Wednesday 13 January"),
    ],
)
def test_the_heading_says_what_was_asked(request_: SearchRequest, asked: Asked, words: str) -> None:
    assert cards.heading(request_, page(), asked) == words


def test_the_heading_says_what_was_searched_for_where_it_was_corrected() -> None:
    assert cards.heading(SearchRequest(text="gardning"), page(corrected="gardening"), WHENEVER) == "Gardening"


def test_dates_in_a_sentence() -> None:
    assert cards.dates_words(page(), WHENEVER) == ""
    assert cards.dates_words(page(), ONE) == "Free on Wednesday 13 January."
    assert cards.dates_words(page(), OURS) == "Free on at least one of your 3 Wednesdays."
    assert cards.dates_words(page(), NEXT) == "Free on at least one of the next 3 Wednesdays."


def test_marks_are_the_only_markup_that_comes_through() -> None:
    assert cards.marked("<b>\ue000bread\ue001</b> & \ue000jam\ue001") == "&lt;b&gt;<mark>bread</mark>&lt;/b&gt; &amp; <mark>jam</mark>"
