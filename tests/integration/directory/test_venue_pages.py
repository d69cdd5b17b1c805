import pytest
from django.test import Client

from directory.models import Provider, Space, Venue
from tests.factories.directory import OfferFactory, SpaceFactory, VenueFactory
from tests.support.pages import answers_on, heading, problems, said, soup_of, typed

pytestmark = pytest.mark.django_db

MILL = {"name": "The mill", "street": "Mill Lane", "town": "Blyth", "postcode": "ne24 2ab", "is_public_place": "on"}


def test_a_place_is_added_and_leads_on_to_access(member_client: Client, provider: Provider) -> None:
    answer = member_client.post("/provider/burn/places/new/", MILL, follow=True)

    venue = Venue.objects.get()
    assert (venue.provider, venue.name, venue.postcode, venue.is_public_place) == (provider, "The mill", "NE24 2AB", True)
    assert heading(answer) == "Access at The mill"


def test_an_individual_is_asked_whether_it_is_their_home(member_client: Client, provider: Provider) -> None:
    Provider.objects.update(kinds=["cbt_individual"], postcode="NE24 2AB")

    refused = member_client.post("/provider/burn/places/new/", MILL)
    member_client.post("/provider/burn/places/new/", MILL | {"is_no_home": "on"})

    message = "This is your own postcode, and pupils never come to a home. If the place is not your home, say so and go on."
    assert (problems(refused), typed(refused, "name")) == ([message], "The mill")
    assert Venue.objects.get().name == "The mill"


def test_access_is_answered_and_read_back(member_client: Client, provider: Provider) -> None:
    venue = VenueFactory(provider=provider)
    url = f"/provider/burn/places/{venue.pk}/access/"

    answers = answers_on(member_client, url) | {"hearing_loop_answer": "no", "hearing_loop_note": "They stand close"}
    answer = member_client.post(url, answers, follow=True)

    assert said(answer) == ["Saved."]
    assert [(row.feature, row.answer, row.note) for row in venue.access.all()] == [("hearing_loop", "no", "They stand close")]
    assert typed(member_client.get(url), "hearing_loop_answer") == "no"


def test_access_refuses_what_is_no_answer(member_client: Client, provider: Provider) -> None:
    venue = VenueFactory(provider=provider)
    url = f"/provider/burn/places/{venue.pk}/access/"

    answer = member_client.post(url, answers_on(member_client, url) | {"hearing_loop_answer": "maybe", "quiet_room_note": "x" * 161})

    assert problems(answer) == [
        "Choose one of the answers that are offered",
        "Shorten this to 160 characters: it has 161",
    ]
    assert venue.access.count() == 0


@pytest.mark.parametrize(
    ("capacity", "message"), [("0", "Enter a number from 1 to 1,000"), ("many", "Enter a whole number."), ("-3", None)]
)
def test_a_space_needs_room_for_somebody(member_client: Client, provider: Provider, capacity: str, message: str | None) -> None:
    venue = VenueFactory(provider=provider)

    answer = member_client.post(f"/provider/burn/places/{venue.pk}/spaces/new/", {"name": "Plot 9", "capacity": capacity})

    assert (len(problems(answer)), typed(answer, "capacity"), Space.objects.count()) == (1, capacity, 0)
    assert message is None or problems(answer) == [message]


def test_a_space_is_added_changed_and_archived(member_client: Client, provider: Provider) -> None:
    venue = VenueFactory(provider=provider)
    place = f"/provider/burn/places/{venue.pk}/spaces/"
    member_client.post(f"{place}new/", {"name": "Plot 9", "capacity": "12"})
    space = Space.objects.get()
    url = f"{place}{space.pk}/"

    member_client.post(url, answers_on(member_client, url) | {"capacity": "15"})
    archived = member_client.post(f"{url}archive/", follow=True)

    space.refresh_from_db()
    assert (space.name, space.capacity, space.is_archived) == ("Plot 9", 15, True)
    assert said(archived)[-1:] == ["Plot 9 is archived. Add it again by its name to bring it back."]
    assert soup_of(archived).select("tbody th") == []


def test_removing_a_place_asks_first_and_says_what_keeps_it(member_client: Client, provider: Provider) -> None:
    unused, used = VenueFactory(provider=provider, name="The mill"), SpaceFactory(venue__provider=provider).venue
    OfferFactory(provider=provider, version__venue=used, version__title="Grow your lunch")

    asked = member_client.get(f"/provider/burn/places/{unused.pk}/remove/")
    removed = member_client.post(f"/provider/burn/places/{unused.pk}/remove/", follow=True)
    kept = member_client.post(f"/provider/burn/places/{used.pk}/remove/", follow=True)

    assert (heading(asked), said(removed)) == ("Remove The mill?", ["The mill is removed."])
    assert said(kept) == ["“Grow your lunch” happens here. Choose another place for it first."]
    assert list(Venue.objects.all()) == [used]


def test_a_place_is_changed_and_clashes_are_told(member_client: Client, provider: Provider) -> None:
    venue = VenueFactory(provider=provider, town="Blyth")
    url = f"/provider/burn/places/{venue.pk}/"
    opened = answers_on(member_client, url)
    Venue.objects.update(town="Seaton Sluice")

    refused = member_client.post(url, opened | {"town": "Cramlington"})

    assert problems(refused) == ["Somebody changed this after you opened it. Your answers are below: save again to keep them."]
    assert (typed(refused, "town"), Venue.objects.get().town) == ("Cramlington", "Seaton Sluice")
