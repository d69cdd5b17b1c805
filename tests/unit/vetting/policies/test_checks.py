from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.vetting import (
    CheckFactory,
    OfficerFactory,
)
from vetting.enums import OfficerRole
from vetting.models import Check, Officer, VettingAuthority
from vetting.policies.checks import can_record_check, can_see_check, can_verify_check
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db


ROLES = list(OfficerRole.values)


def officer(authority: VettingAuthority, role: str = OfficerRole.OFFICER) -> User:
    user: User = OfficerFactory(authority=authority, role=role).user
    return user


def everybody(authority: VettingAuthority) -> dict[str, Visitor]:
    """One of each kind, seen from the authority."""
    gone = OfficerFactory(authority=authority)
    Officer.objects.filter(pk=gone.pk).update(ended_at=clock.now())
    asleep = officer(authority)
    User.objects.filter(pk=asleep.pk).update(is_active=False)
    asleep.refresh_from_db()
    return {role: officer(authority, role) for role in ROLES} | {
        "gone": gone.user,
        "inactive": asleep,
        "stranger": OfficerFactory().user,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "member": ProviderMemberFactory().user,
        "visitor": AnonymousUser(),
    }


def allowed(who: dict[str, Visitor], may: Callable[[Visitor], bool]) -> set[str]:
    return {name for name, user in who.items() if may(user)}


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
