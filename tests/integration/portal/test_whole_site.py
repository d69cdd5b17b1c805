"""Sitemap, robots, health, and pages that exist in the demo only."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from cms.models import StandardPage
from cms.starter import SLUGS, set_up_pages
from core import clock
from core.models import PeriodicRun
from core.periodic import WHOLE
from directory.enums import Audience
from directory.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory

pytestmark = pytest.mark.django_db


def schedule_ran() -> None:
    PeriodicRun.objects.update_or_create(name=WHOLE, defaults={"last_started_at": clock.now(), "last_finished_at": clock.now()})


def paths_in_sitemap(client: Client) -> set[str]:
    return {
        address.partition("testserver")[2] or address.partition("localhost:8000")[2]
        for address in re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    }


def test_sitemap_holds_what_the_public_sees_and_nothing_else(client: Client) -> None:
    set_up_pages()
    StandardPage.objects.get(slug="terms").unpublish()
    shown = OfferFactory(listed=True)
    OfferFactory()
    OfferFactory(state=OfferState.IN_REVIEW)
    OfferFactory(listed=True, assured_until=None)
    OfferFactory(listed=True, audience=Audience.SCHOOLS)

    paths = paths_in_sitemap(client)

    pages = {"/", *(f"/{slug}/" for slug in SLUGS if slug != "terms")}
    assert paths == {*pages, f"/offers/{shown.slug}/", f"/providers/{shown.provider.slug}/"}


def test_every_address_in_the_sitemap_opens(client: Client) -> None:
    set_up_pages()
    OfferFactory(listed=True)

    answers = {path: client.get(path).status_code for path in paths_in_sitemap(client)}

    assert set(answers.values()) == {200}, answers


def test_robots_are_led_to_the_sitemap_and_kept_from_what_is_for_members(client: Client) -> None:
    answer = client.get("/robots.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /admin/\n" in answer.text
    assert "Disallow: /school/\n" in answer.text
    assert answer.text.endswith("Sitemap: http://localhost:8000/sitemap.xml\n")


def test_health_is_plain_for_machines(client: Client) -> None:
    schedule_ran()

    answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_health_says_what_is_wrong(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.text == "The schedule (manage.py run_due) has not finished within the last 5 minutes.\n"


def test_health_in_figures_is_for_those_who_run_the_site(client: Client) -> None:
    schedule_ran()
    client.force_login(UserFactory())
    other = client.get("/health/")
    client.force_login(UserFactory(is_staff=True))

    staff = client.get("/health/")

    assert other.status_code == 404
    assert staff.status_code == 200
    assert "Everything is running" in staff.text


@pytest.mark.parametrize("path", ["/be-someone/", "/demo/mails/", "/demo/mails/1/", "/demo/mails/1/body/"])
def test_pages_of_the_demo_do_not_exist_elsewhere(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, {"person": UserFactory().pk}).status_code == 404


def test_no_page_shows_the_ribbon_of_the_demo_elsewhere(client: Client) -> None:
    assert "jn-ribbon" not in client.get("/robots.txt").text
    assert "jn-ribbon" not in client.get(reverse("account_login")).text


def test_landing_wants_somebody_signed_in(client: Client, settings: Settings) -> None:
    answer = client.get("/home/")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/login/?next=/home/"
