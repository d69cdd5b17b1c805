import datetime
from typing import Any

import pytest
import time_machine

from core import clock
from core.exceptions import IllegalTransitionError
from directory.models import Offer
from directory.services import listing, offers
from directory.states import OfferState, VersionState
from tests.factories.directory import OfferFactory, OfferPhotoFactory, OfferVersionFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2027, 1, 11)
DAY = datetime.timedelta(days=1)


@time_machine.travel("2027-01-11T09:00:00Z", tick=False)
def test_approve_version_lists_an_offer_in_review(offers_told: list[dict[str, Any]]) -> None:
    offer = OfferFactory(state=OfferState.IN_REVIEW)
    photo = OfferPhotoFactory(offer=offer, approved_at=None)

    listing.approve_version(by=None, version=offer.versions.get())

    offer.refresh_from_db()
    photo.refresh_from_db()
    version = offer.versions.get()
    assert (offer.state, offer.approved_version, offer.first_listed_at) == (OfferState.LISTED, version, clock.now())
    assert (version.state, version.approved_at, photo.approved_at) == (VersionState.APPROVED, clock.now(), clock.now())
    assert offers_told == [{"offer_id": offer.pk}]


@pytest.mark.parametrize("state", [OfferState.LISTED, OfferState.PAUSED])
def test_approve_version_puts_a_new_text_in_the_place_of_the_old(state: OfferState) -> None:
    offer = OfferFactory(state=state)
    old, new = offer.approved_version, OfferVersionFactory(offer=offer, state=VersionState.IN_REVIEW)

    listing.approve_version(by=None, version=new)

    offer.refresh_from_db()
    old.refresh_from_db()
    assert (offer.state, offer.approved_version, old.state) == (state, new, VersionState.SUPERSEDED)


def test_approve_version_refuses_a_draft_and_leaves_everything() -> None:
    offer = OfferFactory(listed=True)
    draft = OfferVersionFactory(offer=offer)

    with pytest.raises(IllegalTransitionError):
        listing.approve_version(by=None, version=draft)

    offer.refresh_from_db()
    assert (offer.approved_version.number, offer.approved_version.state) == (1, VersionState.APPROVED)


def test_set_assurance_says_so_only_when_something_changes(offers_told: list[dict[str, Any]]) -> None:
    offer = OfferFactory(state=OfferState.LISTED)

    for until in (TODAY, TODAY, None):
        listing.set_assurance(offer=offer, assured_until=until, assured_by="Cramlington Learning Partnership")

    offer.refresh_from_db()
    assert (offer.assured_until, offer.assured_by) == (None, "Cramlington Learning Partnership")
    assert offers_told == [{"offer_id": offer.pk}] * 2


@pytest.mark.parametrize(("assured_until", "is_shown"), [(None, False), (TODAY - DAY, False), (TODAY, True), (TODAY + DAY, True)])
@time_machine.travel("2027-01-11T12:00:00Z", tick=False)
def test_a_listed_offer_is_shown_through_the_last_day_of_its_assurance(assured_until: datetime.date | None, is_shown: bool) -> None:
    offer = OfferFactory(state=OfferState.LISTED, assured_until=assured_until)

    assert (list(Offer.objects.shown()), offer.is_shown) == ([offer] if is_shown else [], is_shown)


@pytest.mark.parametrize("state", [state for state in OfferState if state != OfferState.LISTED])
def test_an_offer_that_is_not_listed_is_nowhere_however_assured(state: OfferState) -> None:
    offer = OfferFactory(state=state, assured_until=clock.today() + DAY)

    assert (list(Offer.objects.shown()), list(Offer.objects.shown_to_public()), offer.is_shown) == ([], [], False)


def test_an_offer_of_a_closed_provider_is_nowhere() -> None:
    offer = OfferFactory(listed=True, provider__is_closed=True)

    assert (list(Offer.objects.shown()), offer.is_shown) == ([], False)


def test_an_offer_is_nowhere_until_it_is_approved_and_assured() -> None:
    version = OfferFactory().versions.get()
    offers.submit_version(by=None, version=version)
    submitted = list(Offer.objects.shown())

    offer = listing.approve_version(by=None, version=version)
    approved = list(Offer.objects.shown())
    listing.set_assurance(offer=offer, assured_until=clock.today(), assured_by="Cramlington Learning Partnership")

    assert (submitted, approved, list(Offer.objects.shown())) == ([], [], [offer])
