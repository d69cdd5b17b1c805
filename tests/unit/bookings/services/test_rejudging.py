import pytest

from bookings.services.rejudging import Ground, rejudge, relying_bookings
from bookings.states import SessionState
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.directory import ProviderFactory
from tests.factories.vetting import leader_of
from tests.support.bookings import mail_for, owed, session_on, states_of
from vetting.models import Clearance, PlannedUse


def suspend(scene: Scene) -> None:
    Clearance.objects.filter(person=leader_of(scene.offer)).update(state="suspended")


def reinstate(scene: Scene) -> None:
    Clearance.objects.filter(person=leader_of(scene.offer)).update(state="reinstated")


def test_firm_dates_no_longer_cleared_are_at_risk_and_the_school_is_told_in_neutral_words(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2])
    suspend(scene)

    rejudge(Ground(person_id=leader_of(scene.offer).pk))
    rejudge(Ground(person_id=leader_of(scene.offer).pk))

    assert states_of(booking) == [SessionState.AT_RISK] * 2
    assert owed("bookings.at_risk") == [scene.coordinator.email]
    mail = mail_for("bookings.at_risk", scene.coordinator.email)
    assert mail is not None
    assert "is currently unavailable" in mail.text
    assert not any(word in mail.text.lower() for word in ("suspend", "allegation", "dbs", "check", leader_of(scene.offer).name.lower()))


def test_dates_at_risk_keep_their_time_and_days(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    suspend(scene)

    rejudge(Ground(person_id=leader_of(scene.offer).pk))

    assert set(PlannedUse.objects.values_list("session", "is_confirmed")) == {(booking.sessions.get().uuid, True)}


def test_they_recover_and_the_school_is_told(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    suspend(scene)
    rejudge(Ground(person_id=leader_of(scene.offer).pk))
    reinstate(scene)

    rejudge(Ground(person_id=leader_of(scene.offer).pk))

    session = booking.sessions.get()
    assert (session.state, session.sequence) == (SessionState.CONFIRMED, 3)
    assert owed("bookings.recovered") == [scene.coordinator.email]


def test_a_second_fall_is_told_again(scene: Scene) -> None:
    scene.confirmed(SPRING[0])
    for change in (suspend, reinstate, suspend):
        change(scene)
        rejudge(Ground(person_id=leader_of(scene.offer).pk))

    assert owed("bookings.at_risk") == [scene.coordinator.email] * 2


def test_a_mail_whose_fall_is_over_is_dropped(scene: Scene) -> None:
    scene.confirmed(SPRING[0])
    for change in (suspend, reinstate):
        change(scene)
        rejudge(Ground(person_id=leader_of(scene.offer).pk))

    assert mail_for("bookings.at_risk", scene.coordinator.email) is None


def test_others_bookings_are_left_alone(scene: Scene) -> None:
    other = make_scene()
    theirs = other.confirmed(SPRING[0])
    booking = scene.confirmed(SPRING[0])
    suspend(scene)
    suspend(other)

    rejudge(Ground(person_id=leader_of(scene.offer).pk))

    assert (states_of(booking), states_of(theirs)) == ([SessionState.AT_RISK], [SessionState.CONFIRMED])


def test_requests_are_judged_when_they_are_agreed_not_before(scene: Scene) -> None:
    booking = scene.ask(SPRING[0])
    suspend(scene)

    rejudge(Ground(person_id=leader_of(scene.offer).pk))
    assert states_of(booking) == [SessionState.HELD]

    scene.provider_says(booking)
    scene.head_says(booking)
    assert states_of(booking) == [SessionState.AGREED]

    reinstate(scene)
    rejudge(Ground(person_id=leader_of(scene.offer).pk))
    assert states_of(booking) == [SessionState.CONFIRMED]


@pytest.mark.parametrize("subject", ["provider", "offer", "person"])
def test_sessions_are_found_by_what_they_rest_on(scene: Scene, subject: str) -> None:
    booking = scene.confirmed(SPRING[0])
    ids = {"provider": scene.offer.provider_id, "offer": scene.offer.pk, "person": leader_of(scene.offer).pk}
    suspend(scene)

    rejudge(Ground(provider_id=ProviderFactory().pk))
    assert states_of(booking) == [SessionState.CONFIRMED]

    rejudge(Ground(**{f"{subject}_id": ids[subject]}))
    assert states_of(booking) == [SessionState.AT_RISK]


def test_bookings_that_rely_are_those_with_promised_dates_ahead(scene: Scene) -> None:
    promised = scene.confirmed(SPRING[0])
    scene.ask(SPRING[1])

    assert relying_bookings() == [promised.pk]
    assert session_on(promised, SPRING[0]).state == SessionState.CONFIRMED
