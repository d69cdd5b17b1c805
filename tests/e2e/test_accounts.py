"""Making an account and signing in, with and without JavaScript."""

import re
from collections.abc import Callable

import pytest
from django.core import mail as django_mail
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "plenty of words here"


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


def sign_up(page: Page, address: str, look: Callable[[], None]) -> None:
    page.goto(f"{address}/accounts/signup/?as=provider&next=/accounts/name/")
    look()
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Okafor")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code we sent you")
    look()
    found = re.search(r"Your code is:\s+(\S+)", str(django_mail.outbox[-1].body))
    assert found
    page.get_by_label("Code", exact=False).first.fill(found.group(1))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your name")
    look()


def test_a_newcomer_makes_an_account(live_server: LiveServer, page: Page, look: Callable[[], None]) -> None:
    sign_up(page, live_server.url, look)

    page.get_by_label("First name").fill("Grace")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Your name was changed.")).to_be_visible()
    assert User.objects.get().name == "Grace Okafor"


def test_a_newcomer_makes_an_account_without_script(live_server: LiveServer, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()

    sign_up(page, live_server.url, lambda: None)

    assert User.objects.get().name == "Ada Okafor"


def test_a_passkey_is_added_and_signs_in(live_server: LiveServer, page: Page, look: Callable[[], None], settings: Settings) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    user = UserFactory(email="ada@example.org", password=PASSWORD)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device | {"automaticPresenceSimulation": True}})

    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)  # once more, since it is about the account's safety
    look()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a passkey or security key")
    look()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Add this key").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Add a passkey or security key")
    look()

    page.get_by_role("button", name="Sign out").first.click()
    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/name/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your name")
    expect(page.get_by_label("Last name")).to_have_value(user.last_name)
