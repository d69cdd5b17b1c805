import datetime
from typing import Any

import pytest

from core import clock
from directory.models import Offer
from directory.states import OfferState, VersionState
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    ClaimFactory,
    OfferFactory,
    OfferPhotoFactory,
    OfferVersionFactory,
    PersonFactory,
    ProviderMemberFactory,
    SpaceFactory,
    VenueAccessFactory,
)

pytestmark = pytest.mark.django_db


def test_offer_is_a_draft_with_a_draft_version_led_by_one_person_of_its_provider() -> None:
    offer = OfferFactory(version__title="Bread for forty")

    version = offer.versions.get()
    assert (offer.state, offer.approved_version, version.state, version.title) == ("draft", None, "draft", "Bread for forty")
    assert [link.provider for link in version.people.get().provider_links.all()] == [offer.provider]


def test_listed_offer_is_shown() -> None:
    offer = OfferFactory(listed=True)

    assert list(Offer.objects.shown()) == [offer]
    assert offer.approved_version == offer.versions.get()
    assert offer.approved_version.state == VersionState.APPROVED
    assert offer.assured_until == clock.today() + datetime.timedelta(days=365)


def test_version_takes_people_and_a_number_of_its_own() -> None:
    person = PersonFactory()
    offer = OfferFactory(listed=True, version__people=[person])

    later = OfferVersionFactory(offer=offer, people=[])

    assert list(offer.approved_version.people.all()) == [person]
    assert (later.number, list(later.people.all())) == (2, [])


def test_offer_in_review_has_its_version_in_review() -> None:
    offer = OfferFactory(state=OfferState.IN_REVIEW)

    assert offer.versions.get().state == VersionState.IN_REVIEW


def test_the_rest_can_be_made() -> None:
    made: list[Any] = [
        ProviderMemberFactory(),
        VenueAccessFactory(),
        SpaceFactory(),
        OfferPhotoFactory(),
        AvailabilityExceptionFactory(),
        ClaimFactory(),
        ClaimFactory(person=None, space=SpaceFactory()),
    ]

    assert [row.pk is not None for row in made] == [True] * 7
