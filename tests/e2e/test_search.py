"""Finding offers in a browser: results that change in place, the same without script, and every state looked at, wide and narrow."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from core.models import PostcodePoint
from directory.models import Person
from tests.factories.directory import PersonFactory, ProviderFactory, VenueFactory
from tests.factories.schools import CalendarFactory, SchoolMemberFactory
from tests.factories.search import NE23, indexed_offer

pytestmark = pytest.mark.django_db(transaction=True)
MILE = 1 / 69.0
WIDTHS = (1280, 375, 320)
UNBROKEN = "abcdefghij" * 18


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel("2026-11-22T10:00:00Z", tick=True):
        yield


@pytest.fixture(autouse=True)
def offers() -> None:
    """Twelve on Wednesday afternoons and a visit two miles off: more than one page."""
    PostcodePoint.objects.create(postcode="NE23 8EH", sector="NE23 8", district="NE23", latitude=NE23.latitude, longitude=NE23.longitude)
    person: Person = PersonFactory(open_all_week=True)
    for number in range(12):
        indexed_offer(
            version__title=f"Gardening for lunch {number}", version__people=[person], provider=ProviderFactory(postcode="NE23 8EH")
        )
    yard = VenueFactory(latitude=NE23.latitude + 2 * MILE, longitude=NE23.longitude)
    indexed_offer(kind="visit", version__title="Gardening in the yard", version__setting="host_site", version__venue=yard)


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """The page, in which no script fails and no policy is broken."""
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def titles(page: Page) -> list[str]:
    return page.get_by_role("article").get_by_role("heading", level=3).all_inner_texts()


def test_results_change_in_place(live_server: LiveServer, quiet: Page) -> None:
    page = quiet
    page.goto(f"{live_server.url}/offers/?q=gardening&near=NE23")
    page.evaluate("window.isStillHere = true")
    expect(page.get_by_role("heading", name="13 offers fit")).to_be_visible()

    page.get_by_label("Third space").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", name="1 offer fits")).to_be_focused()

    assert page.evaluate("window.isStillHere")
    assert asked(page) == {"q": ["gardening"], "near": ["NE23"], "door": ["third_space"], "distance": ["20"]}
    assert titles(page) == ["Gardening in the yard"]
    assert page.locator("#told").inner_text() == "1 offer fits"


def test_the_announcement_is_the_same_element_before_and_after(live_server: LiveServer, quiet: Page) -> None:
    """A live region that comes with its words already in it is announced by nobody."""
    page = quiet
    page.goto(f"{live_server.url}/offers/")
    page.evaluate("window.told = document.getElementById('told')")

    page.get_by_label("Third space").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", name="1 offer fits")).to_be_visible()

    assert page.evaluate("window.told.isConnected && window.told.innerText") == "1 offer fits"


def test_back_shows_what_was_there_before(live_server: LiveServer, quiet: Page) -> None:
    page = quiet
    page.goto(f"{live_server.url}/offers/?q=gardening")
    first = titles(page)
    page.get_by_role("link", name="Page 2").click()
    expect(page.get_by_role("link", name="Page 2")).to_have_attribute("aria-current", "page")
    second = titles(page)

    page.go_back()

    expect(page.get_by_role("link", name="Page 1")).to_have_attribute("aria-current", "page")
    assert (len(first), len(second)) == (10, 3)
    assert titles(page) == first
    assert asked(page) == {"q": ["gardening"]}


def test_a_filter_set_in_place_stays_when_the_question_changes(live_server: LiveServer, quiet: Page) -> None:
    page = quiet
    page.goto(f"{live_server.url}/offers/?q=gardening")
    page.get_by_label("Third space").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", name="1 offer fits")).to_be_visible()

    page.get_by_label("What").fill("lunch")
    page.get_by_role("button", name="Find offers").click()
    page.wait_for_url("**q=lunch**")

    assert asked(page)["door"] == ["third_space"]


def test_a_mistyped_group_stays_in_its_box_with_what_is_wrong(live_server: LiveServer, quiet: Page) -> None:
    page = quiet
    page.goto(f"{live_server.url}/offers/?q=gardening")

    page.get_by_label("Pupils in the group").fill("about 24")
    page.get_by_role("button", name="Apply filters").click()

    expect(page.get_by_role("alert").get_by_role("link", name="Write the number of pupils in figures, like 24.")).to_be_visible()
    expect(page.get_by_label("Pupils in the group")).to_have_value("about 24")
    page.get_by_label("Pupils in the group").fill("24")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_page_without_script_gives_the_same(live_server: LiveServer, page: Page, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    answers = []
    for one in (page, plain):
        one.goto(f"{live_server.url}/offers/")
        one.get_by_label("What").fill("gardning")
        one.get_by_label("Where").fill("ne23")
        one.get_by_label("When").select_option("A date of our own")
        one.get_by_label("Which date").fill("2027-01-27")
        one.get_by_role("button", name="Find offers").click()
        expect(one.get_by_role("link", name="Search for “gardning” instead")).to_be_visible()
        one.get_by_label("Up to 3 miles").check()
        one.get_by_role("button", name="Apply filters").click()
        one.wait_for_url("**distance=3**")
        expect(one.get_by_role("link", name="Page 2")).to_be_visible()
        one.get_by_role("link", name="Page 2").click()
        expect(one.get_by_role("link", name="Page 2")).to_have_attribute("aria-current", "page")
        answers.append((asked(one), titles(one)))
    context.close()

    assert answers[0] == answers[1]
    assert len(answers[0][1]) == 3


@pytest.fixture
def school_page(live_server: LiveServer, page: Page) -> Page:
    """The page of somebody signed in at a school."""
    member = SchoolMemberFactory(school__postcode="NE23 8EH")
    CalendarFactory(authority=member.school.authority)
    client = Client()
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return page


def test_a_term_can_be_read_whole_in_its_box(live_server: LiveServer, school_page: Page) -> None:
    page = school_page
    page.set_viewport_size({"width": 1280, "height": 900})

    page.goto(f"{live_server.url}/offers/?when=term-2027-01-04")

    box = page.get_by_label("When")
    words = box.evaluate(
        """select => {
            const pen = document.createElement("canvas").getContext("2d");
            pen.font = getComputedStyle(select).font;
            return pen.measureText(select.selectedOptions[0].text).width;
        }"""
    )
    arrow_and_padding = 40
    assert box.evaluate("select => select.clientWidth") >= words + arrow_and_padding


def test_a_line_of_dates_wraps_on_a_phone_and_none_is_squeezed(live_server: LiveServer, school_page: Page) -> None:
    page = school_page
    page.set_viewport_size({"width": 320, "height": 700})

    page.goto(f"{live_server.url}/offers/?when=wednesday")

    stops = page.locator(".jn-stops").first.get_by_role("listitem")
    expect(stops).to_have_count(12)
    assert min(stop.evaluate("stop => stop.offsetWidth") for stop in stops.all()) >= 48
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("?q=gardening&near=NE23&when=wednesday&group=24", "13 offers fit"),
        ("?q=submarines&near=NE23", "Nothing fits all of this"),
        ("?near=nowhere&when=date&date=1999-01-01&group=lots&page=-1", "13 offers fit"),
        (f"?q={UNBROKEN}&near={UNBROKEN}&door={UNBROKEN}&subject={UNBROKEN}", "Nothing fits all of this"),
    ],
    ids=["found", "nothing", "errors", "unbroken"],
)
def test_every_state_is_accessible_and_fits_wide_and_narrow(
    live_server: LiveServer, quiet: Page, axe_of: Callable[[Page], None], address: str, says: str
) -> None:
    page = quiet
    page.goto(f"{live_server.url}/offers/{address}")

    expect(page.get_by_role("heading", name=says)).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            axe_of(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
