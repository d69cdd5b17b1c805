import datetime
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from core import clock
from core.geo import Point
from directory.models import Offer, OfferVersion
from directory.states import OfferState
from search.contract import Half, OfferDocument
from search.engines.protocol import fingerprint
from search.enums import Cost
from search.queries.documents import HORIZON, cost_of, documents, free_halves, offers_on_show
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    OfferFactory,
    OfferVersionFactory,
    PersonFactory,
    ProviderFactory,
    VenueAccessFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


def document_of(offer: Offer) -> OfferDocument:
    (document,) = documents(offers_on_show([offer.pk]))
    return document


def test_only_offers_on_show_have_documents() -> None:
    listed = OfferFactory(listed=True)
    others = [OfferFactory(state=state) for state in (OfferState.DRAFT, OfferState.PAUSED, OfferState.IN_REVIEW)]
    others.append(OfferFactory(listed=True, assured_until=None))
    others.append(OfferFactory(listed=True, provider__is_closed=True))

    assert offers_on_show([listed.pk, *(offer.pk for offer in others)]) == [listed]


def test_a_document_says_what_the_approved_version_says() -> None:
    venue = VenueFactory(name="Plessey Mill", town="Blyth")
    VenueAccessFactory(venue=venue, feature="quiet_room", answer="yes")
    VenueAccessFactory(venue=venue, feature="hearing_loop", answer="no")
    offer = OfferFactory(
        listed=True,
        kind="visit",
        audience="schools",
        provider__name="D&T Shed",
        provider__postcode="NE24 1AB",
        version__title="Arts/crafts",
        version__summary="Hands-on.",
        version__description="Café days.",
        version__timeline=[{"minute": 0, "title": "Warm up", "text": "Stretch"}],
        version__setting="host_site",
        version__venue=venue,
        version__subjects=["music"],
        version__categories=["life_skills"],
        version__year_from=6,
        version__year_to=7,
        version__group_min=4,
        version__group_max=20,
        version__adjustments={"captions": {"offered": "yes"}, "makaton": {"offered": "discuss"}, "easy_read": {"offered": "with_notice"}},
        version__people=[PersonFactory(name="Rosa Brown", public_name="Rosa, potter")],
    )
    OfferVersionFactory(offer=offer, title="A pending edit", people=[])

    document = document_of(offer)

    assert document.words.title == "arts crafts"
    assert document.words.summary == "hands on music music life skills"
    assert document.words.names == "design technology shed rosa potter"
    assert document.words.body == ("cafe days warm up stretch visit third space ks2 ks3 primary secondary ne24 plessey mill blyth")
    assert (document.door, document.years, document.schools_only) == ("third_space", (6, 7), True)
    assert document.access == ("captions", "easy_read", "quiet_room")
    assert (document.group_min, document.group_max, document.cost, document.reach_miles) == (4, 20, Cost.FREE, None)
    assert document.place == Point(venue.latitude, venue.longitude)


@pytest.mark.parametrize(
    ("price", "cost"),
    [
        ({"price_basis": "free"}, Cost.FREE),
        ({"price_basis": "expenses_only"}, Cost.EXPENSES),
        ({"price_basis": "per_pupil", "price_pence": 500}, Cost.PER_PUPIL),
        ({"price_basis": "per_pupil", "price_pence": 300, "materials_pence": 200}, Cost.PER_PUPIL),
        ({"price_basis": "per_pupil", "price_pence": 600, "group_max": 20}, Cost.PER_SESSION),
        ({"price_basis": "per_pupil", "price_pence": 600, "group_max": 21}, Cost.OVER),
        ({"price_basis": "free", "materials_pence": 200}, Cost.PER_PUPIL),
        ({"price_basis": "expenses_only", "materials_pence": 100, "group_max": 30}, Cost.PER_PUPIL),
        ({"price_basis": "per_session", "price_pence": 12_000}, Cost.PER_SESSION),
        ({"price_basis": "per_session", "price_pence": 12_001}, Cost.OVER),
        ({"price_basis": "per_session", "price_pence": 10_000, "materials_pence": 100, "group_max": 20}, Cost.PER_SESSION),
        ({"price_basis": "per_session", "price_pence": 10_000, "materials_pence": 100, "group_max": 21}, Cost.OVER),
        ({"price_basis": "per_group", "price_pence": 9_000}, Cost.PER_SESSION),
        ({"price_basis": "per_programme", "price_pence": 48_000, "sessions_min": 4}, Cost.PER_SESSION),
        ({"price_basis": "per_programme", "price_pence": 48_000, "sessions_min": 1}, Cost.OVER),
    ],
)
def test_cost_is_the_cheapest_step_that_the_whole_price_fits_in(price: dict[str, Any], cost: Cost) -> None:
    assert cost_of(OfferVersion(**({"group_max": 30} | price))) == cost


@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_free_halves_follow_the_diary_for_a_year_and_more() -> None:
    person = PersonFactory(open_all_week=True)
    AvailabilityExceptionFactory(person=person, from_date=datetime.date(2026, 12, 2))
    offer = OfferFactory(listed=True, version__people=[person], assured_until=datetime.date(2029, 1, 1))

    free = free_halves(offers_on_show([offer.pk]), clock.today())[offer.pk]

    days = [free.first + datetime.timedelta(days=number) for number in range(HORIZON)]
    closed = [day for day in days if day.weekday() < 5 and not free.is_free(day, Half.AFTERNOON)]
    assert (free.first, free.days, closed) == (clock.today(), HORIZON, [datetime.date(2026, 12, 2)])
    assert not any(free.is_free(day, Half.MORNING) for day in days if day.weekday() >= 5)


def test_the_fingerprint_changes_with_what_is_said() -> None:
    offer = OfferFactory(listed=True)
    before = document_of(offer)
    ProviderFactory()

    assert fingerprint(document_of(offer)) == fingerprint(before)
    Offer.objects.filter(pk=offer.pk).update(audience="schools")
    assert fingerprint(document_of(offer)) != fingerprint(before)


def test_documents_of_many_offers_take_as_many_queries_as_of_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    venue = VenueFactory()
    VenueAccessFactory(venue=venue)
    offers = [OfferFactory(listed=True, version__setting="host_site", version__venue=venue).pk for _number in range(4)]
    OfferFactory(listed=True)

    for number in (1, 4):
        with django_assert_num_queries(9):  # offers, people, features of places; cleared days, versions, and four of their diaries
            shown = offers_on_show(offers[:number])
            documents(shown)
            free_halves(shown, clock.today())
