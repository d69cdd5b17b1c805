"""What is fetched for many requests at once. How it is judged is in test_clearances.py."""

import datetime

import pytest

from directory.models import OfferVersion
from tests.factories.directory import VenueFactory
from tests.factories.vetting import ClearanceFactory, PlannedUseFactory, clear, clearance_request, cleared_offer, leader_of
from vetting.enums import CheckScope
from vetting.queries.clearances.situations import facts_of, situation_of, subjects_of

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 4)


def test_everybody_and_everything_in_a_request_is_a_subject() -> None:
    offer, venue = cleared_offer(), VenueFactory()
    plain, with_place = clearance_request(offer, DAY), clearance_request(offer, DAY, venue_id=venue.pk)

    own = [(CheckScope.OFFER, offer.pk), (CheckScope.PERSON, leader_of(offer).pk), (CheckScope.ORGANISATION, offer.provider_id)]
    assert (subjects_of(plain), subjects_of(with_place)) == (own, [*own, (CheckScope.VENUE, venue.pk)])


def test_the_authority_that_cleared_the_offer_last_is_the_ground() -> None:
    offer = cleared_offer()
    clear(offer)
    request = clearance_request(offer, DAY)

    ground = situation_of([request]).ground_of(request)

    assert ground is not None
    assert ground.of_offer == max(offer.clearances.all(), key=lambda one: one.granted_at)
    assert ground.of_person.authority_id == ground.of_offer.authority_id


def test_a_person_cleared_by_another_authority_only_is_no_ground() -> None:
    offer = cleared_offer()
    leader_of(offer).clearances.all().delete()
    ClearanceFactory(person=leader_of(offer))
    request = clearance_request(offer, DAY)

    assert situation_of([request]).ground_of(request) is None


def test_days_further_than_a_year_away_are_not_fetched() -> None:
    offer = cleared_offer()
    person = leader_of(offer)
    near = PlannedUseFactory(person=person, date=DAY + datetime.timedelta(days=365))
    PlannedUseFactory(person=person, date=DAY + datetime.timedelta(days=366))

    situation = situation_of([clearance_request(offer, DAY)])

    assert [contact.date for contact in situation.contacts(person.pk, leaving_out=())] == [near.date]
    assert situation.contacts(person.pk, leaving_out={near.session}) == []


def test_facts_come_from_the_request_and_the_approved_text() -> None:
    offer = cleared_offer(version__involves=["food"], version__year_from=0, version__year_to=1)
    request = clearance_request(offer, DAY, supervision="unsupervised")

    facts = facts_of(request, offer)

    assert (facts.involves, facts.years, facts.supervision, facts.date, facts.provider_kinds) == (
        frozenset({"food"}),
        frozenset({"reception", "y1"}),
        "unsupervised",
        DAY,
        frozenset({"cbt_organisation"}),
    )
    offer.approved_version = None
    assert (facts_of(request, offer).involves, facts_of(request, offer).years) == (frozenset(), frozenset())
    assert OfferVersion.objects.count() == 1
