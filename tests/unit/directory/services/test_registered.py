"""Providers whom an authority writes down before they come."""

import pytest

from directory.exceptions import StillNeededError
from directory.models import Offer, Person, Provider
from directory.services.offers import start_offer
from directory.services.people import add_person
from directory.services.providers import add_member
from directory.services.registered import (
    add_unclaimed_provider,
    is_claimed,
    remove_unclaimed_offer,
    remove_unclaimed_person,
    remove_unclaimed_provider,
)
from tests.factories.accounts import UserFactory
from tests.factories.directory import AvailabilityWindowFactory, OfferFactory, VenueFactory
from tests.factories.schools import AuthorityFactory

pytestmark = pytest.mark.django_db


def registered() -> Provider:
    return add_unclaimed_provider(
        by=UserFactory(),
        name="Plot to Plate",
        kinds=["employer"],
        contact_email="plot@example.org",
        home_authority=None,
        postcode="ne236qw",
    )


def with_person_and_offer() -> tuple[Provider, Person, Offer]:
    provider = registered()
    person = add_person(by=None, provider=provider, name="Rosa Thorne", public_name="Rosa", engagement="volunteer").person
    return provider, person, start_offer(by=None, provider=provider, kind="session", title="An allotment lunch", people=[person])


def test_nobody_acts_for_it_and_nothing_of_it_is_shown() -> None:
    provider, _person, offer = with_person_and_offer()

    assert (provider.postcode, is_claimed(provider)) == ("NE23 6QW", False)
    assert (Offer.objects.shown().count(), offer.is_shown) == (0, False)


def test_it_belongs_to_the_area_that_is_named() -> None:
    area = AuthorityFactory()

    provider = add_unclaimed_provider(by=None, name="Plot", kinds=["employer"], contact_email="plot@example.org", home_authority=area)

    assert provider.home_authority == area


def test_everything_of_it_can_be_taken_back() -> None:
    provider, person, offer = with_person_and_offer()

    remove_unclaimed_offer(by=None, offer=offer)
    remove_unclaimed_person(by=None, person=person)
    remove_unclaimed_provider(by=None, provider=provider)

    assert (Provider.objects.count(), Person.objects.count(), Offer.objects.count()) == (0, 0, 0)


def test_what_something_rests_on_stays() -> None:
    provider, person, _offer = with_person_and_offer()
    VenueFactory(provider=(other := registered()))
    AvailabilityWindowFactory(
        person=(busy := add_person(by=None, provider=other, name="B", public_name="B", engagement="volunteer").person)
    )

    for take_back in (
        lambda: remove_unclaimed_person(by=None, person=person),
        lambda: remove_unclaimed_person(by=None, person=busy),
        lambda: remove_unclaimed_provider(by=None, provider=provider),
        lambda: remove_unclaimed_provider(by=None, provider=other),
        lambda: remove_unclaimed_offer(by=None, offer=OfferFactory(provider=provider, state="in_review")),
    ):
        with pytest.raises(StillNeededError):
            take_back()


def test_nothing_of_a_claimed_provider_is_taken_back() -> None:
    provider, person, offer = with_person_and_offer()
    add_member(by=None, provider=provider, user=UserFactory())

    for take_back in (
        lambda: remove_unclaimed_offer(by=None, offer=offer),
        lambda: remove_unclaimed_person(by=None, person=person),
        lambda: remove_unclaimed_provider(by=None, provider=provider),
    ):
        with pytest.raises(StillNeededError, match="theirs now"):
            take_back()
