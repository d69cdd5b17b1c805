import datetime
from typing import Any

import pytest

from core import clock
from core.models import PostcodePoint
from core.postcodes import PostcodeError
from directory.enums import ProviderKind
from directory.exceptions import HomeIsNoVenueError, StillNeededError
from directory.models import Space, Venue
from directory.services import venues
from directory.states import OfferState
from tests.factories.directory import ClaimFactory, OfferFactory, ProviderFactory, SpaceFactory, VenueAccessFactory, VenueFactory
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


def test_add_venue_places_it() -> None:
    PostcodePoint.objects.create(postcode="NE24 2AB", sector="NE24 2", district="NE24", latitude=55.13, longitude=-1.51)

    venue = venues.add_venue(by=None, provider=ProviderFactory(), name="The mill", postcode="ne24 2ab", town="Blyth")

    assert (venue.postcode, venue.latitude, venue.longitude, venue.town) == ("NE24 2AB", 55.13, -1.51, "Blyth")


def test_add_venue_sent_twice_makes_one() -> None:
    provider = ProviderFactory()

    for town in ("Blyth", "Blyth harbour"):
        venues.add_venue(by=None, provider=provider, name="The mill", postcode="NE24 2AB", town=town)

    assert [venue.town for venue in provider.venues.all()] == ["Blyth harbour"]


def test_an_individuals_home_is_never_a_venue() -> None:
    provider = ProviderFactory(kinds=[ProviderKind.CBT_INDIVIDUAL], postcode="NE23 6QW")

    with pytest.raises(HomeIsNoVenueError) as refusal:
        venues.add_venue(by=None, provider=provider, name="My kitchen", postcode="NE23 6QW")

    message = "This is your own postcode, and pupils never come to a home. If the place is not your home, say so and go on."
    assert (str(refusal.value), refusal.value.field, Venue.objects.count()) == (message, "postcode", 0)


def test_a_building_beside_an_individuals_home_may_be_a_venue() -> None:
    provider = ProviderFactory(kinds=[ProviderKind.CBT_INDIVIDUAL], postcode="NE23 6QW")

    venue = venues.add_venue(by=None, provider=provider, name="The village hall", postcode="NE23 6QW", is_no_home=True)

    assert venue.provider == provider


@pytest.mark.parametrize("kinds", [[ProviderKind.THIRD_SPACE_HOST], [ProviderKind.CBT_INDIVIDUAL, ProviderKind.THIRD_SPACE_HOST]])
def test_hosts_have_a_venue_at_their_own_postcode(kinds: list[ProviderKind]) -> None:
    provider = ProviderFactory(kinds=kinds, postcode="NE23 6QW")

    assert venues.add_venue(by=None, provider=provider, name="The library", postcode="NE23 6QW").pk is not None


def test_a_venue_cannot_be_moved_into_a_home() -> None:
    provider = ProviderFactory(kinds=[ProviderKind.CBT_INDIVIDUAL], postcode="NE23 6QW")
    venue = VenueFactory(provider=provider, postcode="NE24 2AB")

    with pytest.raises(HomeIsNoVenueError):
        venues.edit_venue(by=None, venue=venue, postcode="NE23 6QW")


def test_edit_venue_writes_and_tells_of_the_offers_there(offers_told: list[dict[str, Any]]) -> None:
    venue = VenueFactory()
    there = OfferFactory(listed=True, version__venue=venue)
    OfferFactory(state=OfferState.ARCHIVED, version__venue=venue)
    OfferFactory(listed=True)

    venues.edit_venue(by=None, venue=venue, name="The old mill", postcode="ze1 0aa")

    assert Venue.objects.values_list("name", "postcode", "latitude").get() == ("The old mill", "ZE1 0AA", None)
    assert offers_told == [{"offer_id": there.pk}]


def test_edit_venue_without_a_postcode_leaves_it_where_it_is() -> None:
    venue = VenueFactory(latitude=55.1, longitude=-1.5)

    venues.edit_venue(by=None, venue=venue, town="Blyth")

    assert Venue.objects.values_list("town", "postcode", "latitude").get() == ("Blyth", "NE23 6QW", 55.1)


