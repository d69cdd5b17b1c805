from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from directory.enums import EditorPage
from directory.models import Offer, OfferVersion, Provider
from directory.states import OfferState, VersionState
from tests.factories.directory import OfferFactory, OfferVersionFactory, PersonFactory, ProviderPersonFactory, SpaceFactory
from tests.support.pages import answers_on, heading, problems, said, soup_of, typed

pytestmark = pytest.mark.django_db


def page_of(offer: Offer, page: str) -> str:
    return f"/provider/burn/offers/{offer.pk}/page/{page}/"


def send(client: Client, offer: Offer, page: str, **answers: Any) -> Any:
    """Fill in a page of the editor as it is, but for these answers."""
    url = page_of(offer, page)
    return client.post(url, answers_on(client, url) | answers, follow=True)


@pytest.fixture
def draft(provider: Provider) -> Offer:
    offer: Offer = OfferFactory(
        provider=provider, version__answered=[], version__title="Bread for forty", version__people=[], version__adjustments={}
    )
    return offer


def version_of(offer: Offer) -> OfferVersion:
    return offer.versions.latest("number")


def test_an_offer_begins_with_three_answers_and_goes_on(member_client: Client, provider: Provider) -> None:
    answer = member_client.post(
        "/provider/burn/offers/new/", {"kind": "session", "title": "Bread for forty", "pattern": "weekly"}, follow=True
    )

    offer = Offer.objects.get()
    assert (answer.request["PATH_INFO"], heading(answer)) == (page_of(offer, "what"), "What it is")
    assert (offer.state, version_of(offer).pattern, version_of(offer).answered) == (OfferState.DRAFT, "weekly", [])


def test_an_offer_without_a_title_is_refused_and_keeps_its_kind(member_client: Client, provider: Provider) -> None:
    answer = member_client.post("/provider/burn/offers/new/", {"kind": "visit", "title": "Hi", "pattern": ""})

    assert problems(answer) == [
        "Write at least 5 characters",
        "Choose an answer for “How often would you do it?”",
    ]
    assert soup_of(answer).select('input[name="kind"][checked]')[0]["value"] == "visit"
    assert Offer.objects.count() == 0


def test_each_page_is_saved_by_itself_and_leads_to_the_next(member_client: Client, provider: Provider, draft: Offer) -> None:
    rosa = ProviderPersonFactory(provider=provider, person=PersonFactory(open_all_week=True)).person
    pages: list[tuple[str, dict[str, Any]]] = [
        (
            "what",
            {"title": "Bread for fifty", "summary": "Flour and water.", "categories": ["life_skills"], "subjects": ["food", "science"]},
        ),
        ("who_for", {"year_from": "5", "year_to": "8", "group_min": "6", "group_ideal": "", "group_max": "24"}),
        ("where_when", {"setting": "school_site", "travel_miles": "15", "pattern": "weekly", "minutes": "90", "setup_minutes": "30"}),
        ("cost", {"price_basis": "per_pupil", "price": "4.50", "materials": "1"}),
        ("adjustments", {"large_print_offered": "with_notice", "large_print_days": "5", "makaton_offered": "no"}),
        ("people", {"people": [str(rosa.pk)], "supervision": "school_staff_present", "nature": "teach_train_instruct"}),
    ]

    went_to = [send(member_client, draft, page, **answers).request["PATH_INFO"] for page, answers in pages]

    version = version_of(draft)
    assert went_to == [page_of(draft, page) for page, _answers in pages[1:]] + [f"/provider/burn/offers/{draft.pk}/"]
    assert (version.title, version.subjects, version.year_from, version.group_ideal) == ("Bread for fifty", ["food", "science"], 5, None)
    assert (version.minutes, version.setup_minutes, version.travel_miles, version.venue) == (90, 30, 15, None)
    assert (version.price_basis, version.price_pence, version.materials_pence) == ("per_pupil", 450, 100)
    assert version.adjustments == {
        "large_print": {"offered": "with_notice", "days": 5, "note": ""},
        "makaton": {"offered": "no", "days": None, "note": ""},
    }
    assert (list(version.people.all()), sorted(version.answered)) == ([rosa], sorted(EditorPage.values))


def test_a_page_can_be_left_for_later(member_client: Client, draft: Offer) -> None:
    answer = send(member_client, draft, "cost", price_basis="free", later="1")

    assert answer.request["PATH_INFO"] == f"/provider/burn/offers/{draft.pk}/"
    assert version_of(draft).answered == ["cost"]


