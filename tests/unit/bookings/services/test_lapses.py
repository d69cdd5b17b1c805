import datetime

import time_machine

from bookings.services.lapses import decide_waiting, due_to_decide, due_to_end, due_to_lapse, end_at_risk, lapse_request
from bookings.services.rejudging import Ground, rejudge
from bookings.states import BookingState, SessionState
from core import clock
from directory.models import Claim
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.vetting import cleared_offer, leader_of
from tests.support.bookings import owed, states_of
from vetting.models import Check, Clearance, PlannedUse

DEADLINE = clock.local(datetime.date(2026, 11, 27), datetime.time(17))


def test_an_unanswered_request_lapses_and_both_are_told(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.ask(*SPRING[:2])
    november.move_to(DEADLINE)

    assert due_to_lapse() == [booking.pk]
    lapse_request(booking_id=booking.pk)
    lapse_request(booking_id=booking.pk)

    booking.refresh_from_db()
    assert (booking.state, booking.closed_at, states_of(booking)) == (BookingState.LAPSED, DEADLINE, [SessionState.LAPSED] * 2)
    assert (Claim.objects.filter(live=True).count(), PlannedUse.objects.count()) == (0, 0)
    assert owed("bookings.lapsed") == sorted([scene.coordinator.email, scene.offer.provider.contact_email])
    assert due_to_lapse() == []


def test_a_minute_before_nothing_lapses(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.ask()
    november.move_to(DEADLINE - datetime.timedelta(minutes=1))

    assert due_to_lapse() == []
    lapse_request(booking_id=booking.pk)

    booking.refresh_from_db()
    assert booking.state == BookingState.REQUESTED


def test_a_lapsed_hold_gives_way_before_the_job_has_run(scene: Scene, november: time_machine.Traveller) -> None:
    old = scene.ask(SPRING[0])
    november.move_to(DEADLINE)

    new = make_scene(offer=scene.offer).ask(SPRING[0])
    lapse_request(booking_id=old.pk)

    assert (states_of(old), states_of(new)) == ([SessionState.LAPSED], [SessionState.HELD])
    assert list(Claim.objects.filter(live=True).values_list("occasion", flat=True)) == [new.sessions.get().uuid]


def test_on_the_day_of_decision_what_still_waits_is_let_go(db: None, november: time_machine.Traveller) -> None:
    scene = make_scene(offer=cleared_offer(expires={"PLI": datetime.date(2027, 1, 10)}))
    booking = scene.confirmed(*SPRING[1:3])
    november.move_to(datetime.datetime(2027, 1, 6, 9, 0, tzinfo=clock.LONDON))

    assert due_to_decide() == [booking.pk]
    decide_waiting(booking_id=booking.pk)

    assert states_of(booking) == [SessionState.LAPSED, SessionState.AGREED]
    assert list(Claim.objects.filter(live=True).values_list("occasion", flat=True)) == [booking.sessions.get(date=SPRING[2]).uuid]
    assert len(owed("bookings.wait_over")) == 2
    assert due_to_decide() == []


def test_a_renewal_on_the_day_of_decision_is_in_time(db: None, november: time_machine.Traveller) -> None:
    scene = make_scene(offer=cleared_offer(expires={"PLI": datetime.date(2027, 1, 10)}))
    booking = scene.confirmed(*SPRING[1:3])
    november.move_to(datetime.datetime(2027, 1, 6, 9, 0, tzinfo=clock.LONDON))
    Check.objects.filter(check_type="PLI").update(expires_on=datetime.date(2028, 1, 1))

    decide_waiting(booking_id=booking.pk)

    booking.refresh_from_db()
    assert (booking.state, states_of(booking)) == (BookingState.CONFIRMED, [SessionState.CONFIRMED] * 2)
    assert owed("bookings.wait_over") == []


def test_a_booking_of_which_all_was_let_go_lapses(db: None, november: time_machine.Traveller) -> None:
    scene = make_scene(offer=cleared_offer(expires={"PLI": datetime.date(2027, 1, 10)}))
    booking = scene.confirmed(SPRING[1])
    november.move_to(datetime.datetime(2027, 1, 6, 9, 0, tzinfo=clock.LONDON))

    decide_waiting(booking_id=booking.pk)

    booking.refresh_from_db()
    assert booking.state == BookingState.LAPSED


def test_a_date_at_risk_that_has_come_did_not_happen(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.confirmed(SPRING[0])
    Clearance.objects.filter(person=leader_of(scene.offer)).update(state="suspended")
    rejudge(Ground(person_id=leader_of(scene.offer).pk))
    november.move_to(clock.local(SPRING[0], datetime.time(13, 15)))

    assert due_to_end() == [booking.pk]
    end_at_risk(booking_id=booking.pk)
    end_at_risk(booking_id=booking.pk)

    booking.refresh_from_db()
    assert (states_of(booking), booking.state) == ([SessionState.DID_NOT_HAPPEN], BookingState.COMPLETED)
    assert (owed("bookings.not_happened"), PlannedUse.objects.count()) == ([scene.coordinator.email], 0)


def test_a_date_at_risk_is_left_until_it_comes(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.confirmed(SPRING[0])
    Clearance.objects.filter(person=leader_of(scene.offer)).update(state="suspended")
    rejudge(Ground(person_id=leader_of(scene.offer).pk))
    november.move_to(clock.local(SPRING[0], datetime.time(13, 14)))

    end_at_risk(booking_id=booking.pk)

    assert states_of(booking) == [SessionState.AT_RISK]
