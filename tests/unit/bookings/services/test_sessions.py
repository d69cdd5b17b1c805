import datetime

import pytest
import time_machine

from bookings.enums import CancelReason, Party
from bookings.exceptions import BookingError, NotAllowedError
from bookings.services.sessions import cancel_booking, cancel_session, record_outcome
from bookings.states import BookingState, SessionState
from core import clock
from core.exceptions import IllegalTransitionError
from directory.models import Claim
from tests.factories.bookings import SPRING, Scene
from tests.support.bookings import mail_for, owed, session_on, states_of
from vetting.models import PlannedUse

SCHOOL = {"reason": CancelReason.TRANSPORT, "party": Party.SCHOOL}
PROVIDER = {"reason": CancelReason.PROVIDER_UNAVAILABLE, "party": Party.PROVIDER}


def after(date: datetime.date) -> datetime.datetime:
    return clock.local(date, datetime.time(16))


def test_one_date_is_called_off_and_the_others_stay(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:3])

    cancelled = cancel_session(by=scene.coordinator, session=session_on(booking, SPRING[1]), **SCHOOL)

    assert states_of(booking) == [SessionState.CONFIRMED, SessionState.CANCELLED, SessionState.CONFIRMED]
    assert (cancelled.cancel_reason, cancelled.cancelled_by_party, cancelled.cancelled_at, cancelled.sequence) == (
        CancelReason.TRANSPORT,
        Party.SCHOOL,
        clock.now(),
        2,
    )
    live = Claim.objects.filter(live=True).values_list("occasion", flat=True)
    assert set(live) == {session.uuid for session in booking.sessions.filter(state=SessionState.CONFIRMED)}
    assert set(PlannedUse.objects.values_list("session", flat=True)) == set(live)


def test_both_sides_are_told_with_a_calendar_that_says_so(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2])

    cancel_session(by=scene.coordinator, session=session_on(booking, SPRING[1]), **SCHOOL)

    assert owed("bookings.called_off") == sorted([scene.coordinator.email, scene.offer.provider.contact_email])
    mail = mail_for("bookings.called_off", scene.offer.provider.contact_email)
    assert mail is not None
    assert mail.subject == "Called off: Grow your lunch, 13 January 2027"
    assert f"{scene.school.name} called off 13 January 2027." in mail.text
    assert "Still on: 6 January 2027." in mail.text
    assert "Reason: Transport fell through" in mail.text
    content = mail.attachments[0].content.decode()
    assert (content.count("STATUS:CANCELLED"), content.count("STATUS:CONFIRMED"), content.count("SEQUENCE:2")) == (1, 1, 1)


def test_the_provider_may_call_off_for_its_own_side(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2])

    cancelled = cancel_session(by=scene.member.user, session=session_on(booking, SPRING[0]), **PROVIDER)

    assert (cancelled.state, cancelled.cancelled_by_party) == (SessionState.CANCELLED, Party.PROVIDER)


@pytest.mark.parametrize("party", Party.values)
def test_nobody_calls_off_for_the_other_side(scene: Scene, party: str) -> None:
    booking = scene.confirmed(SPRING[0])
    other = scene.coordinator if party == Party.PROVIDER else scene.member.user

    with pytest.raises(NotAllowedError):
        cancel_session(by=other, session=booking.sessions.get(), reason=CancelReason.WEATHER, party=party)


def test_a_reason_must_be_one_of_the_list(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])

    with pytest.raises(BookingError, match="Choose a reason"):
        cancel_session(by=scene.coordinator, session=booking.sessions.get(), reason="fog", party=Party.SCHOOL)


def test_a_date_is_called_off_once(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2])
    session = session_on(booking, SPRING[0])
    cancel_session(by=scene.coordinator, session=session, **SCHOOL)

    with pytest.raises(IllegalTransitionError):
        cancel_session(by=scene.coordinator, session=session, **SCHOOL)

    assert len(owed("bookings.called_off")) == 2


