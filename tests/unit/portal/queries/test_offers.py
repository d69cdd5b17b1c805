import datetime

import pytest

from core import clock
from directory.enums import Audience, OfferKind
from directory.models import Offer, Provider
from directory.states import OfferState
from portal.queries.offers import open_offers, open_providers, provider_was_open, similar_offers, version_beside, was_open
from tests.factories.directory import OfferFactory, OfferVersionFactory

pytestmark = pytest.mark.django_db


def test_offers_for_schools_are_open_to_schools_only() -> None:
    public = OfferFactory(listed=True)
    schools = OfferFactory(listed=True, audience=Audience.SCHOOLS)
    OfferFactory()
    OfferFactory(listed=True, assured_until=clock.today() - datetime.timedelta(days=1))

    assert set(open_offers(for_schools=False)) == {public}
    assert set(open_offers(for_schools=True)) == {public, schools}
    assert set(open_providers(for_schools=False)) == {public.provider}
    assert set(open_providers(for_schools=True)) == {public.provider, schools.provider}


def test_only_what_was_listed_was_ever_open() -> None:
    paused = OfferFactory(state=OfferState.PAUSED, first_listed_at=clock.now())
    for_schools = OfferFactory(state=OfferState.PAUSED, first_listed_at=clock.now(), audience=Audience.SCHOOLS)
    draft = OfferFactory()

    def answers(offer: Offer, *, schools: bool) -> tuple[bool, bool]:
        return was_open(offer.slug, for_schools=schools), provider_was_open(offer.provider.slug, for_schools=schools)

    assert answers(paused, schools=False) == (True, True)
    assert answers(for_schools, schools=False) == (False, False)
    assert answers(for_schools, schools=True) == (True, True)
    assert answers(draft, schools=True) == (False, False)


def test_the_version_beside_is_the_draft_and_never_the_approved_one() -> None:
    offer = OfferFactory(listed=True)
    nothing = version_beside(offer)
    draft = OfferVersionFactory(offer=offer)

    assert (nothing, version_beside(offer)) == (None, draft)


def test_similar_offers_share_a_subject_and_years_and_the_same_door_comes_first() -> None:
    offer = OfferFactory(listed=True, version__year_from=3, version__year_to=6)
    visit = OfferFactory(
        listed=True, kind=OfferKind.VISIT, version__title="Visit", first_listed_at=clock.now() + datetime.timedelta(days=1)
    )
    talk = OfferFactory(listed=True, kind=OfferKind.TALK, version__title="Talk")
    OfferFactory(listed=True, version__subjects=["drama"])
    OfferFactory(listed=True, version__year_from=7, version__year_to=9)

    found = similar_offers(offer, offer.approved_version or OfferVersionFactory(), for_schools=False)

    assert found == [talk, visit]


def test_a_provider_is_listed_once_however_many_offers_it_has() -> None:
    first = OfferFactory(listed=True)
    OfferFactory(listed=True, provider=first.provider)

    assert list(open_providers(for_schools=False)) == [Provider.objects.get()]
