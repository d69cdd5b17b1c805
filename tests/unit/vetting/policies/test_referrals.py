"""Leads of the authority see a referral; no officer, auditor, administrator, provider or school does, nor a lead who is close to it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory, ProviderPersonFactory
from tests.factories.leads import ReferralPromptFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import ConflictFactory, OfficerFactory
from vetting.enums import OfficerRole
from vetting.models import ReferralPrompt
from vetting.policies.referrals import can_decide_referral, can_raise_referral, leads_somewhere
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db


def everybody(prompt: ReferralPrompt) -> dict[str, Visitor]:
    authority, person = prompt.authority, prompt.person
    assert person is not None
    provider = ProviderPersonFactory(person=person).provider
    who: dict[str, Visitor] = {role: OfficerFactory(authority=authority, role=role).user for role in OfficerRole.values}
    member, conflicted, themselves = (OfficerFactory(authority=authority, role=OfficerRole.LEAD).user for _ in range(3))
    ProviderMemberFactory(provider=provider, user=member)
    ConflictFactory(officer=conflicted, provider=provider)
    person.user = themselves
    person.save()
    return who | {
        "member": member,
        "conflicted": conflicted,
        "themselves": themselves,
        "provider": ProviderMemberFactory(provider=provider).user,
        "school": SchoolMemberFactory(roles=[SchoolRole.SAFEGUARDING_LEAD]).user,
        "elsewhere": OfficerFactory(role=OfficerRole.LEAD).user,
        "gone": OfficerFactory(authority=authority, role=OfficerRole.LEAD, ended_at=clock.now()).user,
        "inactive": OfficerFactory(authority=authority, role=OfficerRole.LEAD, user__is_active=False).user,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "visitor": AnonymousUser(),
    }


def test_leads_who_are_not_close_to_it_see_it_in_the_list_raise_and_decide() -> None:
    prompt = ReferralPromptFactory()
    who = everybody(prompt)

    assert {name for name, user in who.items() if can_decide_referral(user, prompt)} == {"lead"}
    assert {name for name, user in who.items() if can_raise_referral(user, prompt.clearance)} == {"lead"}
    for name, user in who.items():
        assert ReferralPrompt.objects.visible_to(user).exists() is can_decide_referral(user, prompt), name


def test_the_list_is_there_for_leads_of_any_authority() -> None:
    who = everybody(ReferralPromptFactory())

    assert {name for name, user in who.items() if leads_somewhere(user)} == {"lead", "member", "conflicted", "themselves", "elsewhere"}
