"""What is fetched for whole sets of offers. What follows from it is in services/test_derive.py."""

import datetime

import pytest
import time_machine

from directory.models import Offer
from tests.factories.directory import OfferFactory, PersonFactory, VenueFactory
from tests.factories.vetting import ClearanceFactory, cleared_offer, leader_of
from vetting.enums import CheckScope
from vetting.queries.clearances.evidence import subject_key
from vetting.queries.clearances.standings import offers_touching, standings_of, subjects_in
from vetting.rules.cover import Span

pytestmark = pytest.mark.django_db


def test_offers_are_found_by_anybody_and_anything_in_their_approved_text() -> None:
    venue = VenueFactory()
    offer = cleared_offer(provider=venue.provider, version__venue=venue)
    OfferFactory(provider=offer.provider, version__people=[leader_of(offer)])  # a draft is not approved

    for subject in (leader_of(offer), offer.provider, venue, offer):
        assert offers_touching([subject_key(subject)]) == {offer.pk}
    assert offers_touching([subject_key(PersonFactory())]) == set()


def test_everybody_and_everything_in_an_approved_text_is_named() -> None:
    venue = VenueFactory()
    offer = cleared_offer(provider=venue.provider, version__venue=venue)
    OfferFactory()

    assert subjects_in([offer.pk]) == {subject_key(one) for one in (leader_of(offer), offer.provider, venue, offer)}


def test_a_suspension_anywhere_puts_every_clearance_of_the_subject_out_of_force() -> None:
    offer = cleared_offer()
    key = (CheckScope.PERSON, leader_of(offer).pk)
    own = leader_of(offer).clearances.get()
    assert standings_of([offer.pk]).in_force(key, own.authority_id) == own

    ClearanceFactory(person=leader_of(offer), state="suspended")

    assert standings_of([offer.pk]).in_force(key, own.authority_id) is None


def test_a_subject_may_be_looked_at_without_an_offer() -> None:
    clearance = ClearanceFactory()
    key = (CheckScope.PERSON, clearance.person.pk)

    standings = standings_of([], also=[key])

    assert (standings.in_force(key, clearance.authority_id), standings.parts_with(key)) == (clearance, [])


@time_machine.travel("2026-11-04T12:00:00Z", tick=False)
def test_a_clearance_holds_from_its_day_until_its_review() -> None:
    offer = cleared_offer()

    window = standings_of([offer.pk]).window(offer.clearances.get())

    assert window == Span(datetime.date(2026, 11, 4), datetime.date(2029, 11, 4))


def test_archived_offers_ask_nothing_of_those_in_them() -> None:
    offer = cleared_offer()
    key = (CheckScope.PERSON, leader_of(offer).pk)
    assert len(standings_of([offer.pk]).parts_with(key)) == 1

    Offer.objects.update(state="archived")

    assert standings_of([offer.pk]).parts_with(key) == []
