import pytest
from django.contrib.auth.models import AnonymousUser

from portal.policies import can_see_health
from tests.factories.accounts import UserFactory
from tests.factories.vetting import OfficerFactory

pytestmark = pytest.mark.django_db


def test_officers_and_staff_see_how_the_site_runs() -> None:
    users = [UserFactory(is_staff=True), OfficerFactory().user, UserFactory(), AnonymousUser()]

    assert [can_see_health(user) for user in users] == [True, True, False, False]
