"""Signing in: addresses that were never shown, second factors, and the pages of the admin that know none."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core import mail as django_mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from pytest_django.asserts import assertRedirects

from accounts.models import User
from tests.factories.accounts import AuthenticatorFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "plenty of words here"
ADMIN = reverse("wagtailadmin_home")


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


def sign_in(client: Client, email: str = "ada@example.org", leads_to: str = "/accounts/email/") -> str:
    response = client.post(reverse("account_login"), {"login": email, "password": PASSWORD, "next": leads_to})
    return response.headers.get("Location", "")


def code_of_the_app(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def sign_in_with_the_app(client: Client, user: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    client.post(sign_in(client, user.email), {"code": code_of_the_app(secret)})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/accounts/email/"})


@pytest.fixture
def officer() -> User:
    user: User = UserFactory(email="ada@example.org", is_superuser=True, is_staff=True)
    return user


def test_an_address_signs_in_in_any_case(client: Client) -> None:
    user = UserFactory(email="ada@example.org")

    leads_to = sign_in(client, "ADA@example.org")

    assert (leads_to, client.session["_auth_user_id"]) == ("/accounts/email/", str(user.pk))


def test_a_wrong_password_is_refused_in_the_same_words_as_an_unknown_address(client: Client) -> None:
    UserFactory(email="ada@example.org")

    answers = [
        client.post(reverse("account_login"), {"login": login, "password": "wrong"}) for login in ("ada@example.org", "bob@example.org")
    ]

    assert answers[0].context["form"].non_field_errors() == answers[1].context["form"].non_field_errors()
    assert "_auth_user_id" not in client.session


def test_a_user_made_in_the_admin_shows_the_address_by_a_code_at_the_first_sign_in(client: Client) -> None:
    User.objects.create_user("ada@example.org", PASSWORD)

    leads_to = sign_in(client)

    assert leads_to == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    assert [letter.to for letter in django_mail.outbox] == [["ada@example.org"]]
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("ada@example.org", False)]


def test_a_superuser_from_the_console_signs_in_without_mail(client: Client) -> None:
    User.objects.create_superuser("ada@example.org", PASSWORD)

    assert sign_in(client) == "/accounts/email/"


@pytest.mark.parametrize(
    ("page", "leads_to"),
    [
        ("/admin/login/", "/accounts/login/"),
        ("/admin/login/?next=/admin/pages/", "/accounts/login/?next=/admin/pages/"),
        ("/admin/password_reset/", "/accounts/password/reset/"),
        ("/_util/login/", "/accounts/login/"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_admins_own_sign_in_pages_lead_to_ours(client: Client, officer: User, page: str, leads_to: str, method: str) -> None:
    typed = {"username": officer.email, "password": PASSWORD} if method == "post" else {}

    response = getattr(client, method)(page, typed)

    assert response.headers["Location"].partition("&")[0].partition("?username")[0] == leads_to
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "page", ["/admin/password_reset/done/", "/admin/password_reset/confirm/MQ/abc/", "/admin/password_reset/complete/"]
)
def test_the_admins_own_pages_for_new_passwords_are_gone(client: Client, page: str) -> None:
    assert client.get(page).status_code == 404


def test_the_admin_leads_strangers_to_our_sign_in(client: Client) -> None:
    assertRedirects(client.get(ADMIN), f"{reverse('account_login')}?next={ADMIN}")


@pytest.mark.parametrize("page", [ADMIN, "/admin/pages/", "/admin/users/", "/admin/no-such-page/"])
def test_an_officer_without_a_second_factor_sets_one_up_first(client: Client, officer: User, page: str) -> None:
    client.force_login(officer)

    response = client.get(page, follow=True)

    assert response.redirect_chain == [(reverse("mfa_index"), 302)]
    assert "To work in the admin you need a second step at sign-in." in response.content.decode()


def test_an_officer_without_a_second_factor_may_sign_out_and_use_the_site(client: Client, officer: User) -> None:
    client.force_login(officer)

    assert client.get(reverse("account_email")).status_code == 200
    assert client.post(reverse("wagtailadmin_logout")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_an_officer_with_a_second_factor_reaches_the_admin(client: Client, officer: User) -> None:
    AuthenticatorFactory(user=officer)
    client.force_login(officer)

    assert client.get(ADMIN).status_code == 200


def test_a_site_that_asks_for_no_second_factor_lets_officers_in(client: Client, officer: User, settings: Settings) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False
    client.force_login(officer)

    assert client.get(ADMIN).status_code == 200


def test_signing_in_asks_for_the_second_factor_before_anybody_is_signed_in(client: Client, officer: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)

    asks = sign_in(client, leads_to=ADMIN)
    half_way = "_auth_user_id" in client.session
    refused = client.post(asks, {"code": "000000"})
    answer = client.post(asks, {"code": code_of_the_app(secret)})

    assert asks.partition("?")[0] == reverse("mfa_authenticate")
    assert (half_way, refused.status_code, answer.headers["Location"]) == (False, 200, ADMIN)
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_a_recovery_code_stands_in_for_a_lost_factor(client: Client, officer: User) -> None:
    TOTP.activate(officer, generate_totp_secret())
    codes = RecoveryCodes.activate(officer)

    answer = client.post(sign_in(client, leads_to=ADMIN), {"code": codes.get_unused_codes()[0]})

    assert answer.headers["Location"] == ADMIN
    assert len(RecoveryCodes(Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)).get_unused_codes()) == 9


def test_the_seed_of_the_app_is_stored_encrypted_and_survives_a_new_secret_key(officer: User, settings: Settings) -> None:
    secret = generate_totp_secret()
    stored = TOTP.activate(officer, secret).instance.data["secret"]

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"

    assert secret not in stored
    assert get_adapter().decrypt(stored) == secret


def test_an_officer_cannot_remove_the_last_second_factor(client: Client, officer: User) -> None:
    sign_in_with_the_app(client, officer)

    page = client.post(reverse("mfa_deactivate_totp"))

    assert "Your role needs a second step at sign-in. Add another one first, then remove this." in page.content.decode()
    assert Authenticator.objects.filter(user=officer).count() == 1


def test_an_officer_cannot_remove_the_last_passkey(client: Client, officer: User) -> None:
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/accounts/email/"})
    last = AuthenticatorFactory(user=officer, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone", "credential": {}})

    page = client.post(reverse("mfa_remove_webauthn", args=[last.pk]), follow=True)

    assert "Your role needs a second step at sign-in. Add another one first, then remove this." in page.content.decode()
    assert list(Authenticator.objects.filter(user=officer)) == [last]


def test_an_officer_may_remove_a_passkey_beside_another_factor(client: Client, officer: User) -> None:
    sign_in_with_the_app(client, officer)
    key = AuthenticatorFactory(user=officer, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone", "credential": {}})

    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))

    assert list(Authenticator.objects.values_list("type", flat=True)) == [Authenticator.Type.TOTP]


def test_nobody_removes_somebody_elses_passkey(client: Client, officer: User) -> None:
    sign_in_with_the_app(client, officer)
    key = AuthenticatorFactory(type=Authenticator.Type.WEBAUTHN, data={"name": "Phone", "credential": {}})

    assert client.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404


def test_anybody_else_can_and_is_told_by_mail(client: Client) -> None:
    user = UserFactory(email="ada@example.org")
    sign_in_with_the_app(client, user)

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.count() == 0
    assert [letter.subject for letter in django_mail.outbox] == ["The app that shows codes was removed"]


def test_many_wrong_passwords_for_one_address_are_stopped(client: Client) -> None:
    UserFactory(email="ada@example.org")
    for _try in range(5):
        client.post(reverse("account_login"), {"login": "ada@example.org", "password": "wrong"})

    leads_to = sign_in(client)

    assert (leads_to, "_auth_user_id" in client.session) == ("", False)


def test_where_one_is_signed_in_is_listed(client: Client) -> None:
    UserFactory(email="ada@example.org")
    sign_in(client)

    page = client.get(reverse("usersessions_list"))

    assert page.status_code == 200
    assert len(page.context["sessions"]) == 1
