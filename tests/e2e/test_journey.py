"""From nothing to bookable: a newcomer on a phone without JavaScript, two officers, and a school that finds the offer at once."""

import dataclasses
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.core import mail as django_mail
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from core.models import PostcodePoint
from directory.models import Offer, Person
from tests.factories.accounts import UserFactory
from tests.factories.bookings import NOW
from tests.factories.schools import CalendarFactory, SchoolFactory, SchoolMemberFactory
from tests.factories.vetting import VettingAuthorityFactory
from tests.support.vetting import Desk, record_required
from vetting.enums import OfficerRole
from vetting.models import Case, VettingAuthority
from vetting.services.officers import appoint_officer

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 375, "height": 800}
OFFER = "/offers/cut-a-letter-in-stone/"


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def officers_are_signed_in_with_both_factors(settings: Settings) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False
    cache.clear()


@dataclasses.dataclass(frozen=True)
class Area:
    authority: VettingAuthority
    first: User
    second: User
    coordinator: User


@pytest.fixture
def area() -> Area:
    """An authority with two officers, its local authority's school with a coordinator and term dates, and where NE23 6QW is."""
    PostcodePoint.objects.create(postcode="NE23 6QW", sector="NE23 6", district="NE23", latitude=55.09, longitude=-1.58)
    authority = VettingAuthorityFactory()
    officers = (UserFactory(), UserFactory())
    for user in officers:
        appoint_officer(by=None, user=user, authority=authority, role=OfficerRole.OFFICER)
    school = SchoolFactory(authority=authority.local_authority, latitude=55.08, longitude=-1.59)
    CalendarFactory(school=school, authority=None)
    coordinator = SchoolMemberFactory(school=school, roles=["coordinator"]).user
    return Area(authority, officers[0], officers[1], coordinator)


def open_as(browser: Browser, address: str, user: User | None, path: str) -> Page:
    context = browser.new_context()
    if user:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    page = context.new_page()
    page.goto(address + path)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def follow(page: Page, words: str) -> None:
    """A link, whether it looks like one or like a button."""
    page.locator("main a").filter(has_text=words).first.click()


def sign_up(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/signup/?as=provider")
    page.get_by_label("E-mail address").fill("tam@example.org")
    page.get_by_label("First name").fill("Tam")
    page.get_by_label("Last name").fill("Ridley")
    page.get_by_label("Password", exact=True).fill("plenty of words here")
    press(page, "Continue")
    found = re.search(r"Your code is:\s+(\S+)", str(django_mail.outbox[-1].body))
    assert found
    page.get_by_label("Code").first.fill(found.group(1))
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Share what you know")


def say_who_they_are(page: Page) -> None:
    page.get_by_label("Community-based teacher").check()
    page.get_by_label("Name", exact=True).fill("Tam Ridley, stonemason")
    page.get_by_label("Postcode").fill("NE23 6QW")
    press(page, "Continue")
    follow(page, "People who meet pupils")
    follow(page, "Add a person")
    page.get_by_label("Name for the public").fill("Tam, stonemason")
    page.get_by_label("This is me").check()
    page.get_by_label("Paid, self-employed").check()
    press(page, "Save")
    follow(page, "When they can be booked")
    page.get_by_label("Wednesday").check()
    page.get_by_label("From", exact=True).fill("13:00")
    page.get_by_label("To", exact=True).fill("16:00")
    press(page, "Add the time")


def describe_an_offer(page: Page, address: str) -> None:
    page.goto(f"{address}/provider/tam-ridley-stonemason/offers/")
    follow(page, "Start an offer")
    page.get_by_label("Session", exact=True).check()
    page.get_by_label("Title").fill("Cut a letter in stone")
    page.get_by_label("A weekly run").check()
    press(page, "Continue")
    page.get_by_label("In short").fill("Each pupil cuts one letter into limestone, and takes it home.")
    page.get_by_label("Arts and culture").check()
    press(page, "Save and continue")
    page.get_by_label("Fewest pupils").fill("4")
    press(page, "Save and continue")
    page.get_by_label("At the school").check()
    page.get_by_label("How far do you travel to a school?").fill("15")
    press(page, "Save and continue")
    page.get_by_label("Nothing: it is free to schools").check()
    press(page, "Save and continue")
    page.locator("[name=longer_breaks_offered]").select_option("Yes")
    press(page, "Save and continue")
    page.get_by_label("Tam, stonemason").check()
    page.get_by_label("School staff in the room throughout").check()
    page.get_by_label("Teaching, training or instructing").check()
    press(page, "Save and continue")


def test_a_newcomer_is_found_as_soon_as_two_officers_have_agreed(live_server: LiveServer, browser: Browser, area: Area) -> None:
    address = live_server.url
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()  # type: ignore[arg-type]  # the stubs want their own dict

    sign_up(page, address)
    say_who_they_are(page)
    describe_an_offer(page, address)
    follow(page, "Check and send in")
    expect(page.get_by_text("Enhanced DBS check with the children's barred list").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    press(page, "Send it in")
    expect(page.get_by_text("It is with the officers")).to_be_visible()
    assert open_as(browser, address, None, OFFER).title().startswith("Page not found")

    case = Case.objects.get()
    officer = open_as(browser, address, area.first, f"/admin/vetting/cases/inspect/{case.pk}/")
    press(officer, "Claim this case")
    follow(officer, "Record (Safeguarding training, Tam Ridley)")
    officer.get_by_label("Original seen by an officer").check()
    officer.get_by_label("Pass", exact=True).check()
    officer.get_by_label("Course").fill("Basic awareness")
    officer.get_by_label("Awareness", exact=True).check()
    officer.get_by_label("Completed on").fill("2026-10-01")
    press(officer, "Record it")
    expect(officer.get_by_text("Recorded. A second officer verifies it.")).to_be_visible()
    case.refresh_from_db()
    record_required(Desk(case, area.first, area.second, Person.objects.get().user or area.first), verify=False)  # the other eight alike
    officer.reload()
    follow(officer, "Recommend")
    officer.get_by_label("Cleared").check()
    press(officer, "Recommend")

    second = open_as(browser, address, area.second, f"/admin/vetting/cases/{case.pk}/verify/")
    while "/checks/" in second.url:
        with second.expect_navigation():
            press(second, "Verify this check")
    follow(second, "Decide")
    second.get_by_label("With school staff present").check()
    press(second, "Clear and list it")
    expect(second.get_by_text("Cleared: the offer is on the site now.")).to_be_visible()

    school = open_as(browser, address, area.coordinator, "/offers/?q=stone")
    follow(school, "Cut a letter in stone")
    expect(school.locator("main").get_by_text("Ask to book").first).to_be_visible()
    offer = Offer.objects.get()
    assert (offer.state, offer.assured_by) == ("listed", area.authority.name)
