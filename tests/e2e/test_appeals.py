"""A provider asks on a phone that it be looked at again; axe looks at the page before and after."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.e2e.test_suspension import Site
from tests.support.appeals import member_of, suspended_offer

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_provider_appeals_on_a_phone(live_server: LiveServer, browser: Browser, axe_of: Callable[[Page], None]) -> None:
    offer = suspended_offer()
    phone = Site(browser, live_server.url, axe_of).page_of(member_of(offer))
    phone.set_viewport_size({"width": 320, "height": 720})

    phone.goto(f"{live_server.url}/offers/{offer.slug}/tasks/")
    phone.get_by_role("link", name="Ask that it be looked at again").click()
    axe_of(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.screenshot(path="var/appeal-320.png", full_page=True)
    phone.get_by_label("It goes further than is needed").check()
    phone.get_by_label("What we should look at").fill("The course was taken in May.")
    phone.get_by_role("button", name="Ask for it").click()

    expect(phone.get_by_text("You asked on", exact=False)).to_be_visible()
    axe_of(phone)
