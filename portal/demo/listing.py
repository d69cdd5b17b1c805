"""Providers, their people, places, free times and offers, as they would have entered them."""

import dataclasses
import datetime
import random

from allauth.account.models import EmailAddress

from accounts.models import User
from core import clock
from directory.enums import AccessFeature, Answer, EditorPage
from directory.models import Offer, Person, Provider, Venue
from directory.services import availability, offers, people, providers, venues
from portal.demo.content import DemoOffer, DemoProvider

DOMAIN = "demo.junction.invalid"
AFTERNOON = (datetime.time(12, 0), datetime.time(17, 0))
MORNING = (datetime.time(9, 0), datetime.time(12, 0))
WEDNESDAY = 2
CAPACITY = 32


@dataclasses.dataclass(frozen=True)
class Listed:
    """What one provider of the demo has entered."""

    provider: Provider
    user: User
    people: tuple[Person, ...]
    offers: tuple[Offer, ...]


def demo_user(first: str, last: str, address: str = "") -> User:
    """A user with a confirmed address and no password: the demo signs them in by a button."""
    email = address or f"{first}.{last}@{DOMAIN}".lower().replace(" ", "-").replace("'", "")
    user, made = User.objects.get_or_create(email=email, defaults={"first_name": first, "last_name": last})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def enter_provider(source: DemoProvider, dice: random.Random) -> Listed:
    lead = source.people[0]
    first, _space, last = lead.name.partition(" ")
    user = demo_user(first, last)
    provider = providers.create_provider(
        by=user,
        name=source.name,
        kinds=source.kinds,
        postcode=source.postcode,
        summary=source.summary,
        description=source.summary,
        contact_phone=a_number(source.name),
    )
    folk = tuple(
        people.add_person(
            by=user,
            provider=provider,
            name=person.name,
            public_name=person.public_name,
            about=person.about,
            engagement=person.engagement,
        ).person
        for person in source.people
    )
    for person in folk:
        enter_free_times(user, person, dice)
    venue = enter_venue(user, provider, source, dice) if source.venue else None
    entered = tuple(enter_offer(user, provider, offer, folk, venue) for offer in source.offers)
    return Listed(provider, user, folk, entered)


def a_number(name: str) -> str:
    """One of those that are kept free for films and demonstrations, the same for the same name."""
    return f"01632 960{sum(name.encode()) % 1000:03}"


def enter_free_times(user: User, person: Person, dice: random.Random) -> None:
    """Wednesday afternoons for everybody, another day for most, and some days away."""
    availability.add_window(by=user, owner=person, weekday=WEDNESDAY, starts=AFTERNOON[0], ends=AFTERNOON[1])
    for weekday in dice.sample([0, 1, 3, 4], k=dice.choice([0, 1, 1, 2])):
        starts, ends = dice.choice([MORNING, AFTERNOON])
        availability.add_window(by=user, owner=person, weekday=weekday, starts=starts, ends=ends)
    away = clock.today() + datetime.timedelta(days=dice.randrange(20, 120))
    availability.add_exception(
        by=user, owner=person, from_date=away, until_date=away + datetime.timedelta(days=dice.choice([0, 4, 9])), note="Away"
    )


def enter_venue(user: User, provider: Provider, source: DemoProvider, dice: random.Random) -> Venue:
    venue = venues.add_venue(by=user, provider=provider, name=source.venue, postcode=source.postcode, is_no_home=True)
    answers: dict[str, tuple[str, str]] = {
        feature.value: (dice.choice([Answer.YES, Answer.YES, Answer.NO, Answer.UNKNOWN]).value, "") for feature in AccessFeature
    }
    answers |= dict.fromkeys([AccessFeature.STEP_FREE_ENTRANCE.value, AccessFeature.ACCESSIBLE_TOILET.value], (Answer.YES.value, ""))
    venues.set_access(by=user, venue=venue, answers=answers)
    space = venues.add_space(by=user, venue=venue, name="Main room", capacity=CAPACITY)
    for weekday in range(5):
        availability.add_window(by=user, owner=space, weekday=weekday, starts=MORNING[0], ends=AFTERNOON[1])
    return venue


def enter_offer(user: User, provider: Provider, source: DemoOffer, folk: tuple[Person, ...], venue: Venue | None) -> Offer:
    place = {"venue": venue, "space": venue.spaces.first()} if venue and source.is_away else {}
    answered = list(EditorPage.values)
    return offers.start_offer(by=user, provider=provider, kind=source.kind, people=folk, answered=answered, **source.fields, **place)
