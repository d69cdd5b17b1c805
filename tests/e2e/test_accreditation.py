"""Two questions after a session, answered on a phone without JavaScript; axe looks at the same pages, with script."""

import datetime
from collections.abc import Callable

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from bookings.services.sessions import record_outcome
from core import clock
from tests.factories.accreditation import AccreditationFactory
from tests.factories.bookings import NOW, SPRING, Scene, make_scene
from tests.factories.vetting import leader_of
from vetting.models import Clearance, Observation

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 320, "height": 800}
FITS = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture
def scene() -> Scene:
    """A session took place, led by an adult who was inducted before."""
    with time_machine.travel(NOW):
        scene = make_scene()
        booking = scene.confirmed(SPRING[0])
        authority = Clearance.objects.filter(person=leader_of(scene.offer)).get().authority
        AccreditationFactory(person=leader_of(scene.offer), authority=authority, inducted=True)
    with time_machine.travel(clock.local(SPRING[0], datetime.time(16))):
        record_outcome(by=scene.coordinator, session=booking.sessions.get(), took_place=True)
    return scene


def phone_of(browser: Browser, address: str, user: User, *, script: bool = False) -> Page:
    context = browser.new_context(java_script_enabled=script, viewport=PHONE)  # type: ignore[arg-type]  # the stubs want their own dict
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    return context.new_page()


@pytest.mark.slow
def test_a_school_answers_and_the_provider_reads_the_next_step(
    browser: Browser, live_server: LiveServer, scene: Scene, axe_of: Callable[[Page], None]
) -> None:
    with time_machine.travel(clock.local(SPRING[0], datetime.time(17)), tick=True):
        seen = phone_of(browser, live_server.url, scene.head, script=True)
        seen.goto(f"{live_server.url}/bookings/observations/{Observation.objects.get().pk}/")
        axe_of(seen)
        seen.get_by_role("button", name="Send both answers").click()
        expect(seen.get_by_role("alert")).to_be_visible()
        axe_of(seen)

        page = phone_of(browser, live_server.url, scene.head)
        page.goto(f"{live_server.url}/bookings/{scene.school.bookings.get().reference}/")
        page.get_by_role("link", name="Two questions about").click()
        assert page.evaluate(FITS)
        page.get_by_role("group", name="Did pupils get to learn").get_by_label("Partly").check()
        page.get_by_role("group", name="Would you have them again").get_by_label("With another age group").check()
        page.get_by_role("button", name="Send both answers").click()
        expect(page.get_by_text("Only vetting officers read it.")).to_be_visible()

        provider = phone_of(browser, live_server.url, scene.member.user, script=True)
        provider.goto(f"{live_server.url}/provider/{scene.offer.provider.slug}/accreditation/")
        expect(provider.get_by_text("A school has answered. An officer decides.")).to_be_visible()
        assert provider.evaluate(FITS)
        axe_of(provider)
