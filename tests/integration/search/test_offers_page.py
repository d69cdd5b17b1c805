"""The page on which offers are found, as a browser gets it."""

import datetime
import html
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from core.models import PostcodePoint
from directory.models import Offer
from directory.states import OfferState
from search.services.index import index_offer
from tests.factories.directory import OfferFactory, OfferPhotoFactory, PersonFactory, ProviderFactory, VenueFactory
from tests.factories.schools import CalendarFactory, SchoolMemberFactory
from tests.factories.search import NE23, indexed_offer

pytestmark = pytest.mark.django_db
PAGE = reverse("search:offers")
MILE = 1 / 69.0
OURS = re.compile(r"search_|directory_|postcode|offer_en|work_mem")  # the frame of the page asks for other things


@pytest.fixture(autouse=True)
def postcodes() -> None:
    PostcodePoint.objects.create(postcode="NE23 8EH", sector="NE23 8", district="NE23", latitude=NE23.latitude, longitude=NE23.longitude)


def get(client: Client, address: str = "", *, plain: bool = False) -> str:
    response = client.get(f"{PAGE}{address}")
    assert response.status_code == 200
    return html.unescape(response.content.decode()) if plain else response.content.decode()


def words(text: str) -> str:
    return " ".join(strip_tags(text).split())


def titles(text: str) -> list[str]:
    return [words(title) for title in re.findall(r"<h3[^>]*>(.*?)</h3>", text, re.DOTALL)]


def at_school(client: Client) -> Any:
    member = SchoolMemberFactory(school__postcode="NE23 8EH")
    CalendarFactory(authority=member.school.authority)
    client.force_login(member.user)
    return member.school


def test_gardening_near_ne23_is_found_by_anybody(client: Client) -> None:
    indexed_offer(
        provider=ProviderFactory(name="Burn Allotments", postcode="NE23 8EH"),
        assured_until=datetime.date(2027, 8, 31),
        version__title="Gardening for lunch",
        version__group_min=1,
    )
    indexed_offer(version__title="Brass band", version__people=[], provider=ProviderFactory(name="Brass"))

    text = get(client, "?q=gardening&near=NE23")

    assert "<title>Gardening near NE23 – Junction</title>" in text  # noqa: RUF001  # the site's own dash
    assert titles(text) == ["Gardening for lunch"]
    for fact in ("1 offer fits", "Burn Allotments", "Years 3 to 6", "Up to 30 pupils", "Free", "under 1 mile", "until 31 August 2027"):
        assert fact in words(text)


def test_what_was_typed_stays_in_the_form_and_the_address_is_the_whole_question(client: Client) -> None:
    indexed_offer(kind="visit")
    indexed_offer(kind="visit")

    text = get(client, "?q=salad&near=NE23&when=wednesday&group=24&door=third_space&sort=newest")

    for control in (
        r'name="q"[^>]*value="salad"',
        r'name="near"[^>]*value="NE23"',
        r'<option value="wednesday" selected>',
        r'name="group"[^>]*value="24"',
        r'name="door" type="checkbox" value="third_space" checked',
        r'<option value="newest" selected>',
    ):
        assert re.search(control, text), control


def test_a_correction_is_told_and_can_be_taken_back(client: Client) -> None:
    indexed_offer(version__title="Gardening for lunch")

    text = get(client, "?q=gardning")
    exact = get(client, "?q=gardning&exact=1")

    assert "Showing results for gardening. Search for “gardning” instead" in words(text)
    assert 'href="?q=gardning&amp;exact=1"' in text
    assert "Showing results" not in exact
    assert "Nobody here offers anything that speaks of “gardning” yet." in words(exact)


@pytest.mark.parametrize(
    ("address", "field", "message"),
    [
        ("?near=nowhere", "near", "We can't place this."),
        ("?when=date&date=2026-01-01", "date", "Choose a date from tomorrow on."),
        ("?when=date&date=31/31/31", "date", "There is no such date."),
        ("?group=lots", "group", "Write the number of pupils in figures"),
        ("?when=term-2027-01-04", "when", "Sign in with your school"),
    ],
)
@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_bad_input_is_told_at_its_field_and_the_rest_is_answered(client: Client, address: str, field: str, message: str) -> None:
    indexed_offer(version__title="Gardening for lunch")

    page = get(client, f"{address}&q=gardening", plain=True)

    assert f'href="#id_{field}"' in page
    assert re.search(rf'id="id_{field}_error".*?{message}', page, re.DOTALL)
    assert titles(page) == ["Gardening for lunch"]
    assert page.count("<title>Error:") == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("q", "x" * 250),
        ("q", "gardening\0tools"),
        ("near", "Cramlington"),
        ("date", "2031-05-04"),
        ("group", "about 24"),
        ("group", "9" * 40),
    ],
)
def test_what_was_typed_wrongly_is_still_in_its_box(client: Client, field: str, typed: str) -> None:
    response = client.get(PAGE, {"when": "date", "date": "2027-01-27", field: typed})

    control = response.context["form"][field]
    assert control.errors
    assert control.value() == typed
    assert re.search(rf'<input class="govuk-input[^"]*" name="{field}" type="(text|search|date)" value="{typed}"', response.text)


