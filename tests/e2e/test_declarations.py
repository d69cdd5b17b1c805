"""A newcomer answers on a phone without JavaScript, officers look, and the offer is listed; axe looks at the same pages, with script."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.bookings import NOW
from tests.support.declaring import Declaring
from tests.support.officers import case_page, desk_of
from tests.support.vetting import Desk, claimed, record_required
from vetting.models import Check
from vetting.services.cases import handling as cases
from vetting.services.checks.reviewing import Look, review_declarations

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 375, "height": 800}
DESK = {"width": 1280, "height": 900}
LookAll = Callable[[Page], None]


@pytest.fixture(autouse=True)
def november(settings: object) -> Iterator[None]:
    settings.OFFICERS_NEED_SECOND_FACTOR = False  # type: ignore[attr-defined]  # pytest-django's
    with time_machine.travel(NOW, tick=True):
        yield


def browse(browser: Browser, address: str, user: User, *, script: bool = False, size: dict[str, int] = PHONE) -> Page:
    context = browser.new_context(java_script_enabled=script, viewport=size)  # type: ignore[arg-type]  # the stubs want their own dict
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    return context.new_page()


def newcomer() -> Desk:
    """An offer that runs now and then, handed in and claimed; nothing is recorded."""
    return claimed(version__pattern="occasional", version__title="Grow your lunch", provider__name="Rosa's Garden")


@pytest.mark.slow
def test_a_newcomer_answers_on_a_phone_an_officer_looks_and_the_offer_is_listed(browser: Browser, live_server: LiveServer) -> None:
    desk = newcomer()
    page = browse(browser, live_server.url, desk.member)
    tasks = f"{live_server.url}/offers/{desk.offer.slug}/tasks/"
    page.goto(tasks)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("link", name=re.compile("Answer it here.*Public liability")).click()
    page.get_by_label("Insurer").fill("Borough Mutual")
    page.get_by_label("Limit in pounds").fill("£5,000,000")
    page.get_by_role("group", name="Covers this activity with children").get_by_label("Yes").check()
    for part, text in (("Day", "31"), ("Month", "August"), ("Year", "2027")):
        page.get_by_label(part).fill(text)
    page.get_by_role("button", name="Save my answer").click()
    expect(page.get_by_text("Tick “This is true” to go on").first).to_be_visible()
    assert page.get_by_label("Insurer").input_value() == "Borough Mutual"
    page.get_by_label("This is true").check()
    page.get_by_role("button", name="Save my answer").click()
    expect(page.get_by_text("Kept. It counts as soon as an officer has looked at it")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Change your answer.*Public liability"))).to_be_visible()

    desk_of(desk.first, desk.authority)
    officer = browse(browser, live_server.url, desk.first, script=True, size=DESK)
    officer.goto(f"{live_server.url}{case_page(desk.case)}")
    officer.get_by_role("link", name="Verify checks (1)").click()
    officer.get_by_label("It looks right: verify it").check()
    officer.get_by_role("button", name="Save what I said").click()
    expect(officer.get_by_text("Saved. What you verified counts from now")).to_be_visible()

    record_required(desk)
    cases.recommend(by=desk.first, case=desk.case, outcome="cleared")
    cases.decide(by=desk.second, case=desk.case, outcome="cleared")
    page.goto(tasks)
    expect(page.get_by_role("heading", level=1)).to_have_text("It is listed")
    assert Check.objects.get(check_type="PLI").source == "provider"


@pytest.mark.slow
def test_axe_finds_nothing_on_the_pages_of_answers(browser: Browser, live_server: LiveServer, axe_of: LookAll) -> None:
    desk = newcomer()
    declaring = Declaring(desk)
    policy, _insurance = declaring("SG_POLICY"), declaring("PLI")
    review_declarations(by=desk.first, looks=[Look(policy, verifies=False, reason="unclear", note="Say where it can be read.")])
    person = declaring.person
    person.user = UserFactory()
    person.save()

    member = browse(browser, live_server.url, desk.member, script=True)
    member.goto(f"{live_server.url}/offers/{desk.offer.slug}/tasks/")
    axe_of(member)
    member.get_by_role("link", name="Correct your answer").click()
    axe_of(member)
    member.get_by_role("button", name="Save my answer").click()
    axe_of(member)

    rosa = browse(browser, live_server.url, person.user, script=True)
    rosa.goto(f"{live_server.url}/asked-of-me/")
    axe_of(rosa)
    rosa.get_by_role("link", name="Code of conduct agreed").click()
    axe_of(rosa)
