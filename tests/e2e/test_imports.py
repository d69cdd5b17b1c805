"""A lead brings a register in a real browser, wide and narrow; axe looks at our part of every page on the way."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from directory.models import Provider
from imports.models import ClaimInvitation
from tests.factories.accounts import UserFactory
from tests.factories.imports import REGISTER
from tests.factories.vetting import VettingAuthorityFactory
from tests.support.officers import desk_of

pytestmark = pytest.mark.django_db(transaction=True)

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = [{"width": 1280, "height": 900}, {"width": 375, "height": 800}]


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_lead_brings_imports_invites_and_undoes(page: Page, live_server: LiveServer, settings: Settings, size: dict[str, int]) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False
    client = desk_of(UserFactory(), VettingAuthorityFactory(), "lead")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page.set_viewport_size(size)  # type: ignore[arg-type]

    def look() -> None:
        page.wait_for_load_state()
        expect(page.locator(".vetting-page")).to_be_visible()
        found = Axe().run(page, context={"include": [[".vetting-page"]]}, options={"runOnly": AXE_TAGS}).response["violations"]
        assert [(entry["id"], [node["target"] for node in entry["nodes"]]) for entry in found] == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")

    page.goto(f"{live_server.url}/admin/vetting/imports/")
    look()
    page.get_by_role("link", name="Bring a register").last.click()
    page.wait_for_url("**/new/")
    look()
    content = (REGISTER + "Bread,,nowhere,,,,,,31/02/2025\n").replace("Role", "DBS number").encode()
    page.get_by_label("The register as a file").set_input_files({"name": "register.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="What do the columns mean?")).to_be_visible()
    look()
    page.get_by_role("button", name="Show what would happen").click()
    expect(page.get_by_role("heading", name="3 lines would change something")).to_be_visible()
    look()
    with page.expect_navigation():
        page.get_by_role("button", name="Import", exact=True).click()
    page.reload()
    expect(page.get_by_role("heading", name="Imported", exact=True)).to_be_visible()
    look()
    page.get_by_role("link", name="Invite providers to claim their profiles").click()
    page.get_by_role("button", name="Send 2 invitations").click()
    expect(page.get_by_role("heading", name="Invited", exact=True)).to_be_visible()
    look()
    page.get_by_role("link", name="Back to the import").click()
    page.get_by_role("link", name="Undo this import").click()
    page.wait_for_url("**/undo/")
    look()
    with page.expect_navigation():
        page.get_by_role("button", name="Undo this import").click()
    page.reload()
    expect(page.get_by_role("heading", name="Undone", exact=True)).to_be_visible()
    look()
    assert (Provider.objects.count(), ClaimInvitation.objects.count()) == (0, 0)
