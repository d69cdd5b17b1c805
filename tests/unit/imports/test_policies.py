import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core import clock
from imports.models import Batch, ClaimInvitation
from imports.policies import authorities_led_by, can_bring_register, can_claim, can_see_batch, can_see_claim_invitation
from tests.factories.accounts import UserFactory
from tests.factories.imports import BatchFactory, ClaimInvitationFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.models import VettingAuthority
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db


def everybody(authority: VettingAuthority) -> list[User | AnonymousUser]:
    parts = [OfficerFactory(authority=authority, role=role).user for role in OfficerRole.values]
    former = OfficerFactory(authority=authority, role=OfficerRole.LEAD, ended_at=clock.now()).user
    gone = OfficerFactory(authority=authority, role=OfficerRole.LEAD, user__is_active=False).user
    elsewhere = OfficerFactory(role=OfficerRole.LEAD).user
    return [*parts, former, gone, elsewhere, UserFactory(is_superuser=True), UserFactory(), AnonymousUser()]


def test_only_current_leads_bring_a_register_and_the_list_agrees() -> None:
    authority = VettingAuthorityFactory()
    users = everybody(authority)

    allowed = [can_bring_register(user, authority) for user in users]

    assert allowed == [False, True, *[False] * 8]
    assert allowed == [authority in authorities_led_by(user) for user in users]


def test_who_sees_an_import_and_an_invitation_is_who_finds_it() -> None:
    batch, invitation = BatchFactory(), ClaimInvitationFactory()

    for user in everybody(batch.authority):
        assert can_see_batch(user, batch) == Batch.objects.visible_to(user).filter(pk=batch.pk).exists()
    for user in everybody(invitation.authority):
        assert can_see_claim_invitation(user, invitation) == ClaimInvitation.objects.visible_to(user).filter(pk=invitation.pk).exists()


def test_a_profile_is_claimed_with_the_address_that_was_invited() -> None:
    invitation = ClaimInvitationFactory(email="plot@example.org")

    users: list[Visitor] = [UserFactory(email="plot@example.org"), UserFactory(email="other@example.org"), AnonymousUser()]

    assert [can_claim(user, invitation) for user in users] == [True, False, False]
