import datetime

import pytest

from tests.factories.directory import OfferFactory, ProviderPersonFactory, VenueFactory
from vetting.queries.cases.notices import providers_of
from vetting.queries.clearances.evidence import subject_key

pytestmark = pytest.mark.django_db


def test_a_person_concerns_every_provider_they_teach_for_now() -> None:
    link = ProviderPersonFactory()
    other = ProviderPersonFactory(person=link.person)
    ProviderPersonFactory(person=link.person, left_on=datetime.date(2026, 1, 1))

    assert set(providers_of(subject_key(link.person))) == {link.provider, other.provider}


def test_everything_else_concerns_its_own_provider() -> None:
    offer, venue = OfferFactory(), VenueFactory()

    assert [list(providers_of(subject_key(one))) for one in (offer, offer.provider, venue)] == [
        [offer.provider],
        [offer.provider],
        [venue.provider],
    ]
