import pytest
from django.contrib.auth.models import Group

from accounts.queries.retention import accounts_without_part, former_accounts, old_sessions
from core import clock
from tests.factories.accounts import AuthenticatorFactory, UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.support.retention import later

pytestmark = pytest.mark.django_db


def test_accounts_that_nothing_names_are_unused() -> None:
    unused, recent = AuthenticatorFactory().user, UserFactory()
    ProviderMemberFactory()
    UserFactory(is_superuser=True)
    UserFactory().groups.add(Group.objects.create(name="Writers"))

    with later(months=1) as moment:
        recent.last_login = moment
        recent.save()
        found = list(accounts_without_part(moment))

    assert found == [unused]


def test_accounts_that_something_names_are_former() -> None:
    member = ProviderMemberFactory().user
    UserFactory(email="account-9@former.invalid")

    with later(days=1) as moment:
        assert list(former_accounts(moment)) == [member]


def test_sessions_count_from_when_they_were_last_used() -> None:
    assert old_sessions(clock.now()).count() == 0