@pytest.mark.parametrize(
    ("page", "answers", "expected"),
    [
        ("what", {"title": "Hi"}, ["Write at least 5 characters"]),
        ("what", {"description": "x" * 6001}, ["Shorten this to 6000 characters: it has 6001"]),
        ("what", {"categories": []}, ["Choose an answer for “Enrichment”"]),
        ("who_for", {"year_from": "8", "year_to": "5"}, ["Choose the same year or a later one"]),
        ("who_for", {"group_min": "20", "group_ideal": "", "group_max": "10"}, ["Enter at least 20, the fewest that you take"]),
        ("who_for", {"group_min": "5", "group_ideal": "40", "group_max": "10"}, ["Enter a number from 5 to 10"]),
        ("who_for", {"group_max": "9999"}, ["Enter a number from 1 to 500"]),
        ("who_for", {"group_max": "many"}, ["Enter a whole number."]),
        ("where_when", {"minutes": "5"}, ["Enter a number from 15 to 600"]),
        ("where_when", {"setting": "school_site", "travel_miles": ""}, ["Enter how many miles you travel, as a whole number"]),
        ("where_when", {"setup_minutes": "-5"}, ["Enter 0 or more"]),
        ("where_when", {"place": "venue-999999"}, ["Choose one of the answers that are offered"]),
        ("cost", {"price_basis": "per_session", "price": ""}, ["Enter a price, or choose that it is free"]),
        ("cost", {"price_basis": "per_session", "price": "-3"}, ["Enter 0 or more"]),
        ("cost", {"price_basis": "per_session", "price": "1.234"}, ["Ensure that there are no more than 2 decimal places."]),
        ("cost", {"price_basis": "per_session", "price": "NaN"}, ["Enter a number."]),
        ("adjustments", {}, ["Answer at least one. “Ask” is an answer too: a school then rings you."]),
        ("adjustments", {"captions_offered": "with_notice"}, ["Enter how many school days you need for “Captions”"]),
        ("adjustments", {"captions_days": "0"}, ["Enter a whole number of days from 1 to 60"]),
        ("people", {"people": []}, ["Choose at least one person. Add them under “People” first if they are missing."]),
        ("people", {"people": ["999999"]}, ["Choose one of the answers that are offered"]),
    ],
)
def test_bad_answers_are_refused_at_their_field_and_kept(
    member_client: Client, draft: Offer, page: str, answers: dict[str, Any], expected: list[str]
) -> None:
    OfferVersion.objects.update(adjustments={})
    before = OfferVersion.objects.values().get()

    answer = send(member_client, draft, page, **answers)

    assert problems(answer) == expected
    for name, value in answers.items():
        if isinstance(value, str) and name not in {"setting", "price_basis", "place"}:
            assert typed(answer, name) == value
    assert OfferVersion.objects.values().get() == before


def test_somebody_elses_people_and_places_cannot_be_chosen(member_client: Client, draft: Offer) -> None:
    stranger, space = ProviderPersonFactory().person, SpaceFactory()

    people = send(member_client, draft, "people", people=[str(stranger.pk)])
    place = send(member_client, draft, "where_when", setting="host_site", place=f"space-{space.pk}")

    assert (len(problems(people)), len(problems(place))) == (1, 1)


def test_a_space_is_chosen_with_its_place_and_dropped_when_it_is_at_school(member_client: Client, provider: Provider, draft: Offer) -> None:
    space = SpaceFactory(venue__provider=provider)

    send(member_client, draft, "where_when", setting="host_site", place=f"space-{space.pk}")
    there = version_of(draft)
    send(member_client, draft, "where_when", setting="school_site", travel_miles="5")
    here = version_of(draft)

    assert (there.venue, there.space, here.venue, here.space) == (space.venue, space, None, None)


def test_words_that_shut_pupils_out_are_pointed_out_and_saved(member_client: Client, draft: Offer) -> None:
    answer = send(member_client, draft, "what", description="Sadly not suitable for SEND pupils.")

    thought = "Saved. One thought on “not suitable for SEND”: Say what you can change instead, under “What you can adjust”."
    assert said(answer) == [thought]
    assert version_of(draft).description == "Sadly not suitable for SEND pupils."


def test_editing_a_listed_offer_opens_a_draft_beside_it(member_client: Client, provider: Provider) -> None:
    offer = OfferFactory(provider=provider, listed=True, version__title="Grow your lunch")

    answer = send(member_client, offer, "what", title="Grow your supper")

    offer.refresh_from_db()
    assert offer.approved_version is not None
    assert (offer.approved_version.title, version_of(offer).title, offer.state) == ("Grow your lunch", "Grow your supper", "listed")
    assert "Schools see the text that was approved. Your changes wait for you to send them in." in answer.content.decode()