def test_filters_are_unfolded_where_one_of_them_is_wrong(client: Client) -> None:
    """On a phone they are folded away, and the summary of errors could not lead to a box that is not there."""
    indexed_offer()

    assert '<details class="jn-filters" open>' in get(client, "?group=lots")
    assert '<details class="jn-filters">' in get(client, "?group=24&near=nowhere")


def test_values_that_nothing_can_be_narrowed_by_are_named_shortly(client: Client) -> None:
    text = get(client, f"?door=window&years=99&subject={'x' * 5000}", plain=True)

    assert f"Left out, because nothing here can be narrowed by it: window, 99, {'x' * 29}…." in words(text)


def test_a_page_beyond_the_last_shows_the_last_and_says_so(client: Client) -> None:
    for number in range(12):
        indexed_offer(version__title=f"Offer number {number}")

    text = get(client, "?page=999")

    assert titles(text) == ["Offer number 1", "Offer number 0"]
    assert "There is no page 999. This is the last one." in words(text)


@pytest.mark.parametrize(
    "junk", ["?q=%00%ff", "?q=%F0%9F%8E%89", "?page=-1", "?door=%3Cscript%3E", "?distance=7&near=NE23", "?a=b", f"?q={'x' * 5000}"]
)
def test_junk_gets_a_page_with_everything_else(client: Client, junk: str) -> None:
    indexed_offer(version__title="Gardening for lunch")

    text = get(client, junk)

    assert "<script>" not in text.replace('<script type="module"', "")
    assert "fit" in words(text)


def test_an_address_with_thousands_of_values_is_refused_with_a_plain_page(client: Client) -> None:
    """Django stops reading at a thousand; nobody gets there by ticking boxes."""
    response = client.get(f"{PAGE}?{'door=wednesday&' * 1500}")

    assert response.status_code == 400
    assert "Find offers" in response.text


def test_pages_link_to_one_another_and_keep_the_question(client: Client) -> None:
    for number in range(11):
        indexed_offer(version__title=f"Offer number {number}")

    text = get(client, "?q=offer&door=wednesday")

    assert len(titles(text)) == 10
    assert 'href="?q=offer&amp;door=wednesday&amp;page=2"' in text


def test_nothing_found_says_what_to_leave_out(client: Client) -> None:
    indexed_offer(version__group_max=12)
    indexed_offer(version__group_max=12, kind="visit")

    text = get(client, "?group=200&door=wednesday")

    assert "Nothing fits all of this" in words(text)
    assert "Allow any size of group</a>: 1 offer" in text
    assert 'href="?door=wednesday"' in text


def test_words_that_nobody_has_lead_on_to_everything_else_that_fits(client: Client) -> None:
    indexed_offer(version__title="Gardening for lunch")

    text = get(client, "?q=submarines&near=NE23&door=wednesday&exact=1", plain=True)

    assert "Within 20 miles, nobody offers anything that speaks of “submarines” yet." in words(text)
    assert '<a class="govuk-link" href="?near=NE23&door=wednesday">Show everything else that fits</a>' in text
    assert '<a class="govuk-link" href="?q=submarines&near=NE23&door=wednesday&exact=1&distance=any">Look at any distance</a>' in text


def test_how_well_a_postcode_was_placed_is_said_where_something_is_measured_from_it(client: Client) -> None:
    indexed_offer(version__title="Gardening for lunch", provider=ProviderFactory(postcode="NE23 8EH"))
    note = "Distances are from about the middle of"

    assert f"{note} NE23 8." in words(get(client, "?near=NE23+8ZZ"))
    assert f"{note} NE23." in words(get(client, "?near=NE23"))
    assert note not in words(get(client, "?near=NE23+8EH"))
    assert note not in words(get(client, "?near=NE23&q=submarines&exact=1"))


def test_a_place_with_nothing_round_it_leads_farther_out(client: Client) -> None:
    indexed_offer(kind="visit", version__setting="host_site", version__venue=VenueFactory(latitude=55.0, longitude=-1.6))
    PostcodePoint.objects.create(postcode="TR1 1AA", sector="TR1 1", district="TR1", latitude=50.26, longitude=-5.05)

    text = get(client, "?near=TR1")

    assert "Nothing is listed within 20 miles yet. Look at any distance" in words(text)
    assert 'href="?near=TR1&amp;distance=any"' in text
    assert len(titles(get(client, "?near=TR1&distance=any"))) == 1


