"""What a school relies on, and what it does with a date at risk: on a phone, with axe on every page."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from directory.models import Person
from tests.factories.bookings import NOW, SPRING, Scene, make_scene
from tests.factories.directory import AvailabilityWindowFactory, ProviderPersonFactory
from tests.factories.substitutes import clear_person
from tests.support.bookings import states_of
from tests.support.risks import suspend_leader
from vetting.models import Clearance

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 375, "height": 800}
LookAt = Callable[[Page], None]


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def look(axe_of: LookAt) -> LookAt:
    """Axe, and no sideways scroll on the narrowest of phones."""

    def at(page: Page) -> None:
        page.wait_for_load_state()  # a button that is a link: axe would else look before the styles are there
        axe_of(page)
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # the stubs want their own dict

    return at


def phone_of(browser: Browser, address: str, user: User) -> Page:
    context = browser.new_context(viewport=PHONE, base_url=address)  # type: ignore[arg-type]  # the stubs want their own dict
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    return context.new_page()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


@pytest.mark.slow
def test_a_head_accepts_a_list_for_a_year_asks_for_more_and_withdraws(browser: Browser, live_server: LiveServer, look: LookAt) -> None:
    scene = make_scene()
    authority, page = Clearance.objects.get(offer=scene.offer).authority, phone_of(browser, live_server.url, scene.head)
    page.goto(f"/school/{scene.school.pk}/assurance/")
    page.get_by_role("link", name=authority.name).click()
    look(page)
    page.get_by_role("button", name="Accept for a year").click()
    look(page)
    page.get_by_label("As far as the authority does").check()
    press(page, "Accept for a year")
    expect(page.get_by_text("Accepted for a year.")).to_be_visible()
    booking = scene.ask(SPRING[0])
    scene.provider_says(booking)
    scene.head_says(booking, accepts_assurance=False)

    page.goto(f"/school/{scene.school.pk}/assurance/")
    look(page)
    page.get_by_role("link", name="Change what your school asks").click()
    page.get_by_label("Which check?").select_option("EQUALITY")
    page.get_by_label("Everybody who comes").check()
    press(page, "See what it would change")
    expect(page.get_by_text("One date would be at risk")).to_be_visible()
    look(page)
    press(page, "Yes, ask for it")
    assert states_of(booking) == ["at_risk"]
    page.get_by_role("link", name="Stop asking").click()
    look(page)
    press(page, "Stop asking")
    assert states_of(booking) == ["confirmed"]

    page.goto(f"/school/{scene.school.pk}/assurance-lists/{authority.pk}/withdraw/")
    look(page)
    press(page, "Withdraw")
    expect(page.get_by_text("Dates that rested on it are at risk")).to_be_visible()
    look(page)
    assert states_of(booking) == ["at_risk"]


def deputy_of(scene: Scene) -> Person:
    person: Person = ProviderPersonFactory(provider=scene.offer.provider).person
    AvailabilityWindowFactory(person=person)
    return clear_person(person, like=scene.offer)


@pytest.mark.slow
def test_a_coordinator_asks_for_somebody_else_and_the_provider_agrees(browser: Browser, live_server: LiveServer, look: LookAt) -> None:
    scene = make_scene()
    deputy, booking = deputy_of(scene), scene.confirmed(*SPRING[:2])
    suspend_leader(scene)
    page, theirs = (phone_of(browser, live_server.url, user) for user in (scene.coordinator, scene.member.user))

    page.goto(f"/bookings/{booking.reference}/")
    page.get_by_role("button", name="Decide about the dates at risk").click()
    look(page)
    press(page, "Record the decision")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)
    assert page.get_by_label("Keep it, and wait").count() == 0
    page.get_by_label("Wednesday 13 January 2027").uncheck()
    page.get_by_label("Ask for somebody else of theirs").check()
    page.get_by_label("Who could come").select_option(str(deputy.pk))
    press(page, "Record the decision")
    expect(page.get_by_text("Proposed. The date is confirmed once the other side says yes.")).to_be_visible()

    theirs.goto(f"/bookings/{booking.reference}/at-risk/")
    look(theirs)
    press(theirs, "Yes")
    expect(theirs.get_by_text("Agreed. The date is confirmed.")).to_be_visible()
    assert states_of(booking) == ["confirmed", "at_risk"]

    page.goto(f"/bookings/{booking.reference}/at-risk/")
    page.get_by_label("Call it off").check()
    page.get_by_label("Why?").select_option("no_longer_cleared")
    press(page, "Record the decision")
    expect(page.get_by_text("Called off. The other side is told.")).to_be_visible()
    look(page)
    assert "suspen" not in page.locator("main").inner_text().lower()
    assert states_of(booking) == ["confirmed", "cancelled"]
