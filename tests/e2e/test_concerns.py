"""A school raises a concern on a phone; an officer finds it on the board, takes it and suspends from there."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.e2e.test_suspension import Site, officer_of
from tests.factories.accounts import UserFactory
from tests.factories.bookings import NOW, SPRING, make_scene
from tests.factories.vetting import leader_of
from vetting.enums import OfficerRole
from vetting.models import Clearance, Concern

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def november(settings: Settings) -> Iterator[None]:
    settings.OFFICERS_NEED_SECOND_FACTOR = False
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def site(live_server: LiveServer, browser: Browser, axe_of: Callable[[Page], None]) -> Site:
    return Site(browser, live_server.url, axe_of)


@pytest.mark.slow
def test_a_school_passes_a_concern_on_and_an_officer_suspends(site: Site) -> None:
    scene = make_scene()
    booking, clearance = scene.confirmed(SPRING[0]), Clearance.objects.get(person=leader_of(scene.offer))
    phone = site.page_of(scene.coordinator)
    phone.set_viewport_size({"width": 375, "height": 812})

    phone.goto(f"{site.address}/bookings/{booking.reference}/")
    phone.get_by_role("link", name="Worried about somebody?").click()
    site.axe_of(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
    phone.get_by_label(leader_of(scene.offer).name).check()
    phone.get_by_label("The LADO, the council's designated officer").check()
    phone.get_by_label("At what time?").fill("08:15")
    phone.get_by_label("Their reference").fill("LADO/2026/0173")
    phone.get_by_label("I ask that bookings stop").check()
    phone.get_by_role("button", name="Pass it on").click()
    expect(phone.get_by_text("no officer has it yet")).to_be_visible()
    site.axe_of(phone)

    desk = site.page_of(officer_of(Concern.objects.get().authority, OfficerRole.OFFICER, UserFactory()))
    desk.goto(f"{site.address}/admin/vetting/concerns/")
    expect(desk.get_by_text("They ask that bookings stop")).to_be_visible()
    desk.locator(".vetting-row a").first.click()
    desk.get_by_role("link", name="I have it").click()
    desk.get_by_role("button", name="I have it").click()
    desk.get_by_role("link", name=f"Suspend ({leader_of(scene.offer).name})").click()
    desk.get_by_label("Allegation, referred to the LADO").check()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Suspend now").click()

    clearance.refresh_from_db()
    assert clearance.state == "suspended"
    phone.reload()
    expect(phone.get_by_text("an officer has it", exact=False)).to_be_visible()