def test_a_date_that_began_is_not_called_off(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.confirmed(*SPRING[:2])
    november.move_to(clock.local(SPRING[0], datetime.time(13, 15)))

    with pytest.raises(BookingError, match="begun or gone"):
        cancel_session(by=scene.coordinator, session=session_on(booking, SPRING[0]), **SCHOOL)


def test_calling_off_the_last_date_closes_the_booking(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])

    cancel_session(by=scene.coordinator, session=booking.sessions.get(), **SCHOOL)

    booking.refresh_from_db()
    assert (booking.state, booking.cancel_reason, booking.closed_at) == (BookingState.CANCELLED, CancelReason.TRANSPORT, clock.now())


def test_calling_off_the_last_held_date_takes_the_request_back(scene: Scene) -> None:
    booking = scene.ask(SPRING[0])

    cancel_session(by=scene.coordinator, session=booking.sessions.get(), **SCHOOL)

    booking.refresh_from_db()
    assert booking.state == BookingState.WITHDRAWN


def test_a_whole_booking_is_called_off(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:3])

    cancel_booking(by=scene.coordinator, booking=booking, **SCHOOL)

    booking.refresh_from_db()
    assert (booking.state, booking.cancel_reason) == (BookingState.CANCELLED, CancelReason.TRANSPORT)
    assert states_of(booking) == [SessionState.CANCELLED] * 3
    assert (Claim.objects.filter(live=True).count(), PlannedUse.objects.count()) == (0, 0)
    assert len(owed("bookings.called_off")) == 2


def test_calling_off_the_rest_keeps_what_took_place(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.confirmed(*SPRING[:3])
    november.move_to(after(SPRING[0]))
    record_outcome(by=scene.coordinator, session=session_on(booking, SPRING[0]), took_place=True)

    cancel_booking(by=scene.coordinator, booking=booking, **SCHOOL)

    booking.refresh_from_db()
    assert states_of(booking) == [SessionState.DELIVERED, SessionState.CANCELLED, SessionState.CANCELLED]
    assert booking.state == BookingState.COMPLETED
    assert PlannedUse.objects.get().date == SPRING[0]


def test_calling_off_the_rest_leaves_the_past_to_be_recorded(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.confirmed(*SPRING[:2])
    november.move_to(after(SPRING[0]))

    cancel_booking(by=scene.coordinator, booking=booking, **SCHOOL)

    booking.refresh_from_db()
    assert (booking.state, states_of(booking)) == (BookingState.CONFIRMED, [SessionState.CONFIRMED, SessionState.CANCELLED])


def test_a_request_is_taken_back_rather_than_called_off(scene: Scene) -> None:
    booking = scene.ask()

    with pytest.raises(BookingError, match="taken back instead"):
        cancel_booking(by=scene.coordinator, booking=booking, **SCHOOL)


def test_nothing_ahead_leaves_nothing_to_call_off(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.confirmed(SPRING[0])
    november.move_to(after(SPRING[0]))

    with pytest.raises(BookingError, match="No date of this booking is still to come"):
        cancel_booking(by=scene.coordinator, booking=booking, **SCHOOL)


@pytest.mark.parametrize(("took_place", "state", "days"), [(True, SessionState.DELIVERED, 1), (False, SessionState.DID_NOT_HAPPEN, 0)])
def test_the_school_records_what_took_place_and_the_booking_completes(
    scene: Scene, november: time_machine.Traveller, took_place: bool, state: str, days: int
) -> None:
    booking = scene.confirmed(SPRING[0])
    november.move_to(after(SPRING[0]))

    record_outcome(by=scene.coordinator, session=booking.sessions.get(), took_place=took_place)

    booking.refresh_from_db()
    assert (states_of(booking), booking.state, PlannedUse.objects.count()) == ([state], BookingState.COMPLETED, days)


def test_what_is_still_to_come_is_not_recorded(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])

    with pytest.raises(BookingError, match="still to come"):
        record_outcome(by=scene.coordinator, session=booking.sessions.get(), took_place=True)


def test_the_provider_does_not_record(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.confirmed(SPRING[0])
    november.move_to(after(SPRING[0]))

    with pytest.raises(NotAllowedError):
        record_outcome(by=scene.member.user, session=booking.sessions.get(), took_place=True)
