"""Somebody else for a date at risk: proposed by one side, agreed to by the other, moved as a whole or not at all."""

import pytest

from bookings.cards.pages import booking_page
from bookings.enums import Party
from bookings.exceptions import BookingError, NotAllowedError
from bookings.models import Booking, Substitution
from bookings.services.sessions import cancel_session
from bookings.services.substitutions import answer_substitute, propose_substitute, take_back_substitute
from bookings.states import SessionState, SubstitutionState
from directory.models import Claim, Person
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.directory import AvailabilityWindowFactory, PersonFactory, ProviderPersonFactory
from tests.factories.substitutes import clear_person
from tests.factories.vetting import leader_of
from tests.support.bookings import owed, states_of
from tests.support.promises import broken_promises
from tests.support.risks import suspend_leader, suspend_person
from vetting.models import PlannedUse


def deputy_for(scene: Scene, **fields: str) -> Person:
    """Another adult of the same provider, free on Wednesdays and cleared like the first."""
    person: Person = ProviderPersonFactory(provider=scene.offer.provider, person=PersonFactory(**fields)).person
    AvailabilityWindowFactory(person=person)
    return clear_person(person, like=scene.offer)


@pytest.fixture
def deputy(scene: Scene) -> Person:
    return deputy_for(scene)


@pytest.fixture
def booking(scene: Scene, deputy: Person) -> Booking:
    booking = scene.confirmed(*SPRING[:2])
    suspend_leader(scene)
    return booking


def ids(booking: Booking) -> list[int]:
    return list(booking.sessions.values_list("pk", flat=True))


def propose(scene: Scene, booking: Booking, deputy: Person) -> list[Substitution]:
    return propose_substitute(by=scene.coordinator, booking=booking, session_ids=ids(booking), person=deputy, party=Party.SCHOOL)


def test_time_day_and_session_move_together_once_the_other_side_agrees(scene: Scene, booking: Booking, deputy: Person) -> None:
    first, second = propose(scene, booking, deputy)
    before = Claim.objects.filter(person=deputy, live=True).count()

    for one in (first, second):
        answer_substitute(by=scene.member.user, substitution=one, agrees=True)

    assert (before, Claim.objects.filter(person=deputy, live=True).count()) == (0, 2)
    assert not Claim.objects.filter(person=leader_of(scene.offer), live=True).exists()
    assert set(PlannedUse.objects.values_list("person", "is_confirmed")) == {(deputy.pk, True)}
    assert states_of(booking) == [SessionState.CONFIRMED] * 2
    assert owed("bookings.substitute_proposed") == [scene.offer.provider.contact_email]
    assert set(owed("bookings.substitute_answered")) == {scene.coordinator.email, scene.offer.provider.contact_email}
    assert broken_promises() == []


def test_the_provider_may_propose_and_the_school_agrees(scene: Scene, booking: Booking, deputy: Person) -> None:
    (one,) = propose_substitute(by=scene.member.user, booking=booking, session_ids=ids(booking)[:1], person=deputy, party=Party.PROVIDER)
    with pytest.raises(NotAllowedError):
        answer_substitute(by=scene.member.user, substitution=one, agrees=True)

    answer_substitute(by=scene.head, substitution=one, agrees=True)

    assert states_of(booking) == [SessionState.CONFIRMED, SessionState.AT_RISK]


def test_a_no_changes_nothing_but_the_proposal(scene: Scene, booking: Booking, deputy: Person) -> None:
    one, _other = propose(scene, booking, deputy)

    answer_substitute(by=scene.member.user, substitution=one, agrees=False)

    assert Substitution.objects.get(pk=one.pk).state == SubstitutionState.DECLINED
    assert states_of(booking) == [SessionState.AT_RISK] * 2
    with pytest.raises(BookingError, match="settled already"):
        answer_substitute(by=scene.member.user, substitution=one, agrees=True)


def test_who_is_no_longer_cleared_by_then_does_not_come_and_nothing_has_moved(scene: Scene, booking: Booking, deputy: Person) -> None:
    one, _other = propose(scene, booking, deputy)
    deputy.clearances.update(state="suspended")

    with pytest.raises(BookingError, match="can't come on 6 January"):
        answer_substitute(by=scene.member.user, substitution=one, agrees=True)

    assert Substitution.objects.get(pk=one.pk).state == SubstitutionState.PROPOSED
    assert states_of(booking) == [SessionState.AT_RISK] * 2
    assert broken_promises() == []


def test_who_is_not_cleared_or_not_of_the_provider_is_not_proposed(scene: Scene, booking: Booking) -> None:
    stranger = ProviderPersonFactory().person
    with pytest.raises(BookingError, match="can't come"):
        propose(scene, booking, stranger)
    with pytest.raises(BookingError, match="can't come"):
        propose(scene, booking, leader_of(scene.offer))


def test_a_date_that_is_called_off_ends_what_was_proposed_for_it(scene: Scene, booking: Booking, deputy: Person) -> None:
    one, other = propose(scene, booking, deputy)
    cancel_session(by=scene.member.user, session=one.session, reason="weather", party=Party.PROVIDER)
    take_back_substitute(by=scene.coordinator, substitution=other)

    states = [Substitution.objects.get(pk=each.pk).state for each in (one, other)]
    assert states == [SubstitutionState.OVER, SubstitutionState.TAKEN_BACK]


def test_a_newer_proposal_takes_the_place_of_the_open_one(scene: Scene, booking: Booking, deputy: Person) -> None:
    propose(scene, booking, deputy)
    propose(scene, booking, deputy)

    assert Substitution.objects.filter(state=SubstitutionState.PROPOSED).count() == 2
    assert Substitution.objects.filter(state=SubstitutionState.OVER).count() == 2


def test_two_adults_of_one_date_are_substituted_one_after_the_other(scene: Scene) -> None:
    """Where the second falls out after the first was seen to, the date says who all come."""
    first, second = PersonFactory(open_all_week=True), PersonFactory(open_all_week=True)
    pair = make_scene(version__people=[first, second])
    booking = pair.confirmed(SPRING[0])
    deputies = [deputy_for(pair, public_name=name) for name in ("Ann A", "Ben B")]

    for leaves, comes in zip((first, second), deputies, strict=True):
        suspend_person(leaves)
        (one,) = propose_substitute(by=pair.coordinator, booking=booking, session_ids=ids(booking), person=comes, party=Party.SCHOOL)
        answer_substitute(by=pair.member.user, substitution=one, agrees=True)

    session = booking.sessions.get()
    assert states_of(booking) == [SessionState.CONFIRMED]
    assert set(session.session_people.values_list("person", flat=True)) == {one.pk for one in deputies}
    assert [line.note for line in booking_page(booking, pair.coordinator).sessions] == ["Ann A and Ben B come instead."]
