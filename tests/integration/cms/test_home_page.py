import re

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from cms.models import HomePage
from cms.starter import set_up_pages
from directory.enums import OfferKind
from tests.factories.directory import OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages() -> None:
    set_up_pages()


def test_home_page_says_what_this_is_and_leads_through_three_doors(client: Client) -> None:
    OfferFactory(listed=True, kind=OfferKind.VISIT)

    html = client.get("/").text

    assert '<h1 class="jn-display">Somebody near you can teach that</h1>' in html
    assert re.findall(r'jn-stretch" href="(/offers/\?door=[a-z_]+)">([^<]+)</a>', html) == [
        ("/offers/?door=wednesday", "Wednesday afternoons"),
        ("/offers/?door=third_space", "Third spaces"),
        ("/offers/?door=challenge", "Personal challenges"),
    ]
    assert re.findall(r'<p class="jn-small">(\d+ offers?)</p>', html) == ["1 offer"]


def test_home_page_has_a_search_steps_panels_and_a_story(client: Client) -> None:
    html = client.get("/").text

    assert 'role="search"' in html
    assert "Cleared for your date, not in general" in html
    assert 'id="schools"' in html
    assert 'id="providers"' in html
    assert "An example, until your own schools tell theirs" in html


def test_home_page_search_offers_the_dates_that_the_results_page_knows(client: Client) -> None:
    html = client.get("/").text

    found = re.findall(r'<option value="([a-z]*)">([^<]+)</option>', html)
    assert found == [("", "Any time"), ("wednesday", "Any Wednesday afternoon"), ("date", "A date of our own")]
    assert client.get("/offers/?q=bread&near=&when=wednesday").context["form"].errors == {}


def test_home_page_without_offers_leaves_their_row_out(client: Client) -> None:
    assert "New in the directory" not in client.get("/").text


def test_home_page_shows_the_newest_offers(client: Client) -> None:
    OfferFactory(listed=True, version__title="Brass from a standing start")
    OfferFactory(version__title="Not yet")

    html = client.get("/").text

    assert "New in the directory" in html
    assert "Brass from a standing start" in html
    assert "Not yet" not in html


def test_home_page_asks_few_questions_of_the_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for kind in OfferKind:
        OfferFactory(listed=True, kind=kind)
    client.get("/")

    with django_assert_num_queries(15):  # the site, the page, its place, and the offers: doors, and each door's newest with its photos
        client.get("/")


def test_an_editor_can_turn_the_offers_off(client: Client) -> None:
    OfferFactory(listed=True, version__title="Brass from a standing start")
    HomePage.objects.update(featured_rule="none")

    assert "Brass from a standing start" not in client.get("/").text
