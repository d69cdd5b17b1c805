import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "plenty of words here"
PUBLIC = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-x/",
    "/accounts/inactive/",
]
OWN = [
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/sessions/",
    "/accounts/logout/",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_page_for_strangers_stands_in_our_frame(client: Client, address: str) -> None:
    page = client.get(address).content.decode()

    assert page.count("<h1 ") == 1
    assert page.count('class="jn-mast"') == 1


@pytest.mark.parametrize("address", OWN)
def test_page_about_ones_account_stands_in_our_frame(client: Client, address: str) -> None:
    client.force_login(UserFactory())

    page = client.get(address).content.decode()

    assert page.count("<h1 ") == 1
    assert page.count('class="jn-mast"') == 1
    assert "Sign out" in page


def test_empty_sign_up_names_each_missing_answer(client: Client) -> None:
    page = client.post("/accounts/signup/", {}).content.decode()

    assert "<title>Error: Make an account" in page
    assert '<a href="#id_email">Fill in “E-mail address”</a>' in page
    assert "This field is required." not in page


def test_sign_in_with_a_wrong_password_says_so_and_keeps_the_address(client: Client) -> None:
    user = UserFactory()

    page = client.post("/accounts/login/", {"login": user.email, "password": "wrong"}).content.decode()

    assert 'class="govuk-error-summary"' in page
    assert f'value="{user.email}"' in page


def test_sign_up_asks_for_the_code_that_was_mailed(client: Client) -> None:
    answers = {"email": "new@example.org", "first_name": "Ada", "last_name": "Okafor", "password1": PASSWORD}

    page = client.post("/accounts/signup/", answers, follow=True).content.decode()

    assert "Enter the code we sent you" in page
    assert "<strong>new@example.org</strong>" in page
    assert [message.to for message in mail.outbox] == [["new@example.org"]]
    assert EmailAddress.objects.filter(email="new@example.org", verified=True).exists() is False


def test_signing_out_is_a_button_in_the_masthead(client: Client) -> None:
    client.force_login(UserFactory())

    page = client.get("/accounts/2fa/").content.decode()

    assert '<form method="post" action="/accounts/logout/">' in page
