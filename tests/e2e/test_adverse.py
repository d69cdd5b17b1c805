"""A lead requires a panel, records it and reads its conditions before deciding; axe looks at each page, on a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from core import clock
from tests.e2e.test_suspension import Site, officer_of
from tests.factories.accounts import UserFactory
from tests.support.vetting import recommended

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_a_lead_requires_a_panel_and_records_it(
    live_server: LiveServer, browser: Browser, axe_of: Callable[[Page], None], settings: Settings
) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False
    desk = recommended()
    page = Site(browser, live_server.url, axe_of).page_of(officer_of(desk.authority, "lead", UserFactory()))

    def look(name: str) -> None:
        expect(page.get_by_role("main")).to_be_visible()
        page.wait_for_load_state()
        axe_of(page)
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 1100})
            page.screenshot(path=f"var/adverse-{name}-{width}.png", full_page=True)

    page.goto(f"{live_server.url}/admin/vetting/cases/inspect/{desk.case.pk}/")
    look("case")
    page.get_by_role("link", name="Require a panel").click()
    expect(page.get_by_text("Two people at least look at")).to_be_visible()
    look("require")
    page.get_by_role("button", name="Require a panel").click()
    page.get_by_role("link", name="Panel about").click()
    page.get_by_label("On which day was it held?").fill(clock.today().isoformat())
    page.get_by_label("How many members sat?").fill("3")
    page.get_by_label("Suitable, with conditions").check()
    page.get_by_role("button", name="Record the panel").click()
    expect(page.get_by_text("Choose the conditions, one at least")).to_be_visible()
    page.get_by_label("Never alone with children").check()
    look("record")
    page.get_by_role("button", name="Record the panel").click()
    page.get_by_role("link", name="Decide").click()
    expect(page.get_by_text("See to it that they are kept")).to_be_visible()
    expect(page.get_by_label("Without school staff in the room")).to_have_count(0)
    look("decide")
