"""Keeping a date at risk: only where what is missing can be waited for, and never after the decision has lost its ground."""

import datetime

import pytest
import time_machine

from bookings.exceptions import BookingError, NotAllowedError
from bookings.models import Booking
from bookings.services.lapses import decide_at_risk, due_at_risk
from bookings.services.risks import keep_sessions
from bookings.states import BookingState, SessionState
from tests.factories.accounts import UserFactory
from tests.factories.bookings import SPRING, Scene
from tests.support.bookings import mail_for, owed, states_of
from tests.support.promises import broken_promises
from tests.support.risks import lose_insurance, suspend_leader
from vetting.services.assurance.acceptance import accept_provider, stop_accepting


def keep(scene: Scene, booking: Booking) -> None:
    keep_sessions(by=scene.coordinator, booking=booking, session_ids=list(booking.sessions.values_list("pk", flat=True)))


def test_a_date_that_lacks_insurance_is_kept_until_two_school_days_before(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    lose_insurance(scene)
    undecided = booking.sessions.get().decide_by

    keep(scene, booking)

    session = booking.sessions.get()
    assert (session.state, session.kept_by) == (SessionState.AT_RISK, scene.coordinator)
    assert (undecided, session.decide_by) == (datetime.date(2026, 12, 16), datetime.date(2027, 1, 4))
    assert owed("bookings.kept") == [scene.offer.provider.contact_email]
    assert broken_promises() == []


def test_a_suspension_is_never_waited_for_and_nothing_is_kept_with_it(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2])
    suspend_leader(scene)

    with pytest.raises(BookingError, match="6 and 13 January 2027 can't wait"):
        keep(scene, booking)

    assert set(booking.sessions.values_list("kept_at", flat=True)) == {None}


def test_a_suspension_of_a_kept_date_asks_for_a_new_decision_in_neutral_words(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    lose_insurance(scene)
    keep(scene, booking)

    suspend_leader(scene)

    session = booking.sessions.get()
    assert (session.state, session.kept_at, session.decide_by) == (SessionState.AT_RISK, None, datetime.date(2026, 12, 16))
    assert owed("bookings.at_risk") == [scene.coordinator.email] * 2


def test_what_a_school_withdrew_it_may_keep_and_accept_again(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    stop_accepting(by=scene.head, school=scene.school, provider=scene.offer.provider)
    keep(scene, booking)

    accept_provider(by=scene.head, school=scene.school, provider=scene.offer.provider)

    session = booking.sessions.get()
    assert (session.state, session.kept_at, session.decide_by) == (SessionState.CONFIRMED, None, None)


def test_what_nobody_decided_is_called_off_on_its_day_and_both_are_told(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.confirmed(SPRING[0])
    suspend_leader(scene)
    november.move_to(datetime.datetime(2026, 12, 15, 9, tzinfo=datetime.UTC))
    early = due_at_risk()
    november.move_to(datetime.datetime(2026, 12, 16, 9, tzinfo=datetime.UTC))

    for booking_id in [*due_at_risk(), booking.pk]:
        decide_at_risk(booking_id=booking_id)

    booking.refresh_from_db()
    assert (early, states_of(booking), booking.state) == ([], [SessionState.CANCELLED], BookingState.CANCELLED)
    assert owed("bookings.risk_over") == sorted([scene.coordinator.email, scene.offer.provider.contact_email])
    mail = mail_for("bookings.risk_over", scene.coordinator.email)
    assert mail is not None
    assert "suspen" not in mail.text.lower()
    assert broken_promises() == []


def test_a_stranger_and_a_stale_page_decide_nothing(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2])
    with pytest.raises(BookingError, match="Choose at least one date"):
        keep(scene, booking)
    lose_insurance(scene)
    with pytest.raises(NotAllowedError):
        keep_sessions(by=UserFactory(is_superuser=True), booking=booking, session_ids=[booking.sessions.all()[0].pk])
    with pytest.raises(BookingError, match="changed meanwhile"):
        keep_sessions(by=scene.coordinator, booking=booking, session_ids=[booking.sessions.all()[0].pk, 0])
