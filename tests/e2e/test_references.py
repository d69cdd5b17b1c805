"""Naming a referee, and answering as one: on a phone, without JavaScript; axe looks at the same pages, with script."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories.bookings import NOW
from tests.support.references import Naming
from tests.support.vetting import Desk, submitted
from vetting.models import ReferenceRequest

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 375, "height": 800}
LookAll = Callable[[Page], None]


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def phone_of(browser: Browser, address: str, desk: Desk | None = None, *, script: bool = False) -> Page:
    context = browser.new_context(java_script_enabled=script, viewport=PHONE)  # type: ignore[arg-type]  # the stubs want their own dict
    if desk:
        client = Client()
        client.force_login(desk.member, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    return context.new_page()


def test_a_referee_is_named_and_answers_on_a_phone(browser: Browser, live_server: LiveServer) -> None:
    desk = submitted()
    page = phone_of(browser, live_server.url, desk)
    page.goto(f"{live_server.url}/offers/{desk.offer.slug}/tasks/")
    page.get_by_text("not needed (").click()  # advice for an organisation, folded away
    page.get_by_role("link", name="Name referees").click()
    page.get_by_label("Their name").fill("Grace Hall")
    page.get_by_label("Their e-mail address").fill("grace@example.org")
    page.get_by_label("From a school, as staff or volunteer").check()
    page.get_by_label("Since which year?").fill("2019")
    page.get_by_role("button", name="Add to the list").click()
    expect(page.get_by_text("Grace Hall is on your list.")).to_be_visible()

    referee = phone_of(browser, live_server.url)
    referee.goto(f"{live_server.url}/reference/{ReferenceRequest.objects.get().token}/")
    assert referee.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for question, answer in (
        ("How do you know them?", "Employer or colleague"),
        ("For how long?", "More than three years"),
        ("Have you seen them with children or young people?", "Yes, often"),
        ("Would you be content for them to work with children?", "Yes"),
        ("Is there anything that worries you?", "No"),
    ):
        referee.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    referee.get_by_role("button", name="Send my answer").click()
    expect(referee.get_by_role("heading", level=1)).to_contain_text("Thank you for your answer")


@pytest.mark.slow
def test_axe_finds_nothing_on_the_pages_of_references(browser: Browser, live_server: LiveServer, axe_of: LookAll) -> None:
    desk = submitted()
    reference = Naming(desk)()

    page = phone_of(browser, live_server.url, desk, script=True)
    for path, button in (
        (f"/offers/{desk.offer.slug}/referees/{reference.person_id}/", "Add to the list"),
        (f"/reference/{reference.token}/", "Send my answer"),
    ):
        page.goto(f"{live_server.url}{path}")
        axe_of(page)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("alert")).to_be_visible()
        axe_of(page)
    page.goto(f"{live_server.url}/reference/forged/")
    axe_of(page)
