"""From the sign-up page to an account, as a browser goes."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.core import mail as django_mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from core.models import OutboxMessage
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "plenty of words here"


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


def sign_up(client: Client, email: str = "Ada@example.org", **fields: str) -> str:
    """Fill in the sign-up page; where it leads."""
    typed = {"email": email, "password1": PASSWORD, "first_name": "Ada", "last_name": "Okafor", "next": "/accounts/email/"} | fields
    response = client.post(reverse("account_signup"), typed)
    return response.headers.get("Location", "")


def code_in_the_last_mail() -> str:
    found = re.search(r"Your code is:\s+(\S+)", str(django_mail.outbox[-1].body))
    assert found
    return found.group(1)


def test_a_newcomer_types_the_code_that_was_mailed_and_is_signed_in(client: Client) -> None:
    leads_to = sign_up(client)
    before = EmailAddress.objects.get()
    page = client.get(leads_to)
    answer = client.post(leads_to, {"code": code_in_the_last_mail()})
    said = [str(message) for message in get_messages(answer.wsgi_request)]

    user = User.objects.get()
    address = EmailAddress.objects.get()
    assert (leads_to, before.verified) == (reverse("account_email_verification_sent"), False)
    assert "ada@example.org" in page.content.decode()
    assert (answer.headers["Location"], said) == ("/accounts/email/", ["ada@example.org is confirmed."])
    assert (user.email, user.name, client.session["_auth_user_id"]) == ("ada@example.org", "Ada Okafor", str(user.pk))
    assert (address.email, address.primary, address.verified) == ("ada@example.org", True, True)


def test_the_code_is_sent_at_once_and_its_mail_recorded_without_it(client: Client) -> None:
    sign_up(client)

    message = OutboxMessage.objects.get()
    assert (message.kind, message.recipient, message.state) == ("accounts.allauth", "ada@example.org", "sent")
    assert message.subject == "Your code to finish making your account"
    assert code_in_the_last_mail() not in f"{message.subject}{message.payload}{message.body_text}{message.body_html}"


def test_a_wrong_code_is_refused_and_a_few_wrong_ones_end_it(client: Client) -> None:
    leads_to = sign_up(client)

    first = client.post(leads_to, {"code": "wrong"})
    refusal = "That is not the code. Type the one in the newest mail that we sent you, or ask for a new one."
    for _try in range(5):
        last = client.post(leads_to, {"code": "wrong"})

    assert refusal in first.content.decode()
    assert last.status_code == 302
    assert not EmailAddress.objects.get().verified
    assert "_auth_user_id" not in client.session


def test_whoever_mistyped_the_address_puts_it_right(client: Client) -> None:
    leads_to = sign_up(client, "eda@example.org")

    client.post(leads_to, {"action": "change", "email": "ada@example.org"})
    client.post(leads_to, {"code": code_in_the_last_mail()})

    assert [letter.to for letter in django_mail.outbox] == [["eda@example.org"], ["ada@example.org"]]
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("ada@example.org", True)]
    assert User.objects.get().email == "ada@example.org"


def test_names_and_a_fair_password_are_asked_for_and_what_was_typed_stays(client: Client) -> None:
    typed = {"email": "ada@example.org", "password1": "password", "first_name": "", "last_name": "Okafor"}

    page = client.post(reverse("account_signup"), typed)

    form = page.context["form"]
    assert sorted(form.errors) == ["first_name", "password1"]
    assert 'value="ada@example.org"' in page.content.decode()
    assert User.objects.count() == 0


@pytest.mark.parametrize("part", ["school", "provider"])
def test_what_a_newcomer_came_for_is_remembered_until_they_are_signed_in(client: Client, part: str) -> None:
    client.get(reverse("account_signup"), {"as": part})
    client.post(sign_up(client), {"code": code_in_the_last_mail()})

    assert (client.session["sign_up_as"], "_auth_user_id" in client.session) == (part, True)


def test_anything_else_in_its_place_is_ignored(client: Client) -> None:
    page = client.get(reverse("account_signup"), {"as": "officer"})

    assert (page.status_code, page.context["sign_up_as"], client.session.get("sign_up_as")) == (200, "", None)


def test_signing_up_with_a_known_address_looks_the_same_and_tells_its_owner_only(client: Client) -> None:
    UserFactory(email="ada@example.org")

    leads_to = sign_up(client)

    (letter,) = django_mail.outbox
    assert leads_to == reverse("account_email_verification_sent")
    assert letter.subject == "You already have an account"
    assert User.objects.count() == 1


def test_asking_for_a_new_password_looks_the_same_for_known_and_unknown_addresses(client: Client) -> None:
    UserFactory(email="ada@example.org")

    known = client.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "bob@example.org"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [letter.subject for letter in django_mail.outbox] == ["Set a new password", "There is no account with this address"]


def test_a_mail_server_that_is_down_is_told_to_the_person_who_waits(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.support.mail.RefusingBackend"

    page = client.get(sign_up(client))

    assert "The mail could not be sent just now. Wait a few minutes, then ask for it again." in page.content.decode()
    assert OutboxMessage.objects.get().state == "dead"


def test_too_many_sign_ups_from_one_place_are_slowed_down(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}

    answers = [client.post(reverse("account_signup"), {}) for _try in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Wait a few minutes, then try again." in answers[2].content.decode()
