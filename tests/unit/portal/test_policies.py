import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from portal.policies import can_preview_offer, can_preview_provider, can_see_health
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.vetting import OfficerFactory

pytestmark = pytest.mark.django_db


def test_only_its_own_people_preview_an_offer() -> None:
    offer = OfferFactory()
    member = ProviderMemberFactory(provider=offer.provider)
    left = ProviderMemberFactory(provider=offer.provider, left_at=clock.now())
    inactive = ProviderMemberFactory(provider=offer.provider, user=UserFactory(is_active=False))
    users = [member.user, left.user, inactive.user, ProviderMemberFactory().user, UserFactory(is_superuser=True), AnonymousUser()]

    assert [can_preview_offer(user, offer) for user in users] == [True, False, False, False, False, False]
    assert [can_preview_provider(user, offer.provider) for user in users] == [True, False, False, False, False, False]


def test_officers_and_staff_see_how_the_site_runs() -> None:
    users = [UserFactory(is_staff=True), OfficerFactory().user, UserFactory(), AnonymousUser()]

    assert [can_see_health(user) for user in users] == [True, True, False, False]
