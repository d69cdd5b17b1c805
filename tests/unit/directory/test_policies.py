from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from directory import policies
from directory.models import Offer, Provider
from directory.states import OfferState
from schools.models import SchoolMember
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def users() -> list[Any]:
    """Of every sort: nobody, a stranger, members past and present, somebody of a school now and before, a superuser, a closed account."""
    of_school, left_school = UserFactory(), UserFactory()
    school, now = SchoolFactory(), clock.now()
    SchoolMember.objects.create(school=school, user=of_school, joined_at=now)
    SchoolMember.objects.create(school=school, user=left_school, joined_at=now, left_at=now)
    member, inactive = ProviderMemberFactory(), ProviderMemberFactory(user__is_active=False)
    left = ProviderMemberFactory(left_at=now)
    superuser = UserFactory(is_superuser=True, is_staff=True)
    return [AnonymousUser(), UserFactory(), member.user, inactive.user, left.user, of_school, left_school, superuser]


def test_can_edit_provider_agrees_with_the_list(users: list[Any]) -> None:
    allowed = {
        (user.pk, provider.pk) for user in users for provider in Provider.objects.all() if policies.can_edit_provider(user, provider)
    }
    listed = {(user.pk, provider.pk) for user in users for provider in Provider.objects.visible_to(user)}

    assert allowed == listed
    assert [user_id for user_id, _provider in allowed] == [users[2].pk]


def test_can_edit_offer_agrees_with_the_list(users: list[Any]) -> None:
    for provider in Provider.objects.all():
        OfferFactory(provider=provider)

    allowed = {(user.pk, offer.pk) for user in users for offer in Offer.objects.all() if policies.can_edit_offer(user, offer)}
    listed = {(user.pk, offer.pk) for user in users for offer in Offer.objects.editable_by(user)}

    assert allowed == listed
    assert [user_id for user_id, _offer in allowed] == [users[2].pk]


def test_can_see_offer_agrees_with_the_list(users: list[Any]) -> None:
    public, schools_only = OfferFactory(listed=True), OfferFactory(listed=True, audience="schools")
    for provider in Provider.objects.filter(offers=None):
        OfferFactory(provider=provider, state=OfferState.PAUSED)
        OfferFactory(provider=provider, state=OfferState.LISTED)
        OfferFactory(provider=provider)

    for user in users:
        allowed = [offer for offer in Offer.objects.order_by("pk") if policies.can_see_offer(user, offer)]
        assert allowed == list(Offer.objects.visible_to(user).order_by("pk"))
        assert allowed == ([public, schools_only] if user == users[5] else [public])
