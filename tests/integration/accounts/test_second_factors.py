"""Setting up second factors, as a browser goes."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail as django_mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(client: Client) -> Client:
    """Somebody who has just typed their password again."""
    cache.clear()
    client.force_login(UserFactory(email="ada@example.org"))
    client.post(reverse("account_reauthenticate"), {"password": "plenty of words here", "next": "/accounts/email/"})
    return client


def test_an_app_is_added_by_its_first_code_and_recovery_codes_come_with_it(
    known: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = known.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    with django_capture_on_commit_callbacks(execute=True):
        known.post(reverse("mfa_activate_totp"), {"code": code})

    assert "otpauth://totp/ada%40example.org?" in page.context["totp_url"]
    assert "issuer=Junction" in page.context["totp_url"]
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "totp"]
    assert [letter.subject for letter in django_mail.outbox] == ["An app that shows codes was added"]


def test_a_passkey_is_offered_under_the_name_of_the_site(known: Client) -> None:
    page = known.get(reverse("mfa_add_webauthn"))

    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert (options["rp"], options["user"]["name"]) == ({"id": "testserver", "name": "Junction"}, "ada@example.org")
    assert 'value="Key 1"' in page.content.decode()


def test_one_has_to_type_the_password_again_first(client: Client) -> None:
    client.force_login(UserFactory())

    page = client.get(reverse("mfa_activate_totp"))

    assert page.headers["Location"].partition("?")[0] == reverse("account_reauthenticate")
