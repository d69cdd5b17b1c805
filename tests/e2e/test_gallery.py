from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [
    "/gallery/",
    "/gallery/forms/",
    "/gallery/forms/?wrong",
    "/gallery/home/",
    "/accounts/login/",
    "/accounts/signup/",
    "/no-such-page/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_accessible_and_fits_light_and_dark(live_server: LiveServer, page: Page, look: Callable[[], None], address: str) -> None:
    page.goto(live_server.url + address)

    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark")
        look()
        page.emulate_media(color_scheme="light")
        look()
        assert sideways_scroll(page) == 0


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_fits_a_narrow_phone(live_server: LiveServer, page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})

    page.goto(live_server.url + address)

    assert sideways_scroll(page) == 0


def test_pages_break_no_content_security_policy(live_server: LiveServer, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    for address in ("/gallery/", "/gallery/forms/", "/gallery/home/", "/accounts/login/"):
        page.goto(live_server.url + address)

    assert complaints == []


def test_choice_reveals_its_field_without_script(live_server: LiveServer, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/gallery/forms/")
    expect(page.get_by_label("Where is that?")).to_be_hidden()

    page.get_by_label("Somewhere else").check()

    expect(page.get_by_label("Where is that?")).to_be_visible()


def test_error_summary_leads_to_the_field(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/gallery/forms/?wrong")

    page.get_by_role("link", name="Choose an answer for “Where does it happen?”").click()

    expect(page.get_by_label("At the school")).to_be_focused()


def test_skip_link_comes_first(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/gallery/home/")

    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()


def sideways_scroll(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