def test_a_schools_venue_can_be_edited() -> None:
    venue = VenueFactory(provider=None, school=SchoolFactory())

    assert venues.edit_venue(by=None, venue=venue, postcode="NE23 6QW").postcode == "NE23 6QW"


def test_edit_venue_refuses_what_is_no_postcode() -> None:
    with pytest.raises(PostcodeError):
        venues.edit_venue(by=None, venue=VenueFactory(), postcode="the mill")


def test_set_access_keeps_answers_and_lets_go_of_unknown_ones(offers_told: list[dict[str, Any]]) -> None:
    venue = VenueFactory()
    VenueAccessFactory(venue=venue, feature="quiet_room", answer="yes")
    VenueAccessFactory(venue=venue, feature="hearing_loop", answer="yes")

    answers = {"quiet_room": ("no", "Busy"), "hearing_loop": ("unknown", ""), "coach_parking": ("unknown", "Asking the council")}
    venues.set_access(by=None, venue=venue, answers=answers)

    found = {row.feature: (row.answer, row.note) for row in venue.access.all()}
    assert found == {"quiet_room": ("no", "Busy"), "coach_parking": ("unknown", "Asking the council")}
    assert offers_told == []


def test_remove_venue_takes_away_one_that_nothing_uses() -> None:
    venue = SpaceFactory().venue

    venues.remove_venue(by=None, venue=venue)

    assert (Venue.objects.count(), Space.objects.count()) == (0, 0)


def test_remove_venue_is_refused_while_an_offer_happens_there() -> None:
    venue = VenueFactory()
    OfferFactory(listed=True, version__venue=venue, version__title="Grow your lunch")

    with pytest.raises(StillNeededError) as refusal:
        venues.remove_venue(by=None, venue=venue)

    assert str(refusal.value) == "“Grow your lunch” happens here. Choose another place for it first."


@pytest.mark.parametrize("because_of", ["an archived offer", "a claim"])
def test_remove_venue_is_refused_where_something_has_happened(because_of: str) -> None:
    space = SpaceFactory()
    if because_of == "a claim":
        ClaimFactory(person=None, space=space, live=False)
    else:
        OfferFactory(state=OfferState.ARCHIVED, version__venue=space.venue)

    with pytest.raises(StillNeededError) as refusal:
        venues.remove_venue(by=None, venue=space.venue)

    assert str(refusal.value) == "Something has happened here, so the place is kept for the record. Archive its spaces instead."


def test_add_space_sent_twice_makes_one_and_brings_back_an_archived_one() -> None:
    space = SpaceFactory(name="Plot 9", is_archived=True)

    again = venues.add_space(by=None, venue=space.venue, name="Plot 9", capacity=12)

    assert (again, again.capacity, again.is_archived, Space.objects.count()) == (space, 12, False, 1)


def test_edit_space_tells_of_the_offers_there(offers_told: list[dict[str, Any]]) -> None:
    space = SpaceFactory()
    offer = OfferFactory(listed=True, version__venue=space.venue, version__space=space)

    venues.edit_space(by=None, space=space, name="Plot 10", capacity=15)

    space.refresh_from_db()
    assert (space.name, space.capacity) == ("Plot 10", 15)
    assert offers_told == [{"offer_id": offer.pk}]


def test_archive_space_takes_it_out_of_use() -> None:
    space = SpaceFactory()
    ClaimFactory(person=None, space=space, starts=clock.now() - datetime.timedelta(days=9))

    venues.archive_space(by=None, space=space)

    space.refresh_from_db()
    assert space.is_archived is True


def test_archive_space_is_refused_while_an_offer_names_it_or_it_is_booked() -> None:
    named, booked = SpaceFactory(), SpaceFactory()
    OfferFactory(version__space=named, version__title="Grow your lunch")
    ClaimFactory(person=None, space=booked, starts=clock.now() + datetime.timedelta(days=9))

    messages = []
    for space in (named, booked):
        with pytest.raises(StillNeededError) as refusal:
            venues.archive_space(by=None, space=space)
        messages.append(str(refusal.value))

    assert messages == [
        "“Grow your lunch” uses this space. Choose another one for it first.",
        "This space is booked for a day to come. It can be archived after that.",
    ]
