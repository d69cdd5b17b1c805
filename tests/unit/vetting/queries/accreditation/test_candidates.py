import pytest

from tests.factories.vetting import (
    ClearanceFactory,
    PolicyFactory,
    SuspensionFactory,
    VettingAuthorityFactory,
    cleared_offer,
    shipped_policy,
)
from tests.support.accreditation import community
from vetting.models import Clearance, VettingAuthority
from vetting.queries.accreditation.candidates import candidates, clearing_authorities, kinds_led, lasting_people, months_of

pytestmark = pytest.mark.django_db


def without_number() -> VettingAuthority:
    content = {**shipped_policy(), "constants": [row for row in shipped_policy()["constants"] if row["key"] != "ACCREDITATION_MONTHS"]}
    return VettingAuthorityFactory(policy=PolicyFactory(code="plain", content=content))


def test_the_policy_says_for_how_long_or_that_nobody_is_accredited() -> None:
    assert (months_of(VettingAuthorityFactory()), months_of(without_number())) == (24, None)


@pytest.mark.parametrize(("pattern", "is_asked"), [("one_off", False), ("occasional", True), ("weekly", True)])
def test_who_leads_one_off_offers_alone_is_not_asked(pattern: str, is_asked: bool) -> None:
    here = community(pattern)

    assert list(candidates(here.authority)) == ([here.person] if is_asked else [])
    assert lasting_people(here.offer.provider) == ([here.person] if is_asked else [])
    assert kinds_led(here.person) == ([here.offer.kind] if is_asked else [])


def test_only_who_is_cleared_by_the_authority_and_leads_something_on_show() -> None:
    here, other = community(), VettingAuthorityFactory()
    hidden = community(authority=here.authority)
    type(hidden.offer).objects.filter(pk=hidden.offer.pk).update(assured_until=None)
    suspended = community(authority=here.authority)
    clearance = Clearance.objects.get(person=suspended.person)
    Clearance.objects.filter(pk=clearance.pk).update(state="suspended")
    SuspensionFactory(clearance=clearance)

    assert list(candidates(here.authority)) == [here.person]
    assert list(candidates(other)) == []


def test_authorities_that_cleared_and_that_accredit() -> None:
    here = community()
    ClearanceFactory(person=here.person, authority=without_number())

    assert clearing_authorities([here.person]) == {here.person.pk: [here.authority]}


def test_an_adult_of_the_offers_of_another_provider_is_not_this_ones() -> None:
    here, there = community(), cleared_offer(version__pattern="weekly")

    assert here.person not in lasting_people(there.provider)
