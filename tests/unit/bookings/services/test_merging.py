from bookings.models import SessionPerson
from directory.services.people import merge_people
from tests.factories.bookings import SPRING, Scene, SessionPersonFactory
from tests.factories.directory import PersonFactory, ProviderPersonFactory
from tests.factories.vetting import leader_of


def test_sessions_follow_the_person_who_is_kept(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2])
    gone, keep = leader_of(scene.offer), PersonFactory()
    ProviderPersonFactory(provider=scene.offer.provider, person=keep)

    merge_people(by=None, keep=keep, gone=gone)

    assert set(SessionPerson.objects.filter(session__booking=booking).values_list("person", flat=True)) == {keep.pk}


def test_a_session_that_names_both_keeps_one(scene: Scene) -> None:
    booking = scene.ask(SPRING[0])
    gone, keep = leader_of(scene.offer), PersonFactory()
    SessionPersonFactory(session=booking.sessions.get(), person=keep)

    merge_people(by=None, keep=keep, gone=gone)

    assert list(SessionPerson.objects.values_list("person", flat=True)) == [keep.pk]
