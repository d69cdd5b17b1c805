import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import ConflictFactory, OfficerFactory
from tests.support.appeals import declined, lead_of, lodged, suspended_offer, withdrawn_offer
from vetting.enums import OfficerRole
from vetting.models import Appeal, Officer, VettingAuthority
from vetting.policies.appeals import can_decide_appeal, can_lodge_appeal, can_see_appeal
from vetting.policies.roles import Visitor
from vetting.services.clearances.suspensions import confirm_suspension

pytestmark = pytest.mark.django_db


def everybody(appeal: Appeal) -> dict[str, Visitor]:
    authority: VettingAuthority = appeal.authority
    roles: dict[str, Visitor] = {role: OfficerFactory(authority=authority, role=role).user for role in OfficerRole.values}
    member, conflicted = lead_of(authority), lead_of(authority)
    ProviderMemberFactory(provider=appeal.provider, user=member)
    ConflictFactory(officer=conflicted, provider=appeal.provider)
    others = {"stranger": OfficerFactory(role=OfficerRole.LEAD).user, "superuser": UserFactory(is_superuser=True, is_staff=True)}
    return roles | others | {"member": member, "conflicted": conflicted, "lodger": appeal.lodged_by, "anonymous": AnonymousUser()}


def deciders(appeal: Appeal, people: dict[str, Visitor]) -> set[str]:
    return {name for name, user in people.items() if can_decide_appeal(user, appeal)}


def test_a_lead_decides_on_a_suspension_who_neither_suspended_nor_confirmed() -> None:
    appeal = lodged(suspended_offer())
    assert appeal.suspension is not None
    people, confirming = everybody(appeal), lead_of(appeal.authority)
    confirm_suspension(by=confirming, suspension=appeal.suspension)
    appeal.suspension.refresh_from_db()

    assert deciders(appeal, people | {"suspended": appeal.suspension.suspended_by, "confirmed": confirming}) == {"lead"}


def test_a_lead_decides_on_a_withdrawal_who_neither_withdrew_nor_suspended_before() -> None:
    appeal = lodged(withdrawn_offer(suspended=True))
    assert appeal.clearance is not None
    suspended, withdrew = appeal.clearance.suspensions.get().suspended_by, appeal.clearance.withdrawn_by
    assert withdrew is not None

    assert deciders(appeal, everybody(appeal) | {"suspended": suspended, "withdrew": withdrew}) == {"lead"}


def test_a_lead_decides_on_a_decline_who_had_no_part_in_the_case() -> None:
    desk = declined()
    appeal = lodged(desk.offer)
    people: dict[str, Visitor] = {"first": desk.first, "second": desk.second, "submitted": desk.member}
    for user in (desk.first, desk.second, desk.member):
        Officer.objects.filter(user=user).delete()
        OfficerFactory(user=user, authority=appeal.authority, role=OfficerRole.LEAD)

    assert deciders(appeal, everybody(appeal) | people) == {"lead"}


def test_who_acts_for_the_provider_lodges() -> None:
    appeal = lodged(suspended_offer())

    assert {name for name, user in everybody(appeal).items() if can_lodge_appeal(user, appeal.provider)} == {"member", "lodger"}


def test_the_list_form_and_the_rule_agree() -> None:
    appeal = lodged(suspended_offer())

    for user in everybody(appeal).values():
        assert Appeal.objects.visible_to(user).filter(pk=appeal.pk).exists() == can_see_appeal(user, appeal)
