"""Signing up from the page of an invitation."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail as django_mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.adapter import expect_invited
from accounts.enums import SignUpAs
from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(client: Client) -> Client:
    """Somebody who has just opened an invitation's link."""
    cache.clear()
    session = client.session
    assert isinstance(session, SessionStore)
    request = RequestFactory().get("/")
    request.session = session
    expect_invited(request, email="ada@example.org", sign_up_as=SignUpAs.PROVIDER)
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    return client


def sign_up(client: Client, email: str) -> str:
    typed = {"email": email, "password1": "plenty of words here", "first_name": "Ada", "last_name": "Okafor", "next": "/accounts/email/"}
    return client.post(reverse("account_signup"), typed).headers["Location"]


def test_the_invited_address_is_filled_in_and_needs_no_code(invited: Client) -> None:
    page = invited.get(reverse("account_signup"))
    leads_to = sign_up(invited, "Ada@example.org")

    address = EmailAddress.objects.get()
    assert 'value="ada@example.org"' in page.content.decode()
    assert (leads_to, django_mail.outbox) == ("/accounts/email/", [])
    assert (address.email, address.verified) == ("ada@example.org", True)
    assert (invited.session["_auth_user_id"], invited.session["sign_up_as"]) == (str(User.objects.get().pk), "provider")


def test_another_address_typed_into_the_request_counts_for_nothing(invited: Client) -> None:
    sign_up(invited, "bob@example.org")

    assert list(EmailAddress.objects.values_list("email", "verified")) == [("ada@example.org", True)]
    assert User.objects.get().email == "ada@example.org"


def test_whoever_begins_anew_uses_another_address_and_shows_it_by_a_code(invited: Client) -> None:
    page = invited.get(reverse("account_signup"), {"next": "/accounts/email/?a=1"})
    invited.get(reverse("account_signup"), {"as": "provider"})
    leads_to = sign_up(invited, "bob@example.org")

    assert 'href="?as=provider&amp;next=/accounts/email/%3Fa%3D1"' in page.content.decode()
    assert leads_to == reverse("account_email_verification_sent")
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("bob@example.org", False)]
