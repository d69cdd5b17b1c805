import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.vetting import CaseFactory, ConflictFactory, OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.models import ConflictDeclaration, VettingAuthority
from vetting.policies.conflicts import can_declare_conflict, can_end_conflict, can_see_conflict
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db


def everybody(authority: VettingAuthority) -> dict[str, Visitor]:
    parts: dict[str, Visitor] = {role: OfficerFactory(authority=authority, role=role).user for role in OfficerRole.values}
    asleep = OfficerFactory(authority=authority, role=OfficerRole.LEAD, user__is_active=False).user
    gone = OfficerFactory(authority=authority, role=OfficerRole.LEAD, ended_at=clock.now()).user
    root: User = UserFactory(is_superuser=True, is_staff=True)
    return parts | {
        "inactive": asleep,
        "gone": gone,
        "elsewhere": OfficerFactory(role=OfficerRole.LEAD).user,
        "superuser": root,
        "visitor": AnonymousUser(),
    }


def test_who_works_on_cases_declares_a_conflict() -> None:
    case = CaseFactory()

    assert {name for name, user in everybody(case.authority).items() if can_declare_conflict(user, case)} == {"officer", "lead"}


def test_leads_and_administrators_of_the_officers_authority_see_and_end_it_and_the_officer_only_sees_it() -> None:
    authority = VettingAuthorityFactory()
    own = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
    conflict, who = ConflictFactory(officer=own), everybody(authority) | {"own": own}

    assert {name for name, user in who.items() if can_end_conflict(user, conflict)} == {"lead", "administrator"}
    assert {name for name, user in who.items() if can_see_conflict(user, conflict)} == {"lead", "administrator", "own"}
    for user in who.values():
        assert ConflictDeclaration.objects.visible_to(user).filter(pk=conflict.pk).exists() is can_see_conflict(user, conflict)
