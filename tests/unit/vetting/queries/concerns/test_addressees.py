import pytest

from tests.factories.directory import ProviderFactory, ProviderMemberFactory, ProviderPersonFactory
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import (
    CaseFactory,
    ClearanceFactory,
    ConcernFactory,
    ConflictFactory,
    OfficerFactory,
    VettingAuthorityFactory,
)
from vetting.enums import OfficerRole
from vetting.queries.concerns.addressees import authorities_assuring, clearances_about, lado_contacts, officers_to_tell

pytestmark = pytest.mark.django_db


def test_it_goes_to_each_authority_that_assures_the_provider_or_the_person() -> None:
    link = ProviderPersonFactory()
    of_provider = ClearanceFactory(person=None, provider=link.provider)
    of_person = ClearanceFactory(person=link.person, state="suspended")
    ClearanceFactory(person=None, provider=link.provider, state="withdrawn")

    assert authorities_assuring(link.provider, link.person) == [of_provider.authority, of_person.authority]
    assert set(clearances_about(link.provider)) == {of_provider, of_person}


def test_where_nobody_assures_it_goes_to_who_has_its_case_else_to_who_is_near_else_to_nobody() -> None:
    case, near = CaseFactory(), VettingAuthorityFactory()

    assert authorities_assuring(case.provider) == [case.authority]
    assert authorities_assuring(ProviderFactory(home_authority=near.local_authority)) == [near]
    assert authorities_assuring(ProviderFactory(home_authority=None, latitude=None, longitude=None)) == []


def test_leads_are_told_else_officers_never_one_who_is_close() -> None:
    concern = ConcernFactory()
    officer, close = (
        OfficerFactory(authority=concern.authority).user,
        OfficerFactory(authority=concern.authority, role=OfficerRole.LEAD).user,
    )
    ProviderMemberFactory(provider=concern.provider, user=close)
    assert officers_to_tell(concern) == [officer]

    lead = OfficerFactory(authority=concern.authority, role=OfficerRole.LEAD).user
    assert officers_to_tell(concern) == [lead]

    ConflictFactory(officer=lead, provider=concern.provider)
    ConflictFactory(officer=officer, provider=concern.provider)
    assert officers_to_tell(concern) == []


def test_the_lado_of_the_schools_own_council_comes_before_that_of_who_assures() -> None:
    school, assuring = SchoolFactory(), VettingAuthorityFactory(lado_phone="01670 555 020")
    provider = ClearanceFactory(authority=assuring, person=None, provider=ProviderFactory()).provider
    own = VettingAuthorityFactory(local_authority=school.authority)
    assert lado_contacts(school, provider) == [assuring]

    own.lado_email = "lado@example.org"
    own.save()
    assert lado_contacts(school, provider) == [own]
