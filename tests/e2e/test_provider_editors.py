"""A provider's own pages in a browser: a whole way without script, and every page looked at, wide and narrow, light and dark."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from core import clock
from directory.models import Provider
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    ClaimFactory,
    OfferFactory,
    OfferPhotoFactory,
    OfferVersionFactory,
    PersonFactory,
    ProviderMemberFactory,
    ProviderPersonFactory,
    SpaceFactory,
    VenueAccessFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(context: BrowserContext, server: LiveServer, user: object) -> None:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]  # a user of ours
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])


@pytest.fixture
def pages() -> list[str]:
    """Every kind of page that a provider has, with something on each."""
    provider: Provider = ProviderMemberFactory(provider__slug="burn", provider__name="Burn Allotments").provider
    link = ProviderPersonFactory(provider=provider, person=PersonFactory(name="Rosa Brown", public_name="Rosa, gardener"))
    space = SpaceFactory(venue__provider=provider)
    VenueAccessFactory(venue=space.venue)
    AvailabilityWindowFactory(person=link.person, from_date=clock.today())
    AvailabilityExceptionFactory(person=link.person)
    ClaimFactory(person=link.person, starts=clock.local(clock.today() + datetime.timedelta(days=7), datetime.time(13, 15)))
    draft = OfferFactory(provider=provider, version__people=[link.person], version__answered=["what", "who_for"])
    OfferPhotoFactory(offer=draft, approved_at=None)
    listed = OfferFactory(provider=provider, listed=True, kind="visit", version__people=[link.person])
    OfferVersionFactory(offer=listed, title="Grow your supper", people=[link.person])
    places, offer = f"places/{space.venue_id}/", f"offers/{draft.pk}/"
    paths = ["", "profile/", "close/", "people/", "people/new/", f"people/{link.pk}/", f"people/{link.pk}/remove/"]
    paths += ["places/", "places/new/", places, f"{places}access/", f"{places}spaces/new/", f"{places}remove/"]
    paths += ["offers/", "offers/new/", offer, f"offers/{listed.pk}/", f"offers/{listed.pk}/discard/", f"offers/{listed.pk}/move/archive/"]
    paths += [f"{offer}page/{page}/" for page in ("what", "who_for", "where_when", "cost", "adjustments", "people")]
    paths += [f"{offer}timeline/", f"{offer}photos/", "open-times/", f"open-times/person/{link.person_id}/"]
    return ["/provider/start/", *(f"/provider/burn/{path}" for path in paths)]


def sideways_scroll(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


@pytest.mark.slow
def test_every_page_is_accessible_and_fits(live_server: LiveServer, page: Page, look: Callable[[], None], pages: list[str]) -> None:
    sign_in(page.context, live_server, Provider.objects.get().members.get().user)
    too_wide = []

    for path in pages:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(live_server.url + path)
        look()
        page.emulate_media(color_scheme="dark")
        for width in (375, 320):
            page.set_viewport_size({"width": width, "height": 700})
            too_wide += [(path, width)] if sideways_scroll(page) else []
        look()

    assert too_wide == []


def test_mistakes_are_announced_and_led_to(live_server: LiveServer, page: Page, look: Callable[[], None], pages: list[str]) -> None:
    sign_in(page.context, live_server, Provider.objects.get().members.get().user)
    page.goto(f"{live_server.url}/provider/burn/people/new/")

    page.get_by_label("Full name").fill("R")
    page.get_by_role("button", name="Save").click()

    look()
    expect(page).to_have_title(re.compile("^Error: Add a person"))
    page.get_by_role("link", name="Fill in “Name for the public”").click()
    expect(page.get_by_label("Name for the public")).to_be_focused()
    expect(page.get_by_label("Full name")).to_have_value("R")


@pytest.mark.slow
def test_a_provider_says_everything_once_without_script(live_server: LiveServer, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server, UserFactory(first_name="Rosa", last_name="Brown"))
    page = context.new_page()

    page.goto(f"{live_server.url}/provider/start/")
    page.get_by_label("Community-based teacher", exact=True).check()
    page.get_by_label("Name", exact=True).fill("Rosa Brown")
    page.get_by_label("Postcode").fill("NE23 6QW")
    page.get_by_role("button", name="Continue").click()

    page.get_by_role("main").get_by_role("link", name="People who meet pupils").first.click()
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("Name for the public").fill("Rosa, gardener")
    page.get_by_label("Paid, self-employed").check()
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="When they can be booked").click()
    page.get_by_label("From", exact=True).first.fill("13:00")
    page.get_by_label("To", exact=True).first.fill("16:00")
    page.get_by_role("button", name="Add the time").click()
    expect(page.get_by_text("Wednesday 13:00 to 16:00")).to_be_visible()

    write_an_offer(page)

    for row in page.locator(".govuk-task-list__status").all_inner_texts():
        assert row.strip() == "Answered"
    context.close()


def write_an_offer(page: Page) -> None:
    page.get_by_role("link", name="When you can be booked").click()
    page.locator(".govuk-back-link").click()
    page.get_by_role("link", name="Offers", exact=True).first.click()
    page.get_by_role("button", name="Start an offer").click()
    page.get_by_label("Session", exact=True).check()
    page.get_by_label("Title").fill("Grow your lunch")
    page.get_by_label("A weekly run").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("In short").fill("Sow, tend and eat a salad in six weeks.")
    page.get_by_label("Nature, outdoor and adventure").check()
    go_on(page)
    go_on(page)
    page.get_by_label("How far do you travel to a school?").fill("10")
    go_on(page)
    go_on(page)
    page.get_by_role("group", name="Large print").get_by_label("Answer").select_option("yes")
    go_on(page)
    page.get_by_label("Rosa, gardener").check()
    go_on(page)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()
