import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.leads import WaiverFactory
from tests.factories.vetting import OfficerFactory
from vetting.enums import OfficerRole
from vetting.models import Waiver
from vetting.policies.roles import Visitor
from vetting.policies.waivers import can_decide_waiver, can_propose_waiver, can_revoke_waiver, can_see_waiver, can_withdraw_waiver

pytestmark = pytest.mark.django_db


def everybody(waiver: Waiver) -> dict[str, Visitor]:
    roles: dict[str, Visitor] = {role: OfficerFactory(authority=waiver.authority, role=role).user for role in OfficerRole.values}
    interested = OfficerFactory(authority=waiver.authority, role=OfficerRole.LEAD).user
    ProviderMemberFactory(provider=waiver.provider, user=interested)
    others = {"stranger": OfficerFactory(role=OfficerRole.LEAD).user, "superuser": UserFactory(is_superuser=True, is_staff=True)}
    return roles | others | {"asker": waiver.proposed_by, "interested": interested, "anonymous": AnonymousUser()}


@pytest.fixture
def waiver() -> Waiver:
    found: Waiver = WaiverFactory(person=None, provider=ProviderMemberFactory().provider, check_type="PLI")
    return found


def test_who_may_do_what(waiver: Waiver) -> None:
    people = everybody(waiver)

    def those(rule: object) -> set[str]:
        return {name for name, user in people.items() if rule(user)}  # type: ignore[operator]

    assert those(lambda user: can_propose_waiver(user, waiver.authority, waiver.provider)) == {"lead", "asker"}  # type: ignore[arg-type]
    assert those(lambda user: can_decide_waiver(user, waiver)) == {"officer", "lead"}
    assert those(lambda user: can_withdraw_waiver(user, waiver)) == {"lead", "asker", "interested"}
    assert those(lambda user: can_revoke_waiver(user, waiver)) == {"officer", "lead", "asker", "interested"}


def test_the_list_form_and_the_rule_agree(waiver: Waiver) -> None:
    for user in everybody(waiver).values():
        listed = Waiver.objects.visible_to(user).filter(pk=waiver.pk).exists()
        assert listed == can_see_waiver(user, waiver)
