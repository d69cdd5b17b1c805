import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts.models import User
from accounts.services.retention import anonymise_accounts
from tests.factories.accounts import AuthenticatorFactory
from tests.factories.directory import ProviderMemberFactory
from tests.support.retention import applied, due, later

pytestmark = pytest.mark.django_db


def test_a_former_account_is_a_number_that_nobody_can_sign_in_with() -> None:
    user = AuthenticatorFactory().user

    anonymise_accounts([user.pk])

    user.refresh_from_db()
    assert (user.email, user.get_full_name(), user.is_active, user.has_usable_password()) == (
        f"account-{user.pk}@former.invalid", "", False, False,
    )  # fmt: skip
    assert (EmailAddress.objects.count(), Authenticator.objects.count()) == (0, 0)


def test_after_seven_years_who_is_named_stays_as_a_number_and_who_is_not_goes() -> None:
    named, unnamed = ProviderMemberFactory().user, AuthenticatorFactory().user

    with later(years=7, days=1):
        done = applied("accounts.without_part", "accounts.former")
        again = due().keys() & {"accounts.without_part", "accounts.former"}

    assert (done, again) == ({"accounts.without_part": 1, "accounts.former": 1}, set())
    assert list(User.objects.values_list("pk", "is_active")) == [(named.pk, False)]
    assert unnamed.pk != named.pk
