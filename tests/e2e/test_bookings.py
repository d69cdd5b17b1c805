"""Eight Wednesdays from the first page to the calendar, in a browser, with and without script; axe looks at every page, at three widths."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from bookings.models import AnswerLink, Booking
from bookings.services.invitations import invite_provider
from bookings.services.rejudging import Ground, rejudge
from tests.factories.bookings import NOW, SPRING, Scene, make_scene
from tests.factories.vetting import leader_of
from vetting.models import Clearance

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (1280, 375, 320)
LookAll = Callable[[Page], None]


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def look_all(axe_of: Callable[[Page], None]) -> LookAll:
    """Axe and no sideways scroll at each width."""

    def look(page: Page) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            axe_of(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (page.url, width)
        page.set_viewport_size({"width": 1280, "height": 900})

    return look


def signed_in(context: BrowserContext, address: str, user: User) -> Page:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    return context.new_page()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def ask_for_eight_wednesdays(page: Page, address: str, scene: Scene, look: LookAll) -> str:
    """Every step of asking; returns the booking's reference."""
    page.goto(f"{address}/bookings/ask/{scene.offer.slug}/")
    look(page)
    page.get_by_role("button", name="Start").click()
    look(page)
    page.get_by_label("Sunflower class").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Half-term in your calendar.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert").get_by_text("Choose at least one date")).to_be_visible()
    look(page)
    for date in ["6 January", "13 January", "20 January", "27 January", "3 February", "10 February", "24 February", "3 March"]:
        page.get_by_label(date, exact=True).check()
    page.get_by_role("button", name="Continue").click()
    look(page)
    page.get_by_label("Visual timetable").check()
    page.get_by_label("How many of your staff come?").fill("2")
    page.get_by_label("A message to the provider").fill("The hall is free from one.")
    page.get_by_role("button", name="Continue").click()
    look(page)
    page.get_by_role("button", name="Ask for these dates").click()
    expect(page.get_by_text("has been written to.")).to_be_visible()
    look(page)
    return str(Booking.objects.get().reference)


def answer(browser: Browser, address: str, link: AnswerLink, look: LookAll, *, script: bool = True) -> None:
    """A stranger to the site opens the link from the mail and taps once."""
    page = browser.new_context(java_script_enabled=script).new_page()
    page.goto(f"{address}/answer/{link.token}/")
    look(page)
    if link.party == "provider":
        page.get_by_role("button", name="Yes, we will do it").click()
    else:
        page.get_by_role("button", name="Record my decision").click()
        look(page)
        page.get_by_label("Our school accepts this assurance").check()
        page.get_by_label("Approve", exact=True).check()
        page.get_by_role("button", name="Record my decision").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("You said yes|Approved"))
    look(page)


def call_off_one_date(page: Page, address: str, reference: str, look: LookAll) -> None:
    page.goto(f"{address}/bookings/{reference}/")
    look(page)
    page.get_by_role("link", name=re.compile("Call this date off.*20 January")).click()
    look(page)
    page.get_by_label("Transport fell through").check()
    page.get_by_role("button", name="Call it off").click()
    expect(page.get_by_text("20 January is called off. The others stay.")).to_be_visible()


def test_the_whole_way_from_asking_to_the_week(live_server: LiveServer, browser: Browser, look_all: LookAll) -> None:
    scene = make_scene(version__price_basis="per_session", version__price_pence=9000)
    page = signed_in(browser.new_context(), live_server.url, scene.coordinator)

    reference = ask_for_eight_wednesdays(page, live_server.url, scene, look_all)
    answer(browser, live_server.url, AnswerLink.objects.get(party="provider"), look_all)
    answer(browser, live_server.url, AnswerLink.objects.get(party="school"), look_all)
    call_off_one_date(page, live_server.url, reference, look_all)
    page.goto(f"{live_server.url}/school/{scene.school.pk}/week/?week=2027-01-06")
    look_all(page)

    assert sorted(session.state for session in Booking.objects.get().sessions.all()) == ["cancelled", *["confirmed"] * 7]
    expect(page.get_by_role("table").get_by_role("link", name="Grow your lunch")).to_be_visible()


