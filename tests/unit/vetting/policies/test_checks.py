import pytest

from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.vetting import (
    CheckFactory,
    OfficerFactory,
)
from tests.support.parts import ROLES, allowed, everybody, officer
from vetting.models import Check
from vetting.policies.checks import can_record_check, can_see_check, can_verify_check

pytestmark = pytest.mark.django_db


def test_evidence_is_for_officers_of_the_authority_that_made_it_and_the_list_agrees() -> None:
    here, there = CheckFactory(), CheckFactory()
    who = everybody(here.authority)

    for name, user in who.items():
        assert set(Check.objects.visible_to(user)) == {check for check in (here, there) if can_see_check(user, check)}, name
    assert allowed(who, lambda user: can_see_check(user, here)) == set(ROLES)


def test_who_has_an_interest_records_and_verifies_nothing() -> None:
    check = CheckFactory(person=None, offer=OfferFactory())
    authority, provider = check.authority, check.offer.provider
    user, insider = officer(authority), officer(authority)
    ProviderMemberFactory(provider=provider, user=insider)

    assert [can_record_check(one, authority, provider) for one in (user, insider)] == [True, False]
    assert [can_verify_check(one, check) for one in (user, insider)] == [True, False]


def test_who_performed_does_not_verify() -> None:
    check = CheckFactory()
    OfficerFactory(user=check.performed_by, authority=check.authority)

    assert can_verify_check(check.performed_by, check) is False


def test_conditions_are_for_a_lead() -> None:
    check = CheckFactory(outcome="pass_with_conditions", conditions_code="staff_present")

    assert [can_verify_check(officer(check.authority, role), check) for role in ("officer", "lead")] == [False, True]