def test_nothing_can_be_changed_while_an_officer_looks_and_nothing_typed_is_lost(member_client: Client, provider: Provider) -> None:
    offer = OfferFactory(provider=provider)
    url = page_of(offer, "what")
    opened = answers_on(member_client, url)
    offer.versions.update(state=VersionState.IN_REVIEW)
    Offer.objects.update(state=OfferState.IN_REVIEW)

    answer = member_client.post(url, opened | {"title": "Another title"})
    editor = soup_of(member_client.get(f"/provider/burn/offers/{offer.pk}/"))

    assert problems(answer) == ["An officer is looking at this now. Wait for their answer, or take it back from them to change it."]
    assert typed(answer, "title") == "Another title"
    assert editor.select("a.govuk-task-list__link") == []


def test_two_who_edit_at_once_do_not_overwrite_each_other_unseen(member_client: Client, draft: Offer) -> None:
    url = page_of(draft, "what")
    opened = answers_on(member_client, url)
    send(member_client, draft, "what", title="Theirs came first")

    refused = member_client.post(url, opened | {"title": "Mine came second"})

    assert problems(refused) == ["Somebody changed this after you opened it. Your answers are below: save again to keep them."]
    assert (version_of(draft).title, typed(refused, "title")) == ("Theirs came first", "Mine came second")


def test_an_edit_of_another_page_meanwhile_is_no_clash(member_client: Client, draft: Offer) -> None:
    opened = answers_on(member_client, page_of(draft, "who_for"))
    send(member_client, draft, "what", title="Theirs is elsewhere")

    member_client.post(page_of(draft, "who_for"), opened | {"group_max": "20"})

    assert (version_of(draft).title, version_of(draft).group_max) == ("Theirs is elsewhere", 20)


def test_the_timeline_is_put_in_order_and_empty_rows_are_left_out(member_client: Client, draft: Offer) -> None:
    url = f"/provider/burn/offers/{draft.pk}/timeline/"
    moments = {"form-0-minute": "60", "form-0-title": "Bake", "form-3-minute": "0", "form-3-title": "Knead", "form-3-text": "Hands."}

    member_client.post(url, answers_on(member_client, url) | moments)

    assert version_of(draft).timeline == [{"minute": 0, "title": "Knead", "text": "Hands."}, {"minute": 60, "title": "Bake", "text": ""}]
    assert typed(member_client.get(url), "form-0-title") == "Knead"


@pytest.mark.parametrize(
    ("moments", "message"),
    [
        ({"form-0-minute": "120", "form-0-title": "Too late"}, "A session is 120 minutes long: nothing can start later."),
        (
            {"form-0-minute": "5", "form-0-title": "One", "form-1-minute": "5", "form-1-title": "Two"},
            "Two things start at the same minute. Give each its own.",
        ),
        ({"form-0-minute": "5"}, "Fill in “What”"),
        ({"form-0-minute": "soon", "form-0-title": "One"}, "Enter a whole number of minutes"),
    ],
)
def test_a_timeline_that_cannot_be_is_refused(member_client: Client, draft: Offer, moments: dict[str, str], message: str) -> None:
    url = f"/provider/burn/offers/{draft.pk}/timeline/"

    answer = member_client.post(url, answers_on(member_client, url) | moments)

    assert (problems(answer), typed(answer, "form-0-minute")) == ([message], moments["form-0-minute"])
    assert version_of(draft).timeline == []


def test_a_timeline_is_refused_while_an_officer_looks(member_client: Client, provider: Provider) -> None:
    offer = OfferFactory(provider=provider, state=OfferState.IN_REVIEW)
    url = f"/provider/burn/offers/{offer.pk}/timeline/"

    answer = member_client.post(url, answers_on(member_client, url) | {"form-0-minute": "5", "form-0-title": "Knead"})

    assert problems(answer) == ["An officer is looking at this now. Wait for their answer, or take it back from them to change it."]
    assert typed(answer, "form-0-title") == "Knead"


def test_the_list_shows_how_each_offer_stands_in_few_queries(
    member_client: Client, provider: Provider, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for title in ("Grow your lunch", "Bake bread"):
        OfferFactory(provider=provider, listed=True, version__title=title)
    changed, looked_at = OfferFactory(provider=provider, listed=True), OfferFactory(provider=provider, listed=True)
    OfferVersionFactory(offer=changed, title="Changed since")
    OfferVersionFactory(offer=looked_at, title="Being looked at", state=VersionState.IN_REVIEW)
    OfferFactory(provider=provider, state=OfferState.ARCHIVED, version__title="From long ago")

    with django_assert_max_num_queries(11):
        page = soup_of(member_client.get("/provider/burn/offers/"))

    titles = [entry.get_text(strip=True) for entry in page.select(".jn-owned h2")]
    assert titles == ["Grow your lunch", "Bake bread", "Changed since", "Being looked at", "From long ago"]
    assert [entry.get_text(strip=True) for entry in page.select(".jn-owned .jn-small")] == [
        "You have changes that are not sent in yet. Schools see the text from before.",
        "An officer is looking at your changes. Schools see the text from before.",
    ]
