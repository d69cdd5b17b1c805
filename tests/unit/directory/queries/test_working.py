from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from directory.queries.working import Readiness, offers_of, readiness_of, working_version
from directory.states import OfferState, VersionState
from tests.factories.directory import (
    AvailabilityWindowFactory,
    OfferFactory,
    OfferVersionFactory,
    PersonFactory,
    ProviderFactory,
    ProviderPersonFactory,
    SpaceFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


def test_working_version_is_the_newest_that_counts() -> None:
    offer = OfferFactory(listed=True)
    alone = working_version(offer)
    draft = OfferVersionFactory(offer=offer)
    beside = working_version(offer)
    OfferVersionFactory(offer=offer, state=VersionState.DISCARDED)

    assert (alone, beside, working_version(offer)) == (offer.approved_version, draft, draft)


def test_offers_of_come_with_their_texts_in_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    provider = ProviderFactory()
    listed = OfferFactory(provider=provider, listed=True)
    draft = OfferVersionFactory(offer=listed)
    archived = OfferFactory(provider=provider, state=OfferState.ARCHIVED)
    OfferFactory()

    with django_assert_num_queries(2):
        offers: list[Any] = list(offers_of(provider))
        found = [(offer, [version.number for version in offer.working], offer.provider.slug) for offer in offers]

    assert found == [(listed, [draft.number, 1], provider.slug)]
    assert list(offers_of(provider, archived=True)) == [archived]


def test_readiness_counts_each_thing_once_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    provider = ProviderFactory()
    rosa = ProviderPersonFactory(provider=provider, person=PersonFactory(open_all_week=True)).person
    AvailabilityWindowFactory(person=ProviderPersonFactory(provider=provider, left_on=clock.today()).person)
    for _number in range(2):
        SpaceFactory(venue=VenueFactory(provider=provider))
    for state in (OfferState.DRAFT, OfferState.LISTED, OfferState.ARCHIVED):
        OfferFactory(provider=provider, state=state, version__people=[rosa])
    ProviderPersonFactory(provider=provider)

    with django_assert_num_queries(1):
        ready = readiness_of(provider)

    assert ready == Readiness(people=2, people_with_times=1, places=2, offers=2, listed=1)


def test_readiness_of_a_beginner_is_nothing() -> None:
    assert readiness_of(ProviderFactory()) == Readiness(people=0, people_with_times=0, places=0, offers=0, listed=0)
