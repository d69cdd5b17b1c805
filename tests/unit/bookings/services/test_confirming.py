import datetime

import time_machine

from bookings.models import Booking
from bookings.services.confirming import agree_if_all_said_yes, confirm_what_may, decision_day
from bookings.states import BookingState, SessionState
from core import clock
from directory.models import Claim
from tests.factories.bookings import SPRING, Scene, SessionFactory, make_scene
from tests.factories.vetting import cleared_offer
from tests.support.bookings import mail_for, owed, session_on, states_of
from vetting.models import Check, PlannedUse, SchoolAcceptance

RUNS_OUT = datetime.date(2027, 1, 10)


def waiting_scene() -> Scene:
    """Insurance runs out after the first Wednesday, and may renew."""
    return make_scene(offer=cleared_offer(expires={"PLI": RUNS_OUT}))


def renew() -> None:
    Check.objects.filter(check_type="PLI").update(expires_on=datetime.date(2028, 1, 1))


def test_one_party_alone_agrees_to_nothing(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking)
    booking.refresh_from_db()

    agree_if_all_said_yes(booking, by=None)

    assert (booking.state, states_of(booking)) == (BookingState.REQUESTED, [SessionState.HELD])


def test_what_is_cleared_is_firm_and_what_waits_is_agreed(db: None) -> None:
    scene = waiting_scene()

    booking = scene.confirmed(*SPRING[:3])

    assert booking.state == BookingState.CONFIRMED
    assert states_of(booking) == [SessionState.CONFIRMED, SessionState.AGREED, SessionState.AGREED]
    waiting = session_on(booking, SPRING[1])
    assert "10 January 2027" in waiting.awaiting
    assert waiting.decide_by == datetime.date(2027, 1, 6)
    assert set(Claim.objects.values_list("hold_until", "live")) == {(None, True)}
    assert list(PlannedUse.objects.order_by("date").values_list("is_confirmed", flat=True)) == [True, False, False]


def test_each_side_gets_one_mail_that_says_what_is_firm_and_what_waits(db: None) -> None:
    scene = waiting_scene()

    scene.confirmed(*SPRING[:3])

    assert owed("bookings.confirmed") == sorted([scene.coordinator.email, scene.offer.provider.contact_email])
    mail = mail_for("bookings.confirmed", scene.coordinator.email)
    assert mail is not None
    assert mail.subject == "Confirmed: Grow your lunch, one Wednesday"
    assert "13 and 20 January 2027 are agreed and held, and wait for a renewal." in mail.text
    assert [attachment.name.endswith(".ics") for attachment in mail.attachments] == [True]


def test_where_all_waits_the_booking_is_agreed_and_both_are_told(db: None) -> None:
    scene = waiting_scene()

    booking = scene.confirmed(*SPRING[1:3])

    assert (booking.state, states_of(booking)) == (BookingState.AGREED, [SessionState.AGREED] * 2)
    assert (owed("bookings.confirmed"), len(owed("bookings.agreed"))) == ([], 2)


def test_asking_again_changes_and_tells_nothing(db: None) -> None:
    scene = waiting_scene()
    booking = scene.confirmed(*SPRING[1:3])

    confirm_what_may(by=None, booking_id=booking.pk)

    assert (states_of(booking), len(owed("bookings.agreed"))) == ([SessionState.AGREED] * 2, 2)


def test_renewal_makes_them_firm_by_itself_and_tells_both_once(db: None) -> None:
    scene = waiting_scene()
    booking = scene.confirmed(*SPRING[:3])
    renew()

    confirm_what_may(by=None, booking_id=booking.pk)
    confirm_what_may(by=None, booking_id=booking.pk)

    assert states_of(booking) == [SessionState.CONFIRMED] * 3
    assert session_on(booking, SPRING[1]).awaiting == ""
    assert len(owed("bookings.more_confirmed")) == 2
    assert set(PlannedUse.objects.values_list("is_confirmed", flat=True)) == {True}


def test_without_the_schools_acceptance_nothing_is_firm(db: None) -> None:
    scene = waiting_scene()
    booking = scene.confirmed(*SPRING[1:3])
    SchoolAcceptance.objects.update(withdrawn_at=clock.now(), withdrawn_by=scene.head)
    renew()

    confirm_what_may(by=None, booking_id=booking.pk)

    assert states_of(booking) == [SessionState.AGREED] * 2


def test_the_calendar_rises_when_a_date_becomes_firm(db: None) -> None:
    scene = waiting_scene()
    booking = scene.confirmed(*SPRING[:2])

    assert [session.sequence for session in booking.sessions.all()] == [1, 0]


def test_the_day_of_decision_is_some_school_days_before_and_never_moves(db: None, november: time_machine.Traveller) -> None:
    scene = waiting_scene()
    booking = scene.confirmed(*SPRING[1:2])
    november.move_to(datetime.datetime(2027, 1, 5, 9, 0, tzinfo=clock.LONDON))

    confirm_what_may(by=None, booking_id=booking.pk)

    assert booking.sessions.get().decide_by == datetime.date(2027, 1, 6)


def test_a_day_of_decision_that_has_gone_is_tomorrow(db: None) -> None:
    scene = make_scene()
    session = SessionFactory(booking__school=scene.school, date=datetime.date(2026, 11, 26))

    assert decision_day(session) == datetime.date(2026, 11, 23)


def test_a_closed_booking_stays_closed(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking, "no", reason="dates")

    assert confirm_what_may(by=None, booking_id=booking.pk).state == BookingState.DECLINED
    assert Booking.objects.get().confirmed_at is None
