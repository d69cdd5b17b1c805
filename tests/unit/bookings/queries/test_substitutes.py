"""Who else of the same provider could lead a date at risk."""

import datetime

from bookings.models import Booking
from bookings.queries.risks import sessions_at_risk
from bookings.queries.substitutes import choices_of
from directory.models import Person
from tests.factories.bookings import SPRING, Scene
from tests.factories.directory import AvailabilityExceptionFactory, AvailabilityWindowFactory, ProviderPersonFactory
from tests.factories.substitutes import clear_person
from tests.factories.vetting import leader_of
from tests.support.risks import lose_insurance, suspend_leader


def deputy_of(scene: Scene) -> Person:
    person: Person = ProviderPersonFactory(provider=scene.offer.provider).person
    AvailabilityWindowFactory(person=person)
    return clear_person(person, like=scene.offer)


def who(booking: Booking) -> dict[datetime.date, tuple[int, list[int]]]:
    found = choices_of(booking, sessions_at_risk(booking)).values()
    return {choice.session.date: (choice.leaves, [person.pk for person in choice.people]) for choice in found}


def test_somebody_free_and_cleared_could_come_on_the_days_on_which_they_are(scene: Scene) -> None:
    deputy = deputy_of(scene)
    AvailabilityExceptionFactory(person=deputy, from_date=SPRING[1], until_date=SPRING[1])
    booking = scene.confirmed(*SPRING[:2])
    suspend_leader(scene)

    assert who(booking) == {SPRING[0]: (leader_of(scene.offer).pk, [deputy.pk])}


def test_somebody_who_is_not_cleared_or_has_left_could_not(scene: Scene) -> None:
    AvailabilityWindowFactory(person=ProviderPersonFactory(provider=scene.offer.provider).person)
    gone = deputy_of(scene)
    gone.provider_links.update(left_on=datetime.date(2026, 11, 1))
    booking = scene.confirmed(SPRING[0])
    suspend_leader(scene)

    assert who(booking) == {}


def test_where_the_provider_itself_lacks_something_nobody_else_of_theirs_helps(scene: Scene) -> None:
    deputy_of(scene)
    booking = scene.confirmed(SPRING[0])
    lose_insurance(scene)

    assert who(booking) == {}