@pytest.mark.slow
def test_the_whole_way_without_script(live_server: LiveServer, browser: Browser) -> None:
    scene = make_scene()
    page = signed_in(browser.new_context(java_script_enabled=False), live_server.url, scene.coordinator)

    reference = ask_for_eight_wednesdays(page, live_server.url, scene, lambda page: None)
    answer(browser, live_server.url, AnswerLink.objects.get(party="provider"), lambda page: None, script=False)
    answer(browser, live_server.url, AnswerLink.objects.get(party="school"), lambda page: None, script=False)
    call_off_one_date(page, live_server.url, reference, lambda page: None)

    assert sorted(session.state for session in Booking.objects.get().sessions.all()) == ["cancelled", *["confirmed"] * 7]


def test_asking_on_the_narrowest_phone(live_server: LiveServer, browser: Browser) -> None:
    scene = make_scene()
    page = signed_in(browser.new_context(viewport={"width": 320, "height": 600}), live_server.url, scene.coordinator)
    wide: list[str] = []

    def measure(page: Page) -> None:
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(page.url)

    reference = ask_for_eight_wednesdays(page, live_server.url, scene, measure)

    assert (wide, Booking.objects.get().state) == ([], "requested")
    assert page.url == f"{live_server.url}/bookings/{reference}/"


@pytest.mark.slow
def test_every_other_page_is_sound(live_server: LiveServer, browser: Browser, look_all: LookAll) -> None:
    scene = make_scene()
    address, provider = live_server.url, scene.offer.provider.slug
    confirmed, asked = scene.confirmed(*SPRING[:3]), scene.ask(SPRING[4])
    draft = scene.draft(*SPRING[4:6])
    invitation = invite_provider(
        by=scene.coordinator, school=scene.school, email="h@example.org", their_name="H", wanted_title="Bread for six"
    )
    Clearance.objects.filter(person=leader_of(scene.offer)).update(state="suspended")
    rejudge(Ground(person_id=leader_of(scene.offer).pk))
    coordinator, head, member = (
        signed_in(browser.new_context(), address, user) for user in (scene.coordinator, scene.head, scene.member.user)
    )
    visits = [
        (coordinator, "/bookings/"),
        (coordinator, f"/bookings/{confirmed.reference}/"),
        (coordinator, f"/bookings/{confirmed.reference}/print/"),
        (coordinator, f"/bookings/{confirmed.reference}/call-off/"),
        (coordinator, f"/bookings/{asked.reference}/withdraw/"),
        (coordinator, f"/bookings/{draft.reference}/group/"),
        (coordinator, f"/bookings/{draft.reference}/check/"),
        (coordinator, f"/bookings/{draft.reference}/discard/"),
        (coordinator, f"/school/{scene.school.pk}/calendar-address/"),
        (coordinator, f"/school/{scene.school.pk}/invitations-to-providers/"),
        (coordinator, f"/school/{scene.school.pk}/invitations-to-providers/new/"),
        (head, f"/bookings/{asked.reference}/approve/"),
        (head, f"/bookings/{confirmed.reference}/accept/"),
        (head, f"/bookings/ask/{scene.offer.slug}/"),
        (head, f"/bookings/{draft.reference}/"),
        (head, f"/bookings/{draft.reference}/dates/"),
        (member, f"/bookings/{asked.reference}/answer/"),
        (member, f"/bookings/{confirmed.reference}/"),
        (member, f"/provider/{provider}/bookings/"),
        (member, f"/provider/{provider}/week/?week=2027-01-06"),
        (member, f"/provider/{provider}/calendar-address/"),
        (member, f"/bookings/{confirmed.reference}/print/"),
        (member, f"/bookings/{confirmed.reference}/call-off/"),
        (member, f"/bookings/sessions/{confirmed.sessions.all()[0].uuid}/call-off/"),
        (member, f"/invitations/provider/{invitation.token}/"),
        (member, "/bookings/"),
        (member, "/answer/guess/"),
        (member, "/invitations/provider/guess/"),
    ]

    for page, path in visits:
        page.goto(f"{address}{path}")
        look_all(page)
        assert heading(page)