def test_an_empty_directory_says_why(client: Client) -> None:
    assert "Nothing is listed here yet. Offers are shown once they have been looked at and cleared." in words(get(client))


@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_a_signed_in_school_searches_on_its_own_wednesdays_near_itself(client: Client) -> None:
    at_school(client)
    indexed_offer(version__title="Gardening for lunch", version__people=[PersonFactory(open_all_week=True)])
    indexed_offer(version__title="For schools", audience="schools", version__people=[PersonFactory(open_all_week=True)])

    first = get(client)
    spring = get(client, "?when=term-2027-01-04")

    assert "Offers near NE23 8EH" in words(first)
    assert "Our 11 Wednesdays, Spring term 2027" in words(first)
    assert titles(spring) == ["Gardening for lunch", "For schools"]
    assert words(spring).count("Free on all of your 11 Wednesdays") == 2
    assert "2 are free on all 11." in words(spring)
    assert "17Mar, free" in words(spring)


@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_a_school_is_told_why_nothing_is_on_in_its_half_term(client: Client) -> None:
    at_school(client)

    text = get(client, "?when=date&date=2027-02-17")

    assert "alf-term" in words(text)


@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_the_public_sees_no_line_of_dates_and_no_offer_for_schools(client: Client) -> None:
    indexed_offer(version__title="Gardening for lunch", version__people=[PersonFactory(open_all_week=True)])
    indexed_offer(version__title="For schools", audience="schools")

    text = get(client, "?when=wednesday")

    assert titles(text) == ["Gardening for lunch"]
    assert "Free on all of the next 12 Wednesdays" in words(text)
    assert "jn-stops" not in text
    assert "For schools only" not in text


def test_near_misses_stand_below_with_their_reason(client: Client) -> None:
    venue = VenueFactory(latitude=NE23.latitude + 7 * MILE, longitude=NE23.longitude)
    indexed_offer(version__title="Far", version__setting="host_site", version__venue=venue)
    indexed_offer(version__title="Near", provider=ProviderFactory(postcode="NE23 8EH"))

    text = get(client, "?near=NE23&distance=5")

    assert titles(text) == ["Near", "Far"]
    assert "Nearly: a little beyond your 5 miles: it is 5 to 10 miles away. Look farther" in words(text)
    assert 'href="?near=NE23&amp;distance=10"' in text


def test_before_clearance_it_is_nowhere_and_after_it_is_there_in_the_same_second(client: Client) -> None:
    offer = OfferFactory(state=OfferState.IN_REVIEW, version__title="Gardening for lunch")
    index_offer(offer_id=offer.pk)
    before = get(client, "?q=gardening")

    version = offer.versions.get()
    type(version).objects.filter(pk=version.pk).update(state="approved")
    Offer.objects.filter(pk=offer.pk).update(
        state=OfferState.LISTED,
        approved_version=version,
        assured_until=datetime.date(2099, 1, 1),
        assured_by="Northumberland",
        first_listed_at=offer.created_at,
    )
    index_offer(offer_id=offer.pk)

    assert titles(before) == []
    assert offer.slug not in before
    assert titles(get(client, "?q=gardening")) == ["Gardening for lunch"]


def test_suspended_reads_like_unavailable(client: Client) -> None:
    offer = indexed_offer(version__title="Gardening for lunch")
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.PAUSED)
    index_offer(offer_id=offer.pk)
    paused = get(client, "?q=gardening")

    Offer.objects.filter(pk=offer.pk).update(state=OfferState.LISTED, assured_until=None)
    index_offer(offer_id=offer.pk)

    assert get(client, "?q=gardening") == paused


def test_no_place_is_told_more_finely_than_its_band(client: Client) -> None:
    home = ProviderFactory(kinds=["cbt_individual"], postcode="NE23 8EH", latitude=55.0871234, longitude=-1.5861234)
    indexed_offer(provider=home)

    text = get(client, "?near=NE23&sort=nearest")

    for secret in ("55.08", "1.586", "NE23 8EH", home.contact_email):
        assert secret not in text, secret


@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
@pytest.mark.parametrize("number", [1, 9])
def test_the_page_takes_as_many_queries_whatever_it_finds(client: Client, number: int) -> None:
    person = PersonFactory(open_all_week=True)
    for _number in range(number):
        OfferPhotoFactory(offer=indexed_offer(version__title="Gardening", version__people=[person]))

    with CaptureQueriesContext(connection) as captured:
        get(client, "?q=gardning&near=NE23&when=wednesday&group=20")

    # The place; words known, like them, in use; memory for the answer, and it;
    # the re-check; the marks; the cards and their photos.
    assert len([query for query in captured if OURS.search(query["sql"])]) == 10


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post(PAGE).status_code == 405
