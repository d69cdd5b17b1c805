import pytest

from directory.models import OfferVersion
from tests.factories.directory import OfferFactory, ProviderFactory
from tests.factories.schools import AuthorityFactory, SchoolFactory
from tests.factories.vetting import CaseFactory, VettingAuthorityFactory
from vetting.queries.cases.authorities import authority_for, nearest_authority
from vetting.states import CaseState

pytestmark = pytest.mark.django_db


def test_home_comes_first() -> None:
    home, near = VettingAuthorityFactory(), VettingAuthorityFactory()
    SchoolFactory(authority=near.local_authority)

    assert nearest_authority(ProviderFactory(home_authority=home.local_authority)) == home


def test_else_the_nearest_school_whose_authority_vets() -> None:
    near, far = VettingAuthorityFactory(), VettingAuthorityFactory()
    SchoolFactory(authority=far.local_authority, latitude=54.5, longitude=-1.6)
    SchoolFactory(authority=near.local_authority, latitude=55.1, longitude=-1.6)
    SchoolFactory(authority=AuthorityFactory(), latitude=55.0869, longitude=-1.5857)  # next door, and nobody vets there
    SchoolFactory(authority=far.local_authority, latitude=55.0869, longitude=-1.5857, is_active=False)
    SchoolFactory(authority=far.local_authority, latitude=None, longitude=None)

    assert nearest_authority(ProviderFactory(home_authority=AuthorityFactory())) == near


def test_a_degree_east_is_nearer_than_a_degree_north() -> None:
    east, north = VettingAuthorityFactory(), VettingAuthorityFactory()
    SchoolFactory(authority=east.local_authority, latitude=55.0, longitude=-0.2)
    SchoolFactory(authority=north.local_authority, latitude=56.0, longitude=-1.5)

    assert nearest_authority(ProviderFactory(latitude=55.0, longitude=-1.5)) == east


def test_nobody_where_nobody_vets_or_nobody_knows_where_it_is() -> None:
    assert nearest_authority(ProviderFactory()) is None
    SchoolFactory(authority=VettingAuthorityFactory().local_authority)
    assert nearest_authority(ProviderFactory(latitude=None, longitude=None)) is None


def test_who_looked_at_the_offer_before_looks_again() -> None:
    first, last, near = (VettingAuthorityFactory() for _number in range(3))
    offer = OfferFactory(state="in_review", provider__home_authority=near.local_authority)
    version: OfferVersion = offer.versions.get()
    assert authority_for(version) == near

    CaseFactory(offer=offer, authority=first, state=CaseState.DECIDED)
    CaseFactory(offer=offer, authority=last, state=CaseState.DECIDED)
    CaseFactory(offer=offer, authority=near, state=CaseState.WITHDRAWN)

    assert authority_for(version) == last
