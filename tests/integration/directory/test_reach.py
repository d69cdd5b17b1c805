"""Who reaches which page. Every address of the app is here: a new one that is not fails the test."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from directory.models import Provider
from directory.states import OfferState
from directory.urls import of_offer, of_provider, of_times, of_venue, urlpatterns
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    OfferFactory,
    OfferPhotoFactory,
    PersonFactory,
    ProviderFactory,
    ProviderMemberFactory,
    ProviderPersonFactory,
    SpaceFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db

FORMS = ["person-add", "venue-add", "space-add", "offer-start", "provider-edit", "person-edit", "venue-edit", "venue-access", "space-edit"]
FORMS += ["offer-page", "offer-timeline", "offer-photos", "photo-edit", "availability-edit"]
ASKING = ["provider-close", "person-remove", "venue-remove", "offer-move", "offer-discard"]  # ask first, then do it
READ_ONLY = ["provider-overview", "people-list", "venues-list", "offers-list", "offer-editor", "availability-list"]
BUTTONS = ["provider-reopen", "space-archive", "photo-remove", "photo-first", "offer-audience", "offer-copy", "window-remove"]
BUTTONS += ["exception-remove"]
NAMES = [*FORMS, *ASKING, *READ_ONLY, *BUTTONS]


def addresses(provider: Provider) -> dict[str, str]:
    """Each named address with something behind it that belongs to the provider."""
    link = ProviderPersonFactory(provider=provider, person=PersonFactory())
    space = SpaceFactory(venue=VenueFactory(provider=provider))
    offer = OfferFactory(provider=provider, listed=True)
    photo = OfferPhotoFactory(offer=offer)
    window = AvailabilityWindowFactory(person=link.person)
    exception = AvailabilityExceptionFactory(person=link.person)
    venue, times, photos = {"pk": space.venue_id}, {"sort": "person", "pk": link.person_id}, {"pk": offer.pk, "photo_pk": photo.pk}
    more: dict[str, dict[str, Any]] = {name: {"pk": link.pk} for name in ("person-edit", "person-remove")}
    more |= dict.fromkeys(("venue-edit", "venue-access", "venue-remove", "space-add"), venue)
    more |= {name: venue | {"space_pk": space.pk} for name in ("space-edit", "space-archive")}
    more |= {name: {"pk": offer.pk} for name in NAMES if name.startswith("offer-") and name != "offer-start"}
    more |= dict.fromkeys(("photo-edit", "photo-remove", "photo-first"), photos)
    more |= {"availability-edit": times, "window-remove": times | {"window_pk": window.pk}}
    more |= {"exception-remove": times | {"exception_pk": exception.pk}}
    more["offer-page"] = {"pk": offer.pk, "page": "what"}
    more["offer-move"] = {"pk": offer.pk, "move": "pause"}
    return {name: reverse(f"directory:{name}", kwargs={"slug": provider.slug} | more.get(name, {})) for name in NAMES}


def statuses(client: Client, urls: dict[str, str], method: str) -> dict[str, int]:
    return {name: client.generic(method, url).status_code for name, url in urls.items()}


def test_every_address_is_in_these_lists() -> None:
    names = {
        pattern.name
        for patterns in (of_provider, of_offer, of_venue, of_times, urlpatterns)
        for pattern in patterns
        if hasattr(pattern, "name")
    }

    assert names == {*NAMES, "provider-start"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_strangers_are_asked_to_sign_in(client: Client, provider: Provider, method: str) -> None:
    for name, url in addresses(provider).items():
        answer = client.generic(method, url)
        assert (name, answer.status_code, answer.headers["Location"].split("?")[0]) == (name, 302, reverse("account_login"))


@pytest.mark.parametrize("who", ["somebody else", "member of another provider", "member who left", "superuser"])
def test_others_find_nothing(client: Client, provider: Provider, who: str) -> None:
    match who:
        case "member of another provider":
            user = ProviderMemberFactory().user
        case "member who left":
            user = ProviderMemberFactory(provider=provider, left_at=clock.now()).user
        case _:
            user = UserFactory(is_superuser=who == "superuser", is_staff=who == "superuser")
    client.force_login(user)
    urls = addresses(provider)

    posted = statuses(client, {name: urls[name] for name in BUTTONS}, "POST")
    read = statuses(client, {name: url for name, url in urls.items() if name not in BUTTONS}, "GET")
    assert read | posted == dict.fromkeys(NAMES, 404)


def test_members_reach_everything_of_theirs(member_client: Client, provider: Provider) -> None:
    found = statuses(member_client, addresses(provider), "GET")

    assert found == {name: 405 if name in BUTTONS else 200 for name in NAMES}


def test_read_only_pages_take_no_answers(member_client: Client, provider: Provider) -> None:
    urls = addresses(provider)

    assert statuses(member_client, {name: urls[name] for name in READ_ONLY}, "POST") == dict.fromkeys(READ_ONLY, 405)


def test_what_belongs_to_another_provider_is_not_found_under_ones_own_address(member_client: Client, provider: Provider) -> None:
    theirs = addresses(ProviderFactory(slug="other"))
    crossed = {name: url.replace("/provider/other/", "/provider/burn/") for name, url in theirs.items() if any(map(str.isdigit, url))}

    found = statuses(member_client, crossed, "GET") | {
        f"post {name}": status for name, status in statuses(member_client, crossed, "POST").items()
    }

    assert {name: status for name, status in found.items() if status not in (404, 405)} == {}


@pytest.mark.parametrize("path", ["offers/{pk}/page/nonsense/", "offers/{pk}/move/nonsense/", "open-times/robot/1/"])
def test_words_in_addresses_that_mean_nothing_are_not_found(member_client: Client, provider: Provider, path: str) -> None:
    offer = OfferFactory(provider=provider, state=OfferState.DRAFT)

    assert member_client.get(f"/provider/burn/{path.format(pk=offer.pk)}").status_code == 404


def test_a_stranger_who_begins_makes_an_account_first(client: Client) -> None:
    answer = client.get("/provider/start/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/signup/?as=provider&next=%2Fprovider%2Fstart%2F")
