"""A suspension as everybody sees it, in a browser: gone from the site like anything unavailable, at risk at the school, and back."""

import dataclasses
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.bookings import NOW, SPRING, Scene, make_scene
from tests.factories.directory import OfferFactory
from tests.factories.vetting import leader_of
from tests.support.bookings import mail_for
from vetting.enums import OfficerRole
from vetting.models import Clearance, VettingAuthority
from vetting.services.officers import appoint_officer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def november(settings: Settings) -> Iterator[None]:
    settings.OFFICERS_NEED_SECOND_FACTOR = False
    with time_machine.travel(NOW, tick=True):
        yield


@dataclasses.dataclass
class Site:
    """The pages of everybody concerned, each signed in on their own."""

    browser: Browser
    address: str
    axe_of: Callable[[Page], None]
    pages: dict[int, Page] = dataclasses.field(default_factory=dict)

    def page_of(self, user: User | None) -> Page:
        key = user.pk if user else 0
        if key not in self.pages:
            context = self.browser.new_context()
            if user is not None:
                client = Client()
                client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
                name = settings.SESSION_COOKIE_NAME
                context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])
            self.pages[key] = context.new_page()
        return self.pages[key]

    def words(self, user: User | None, path: str, *, look: bool = False) -> str:
        """What the page says to them; axe looks at it where that is asked."""
        page = self.page_of(user)
        page.goto(self.address + path)
        if look:
            self.axe_of(page)
        return page.locator("main").inner_text()


@pytest.fixture
def site(live_server: LiveServer, browser: Browser, axe_of: Callable[[Page], None]) -> Site:
    return Site(browser, live_server.url, axe_of)


@dataclasses.dataclass(frozen=True)
class Seen:
    """What the public, the school and the provider read."""

    offer: str
    is_found: bool
    state: str
    booking: str
    provider: str


def seen(site: Site, scene: Scene, reference: str, *, look: bool = False) -> Seen:
    offer = site.words(None, f"/offers/{scene.offer.slug}/", look=look)
    is_found = "Grow your lunch" in site.words(None, "/offers/")
    booking = site.words(scene.coordinator, f"/bookings/{reference}/", look=look)
    provider = site.words(scene.member.user, f"/provider/{scene.offer.provider.slug}/bookings/", look=look)
    site.words(scene.coordinator, "/bookings/", look=look)
    state = site.page_of(scene.coordinator).locator(".govuk-task-list__status").inner_text()
    return Seen(offer, is_found, state, booking, provider)


def loud_words(text: str) -> list[str]:
    """What would give the reason away."""
    return [word for word in ("suspen", "allegation", "lado", "dbs", "certificate", "police") if word in text.lower()]


def officer_of(authority: VettingAuthority, role: str, user: User) -> User:
    appoint_officer(by=None, user=user, authority=authority, role=role)
    return user


def suspend(site: Site, officer: Page, clearance: Clearance) -> None:
    officer.goto(f"{site.address}/admin/vetting/clearances/inspect/{clearance.pk}/")
    officer.get_by_role("link", name="Suspend").click()
    officer.get_by_label("Allegation, referred to the LADO").check()
    officer.get_by_role("button", name="Suspend now").click()
    expect(officer.get_by_text("Suspended. Another officer confirms it")).to_be_visible()


def reinstate(site: Site, lead: Page, clearance: Clearance) -> None:
    lead.goto(f"{site.address}/admin/vetting/clearances/inspect/{clearance.pk}/")
    lead.get_by_role("link", name="Reinstate").click()
    lead.get_by_role("button", name="Reinstate").click()
    expect(lead.get_by_text("Reinstated.", exact=True)).to_be_visible()


def test_a_suspension_takes_the_offer_off_puts_the_date_at_risk_and_a_lead_brings_all_back(site: Site) -> None:
    scene = make_scene()
    booking, paused = scene.confirmed(SPRING[0]), OfferFactory(listed=True, state="paused")
    clearance = Clearance.objects.select_related("authority").get(person=leader_of(scene.offer))
    officer = site.page_of(officer_of(clearance.authority, OfficerRole.OFFICER, UserFactory()))
    lead = site.page_of(officer_of(clearance.authority, OfficerRole.LEAD, UserFactory()))
    before = seen(site, scene, booking.reference)

    suspend(site, officer, clearance)
    meanwhile = seen(site, scene, booking.reference, look=True)
    unavailable = site.words(None, f"/offers/{paused.slug}/")
    mail = mail_for("bookings.at_risk", scene.coordinator.email)
    reinstate(site, lead, clearance)
    after = seen(site, scene, booking.reference)

    assert (before.state, before.is_found) == ("Confirmed", True)
    assert (meanwhile.state, meanwhile.is_found, meanwhile.offer) == ("At risk", False, unavailable)
    assert after == before
    assert mail is not None
    assert loud_words(mail.text + meanwhile.booking + meanwhile.provider + meanwhile.offer) == []
