import pytest
from django.test import Client

from directory.models import Offer, Provider
from directory.services import offers
from directory.states import OfferState, VersionState
from tests.factories.directory import OfferFactory, OfferVersionFactory, PersonFactory, VenueFactory
from tests.support.pages import heading, said, soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(provider: Provider) -> Offer:
    offer: Offer = OfferFactory(provider=provider, listed=True, version__title="Grow your lunch")
    return offer


def test_pausing_asks_first_says_how_to_undo_it_and_is_harmless_twice(member_client: Client, listed: Offer) -> None:
    url = f"/provider/burn/offers/{listed.pk}/move/pause/"

    asked = member_client.get(url)
    unchanged = Offer.objects.get().state
    member_client.post(url)
    again = member_client.post(url, follow=True)

    assert (heading(asked), unchanged, Offer.objects.get().state) == ("Pause this offer?", "listed", "paused")
    assert said(again) == ["Paused. Press “Show it again” to undo that."] * 2


def test_archive_and_back_again(member_client: Client, listed: Offer) -> None:
    moves = f"/provider/burn/offers/{listed.pk}/move/"

    member_client.post(f"{moves}archive/")
    archived = Offer.objects.get().state
    member_client.post(f"{moves}restore/")
    restored = Offer.objects.get().state
    member_client.post(f"{moves}resume/")

    assert (archived, restored, Offer.objects.get().state) == ("archived", "paused", "listed")


def test_a_move_that_cannot_be_is_refused_in_words(member_client: Client, provider: Provider) -> None:
    offer = OfferFactory(provider=provider)

    answer = member_client.post(f"/provider/burn/offers/{offer.pk}/move/resume/", follow=True)

    assert (len(said(answer)), Offer.objects.get().state) == (1, OfferState.DRAFT)


def test_changes_are_thrown_away_after_asking_and_twice_is_harmless(member_client: Client, listed: Offer) -> None:
    OfferVersionFactory(offer=listed, title="A mistake")
    url = f"/provider/burn/offers/{listed.pk}/discard/"

    asked = member_client.get(url)
    member_client.post(url)
    again = member_client.post(url, follow=True)

    assert heading(asked) == "Throw your changes away?"
    assert [version.state for version in listed.versions.all()] == [VersionState.APPROVED, VersionState.DISCARDED]
    assert heading(again) == "Grow your lunch"


def test_who_may_see_it_is_changed_at_once(member_client: Client, listed: Offer) -> None:
    answer = member_client.post(f"/provider/burn/offers/{listed.pk}/audience/", {"audience": "schools"}, follow=True)
    nonsense = member_client.post(f"/provider/burn/offers/{listed.pk}/audience/", {"audience": "martians"})

    assert (Offer.objects.get().audience, said(answer), nonsense.status_code) == ("schools", ["Only signed-in schools see it."], 404)


def test_a_copy_is_a_draft_of_its_own(member_client: Client, listed: Offer) -> None:
    answer = member_client.post(f"/provider/burn/offers/{listed.pk}/copy/", follow=True)

    titles = [entry.get_text(strip=True) for entry in soup_of(answer).select(".jn-owned h2")]
    assert titles == ["Grow your lunch", "Grow your lunch (copy)"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "A draft. Only you see it."),
        ({"state": OfferState.IN_REVIEW}, "An officer is looking at this."),
        ({"listed": True}, "On the site."),
        ({"listed": True, "assured_until": None}, "Approved, but not on the site: a check is out of date."),
        ({"state": OfferState.PAUSED}, "Paused: it is off the site until you show it again."),
        ({"state": OfferState.ARCHIVED}, "In the archive. Nobody sees it."),
    ],
)
def test_the_editor_says_where_the_offer_stands(member_client: Client, provider: Provider, fields: dict[str, object], words: str) -> None:
    offer = OfferFactory(provider=provider, **fields)

    lead = soup_of(member_client.get(f"/provider/burn/offers/{offer.pk}/")).select(".jn-lead")[0]

    assert lead.get_text(strip=True)[: len(words)] == words


def test_the_editor_leads_to_what_is_missing_elsewhere(member_client: Client, provider: Provider) -> None:
    rosa = PersonFactory(public_name="Rosa, gardener")
    venue = VenueFactory(provider=provider, name="The mill")
    offer = OfferFactory(provider=provider, version__people=[rosa], version__setting="host_site", version__venue=venue)

    page = soup_of(member_client.get(f"/provider/burn/offers/{offer.pk}/"))

    found = [(" ".join(entry.get_text().split()), [link["href"] for link in entry.select("a")]) for entry in page.select(".jn-near")]
    assert found == [
        ("Answer at least one question about access at The mill. Go to your places", ["/provider/burn/places/"]),
        ("Say when Rosa can be booked. Say when", ["/provider/burn/open-times/"]),
    ]


def test_the_editor_says_that_an_officer_has_the_changes(member_client: Client, listed: Offer) -> None:
    draft = offers.open_new_version(by=None, offer=listed)
    offers.submit_version(by=None, version=draft)

    lead = soup_of(member_client.get(f"/provider/burn/offers/{listed.pk}/")).select(".jn-lead")[0]

    assert lead.get_text(strip=True).startswith("An officer is looking at your changes.")
