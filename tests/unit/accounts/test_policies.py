import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser, Permission
from pytest_django import Settings

from accounts.models import User
from accounts.policies import can_enter_admin, can_remove_authenticator, has_second_factor, must_use_second_factor
from tests.factories.accounts import AuthenticatorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    user: User = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def test_those_who_may_reach_the_admin_must_use_a_second_factor(editor: User) -> None:
    answers = [must_use_second_factor(user) for user in (UserFactory(is_staff=True), UserFactory(is_superuser=True), editor)]

    assert answers == [True, True, True]


def test_the_admin_is_entered_by_permission(editor: User) -> None:
    answers = [can_enter_admin(user) for user in (editor, UserFactory(is_superuser=True), UserFactory(is_staff=True), AnonymousUser())]

    assert answers == [True, True, False, False]


def test_nobody_else_must() -> None:
    answers = [must_use_second_factor(user) for user in (UserFactory(), UserFactory(is_staff=True, is_active=False), AnonymousUser())]

    assert answers == [False, False, False]


def test_nobody_must_where_the_site_does_not_ask(settings: Settings) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False

    assert not must_use_second_factor(UserFactory(is_staff=True))


@pytest.mark.parametrize(("kind", "counts"), [("totp", True), ("webauthn", True), ("recovery_codes", False)])
def test_recovery_codes_alone_are_no_second_factor(kind: str, counts: bool) -> None:
    user = UserFactory()
    AuthenticatorFactory(user=user, type=kind)

    assert (has_second_factor(user), has_second_factor(AnonymousUser())) == (counts, False)


def test_an_officer_keeps_the_last_factor() -> None:
    officer = UserFactory(is_staff=True)
    app, codes = AuthenticatorFactory(user=officer), AuthenticatorFactory(user=officer, type=Authenticator.Type.RECOVERY_CODES)

    with_one = (can_remove_authenticator(officer, app), can_remove_authenticator(officer, codes))
    AuthenticatorFactory(user=officer, type=Authenticator.Type.WEBAUTHN)

    assert (with_one, can_remove_authenticator(officer, app)) == ((False, True), True)


def test_others_may_drop_theirs() -> None:
    user = UserFactory()

    assert can_remove_authenticator(user, AuthenticatorFactory(user=user))
