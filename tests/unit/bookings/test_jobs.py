import datetime

import time_machine

from bookings import jobs
from bookings.models import Booking, ProviderInvitation
from bookings.states import BookingState, SessionState
from core import clock
from core.models import OutboxMessage
from core.periodic import jobs as registered
from tests.factories.bookings import SPRING, ProviderInvitationFactory, Scene, make_scene
from tests.factories.vetting import cleared_offer, leader_of
from tests.support.bookings import owed, states_of
from vetting.models import Check, Clearance


def run_all() -> None:
    for job in registered():
        if job.name.startswith("bookings."):
            job.work()


def test_every_job_is_registered() -> None:
    assert [job.name for job in registered() if job.name.startswith("bookings.")] == [
        "bookings.decide_at_risk",
        "bookings.decide_waiting",
        "bookings.end_at_risk",
        "bookings.forget_drafts",
        "bookings.judge_again",
        "bookings.lapse_invitations",
        "bookings.lapse_requests",
        "bookings.remind_of_sessions",
    ]


def test_nothing_is_due_on_a_quiet_day(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    scene.ask(SPRING[1])
    before = OutboxMessage.objects.count()

    run_all()
    run_all()

    assert (states_of(booking), OutboxMessage.objects.count()) == ([SessionState.CONFIRMED], before)


def test_what_is_due_is_done_once_however_often_it_runs(scene: Scene, november: time_machine.Traveller) -> None:
    unanswered = scene.ask(SPRING[0])
    november.move_to(clock.local(datetime.date(2026, 11, 27), datetime.time(17)))

    run_all()
    run_all()

    assert states_of(unanswered) == [SessionState.LAPSED]
    assert len(owed("bookings.lapsed")) == 2


def test_both_sides_are_reminded_two_days_before(scene: Scene, november: time_machine.Traveller) -> None:
    scene.confirmed(SPRING[0])
    november.move_to(clock.local(SPRING[0] - datetime.timedelta(days=3), datetime.time(9)))
    jobs.remind_of_sessions()
    assert owed("bookings.session_reminder") == []

    november.move_to(clock.local(SPRING[0] - datetime.timedelta(days=2), datetime.time(9)))
    jobs.remind_of_sessions()
    jobs.remind_of_sessions()

    assert len(owed("bookings.session_reminder")) == 2


def test_forgotten_drafts_are_given_up(scene: Scene, november: time_machine.Traveller) -> None:
    scene.draft()
    november.move_to(clock.now() + datetime.timedelta(days=31))

    jobs.forget_drafts()

    assert Booking.objects.get().state == BookingState.WITHDRAWN


def test_old_invitations_lapse(db: None) -> None:
    ProviderInvitationFactory(expires_at=clock.now() - datetime.timedelta(minutes=1))

    jobs.lapse_invitations()

    assert ProviderInvitation.objects.get().state == "lapsed"


def test_a_change_that_nobody_signalled_is_caught(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    Clearance.objects.filter(person=leader_of(scene.offer)).update(state="suspended")

    jobs.judge_again()

    assert states_of(booking) == [SessionState.AT_RISK]


def test_the_day_of_decision_comes(db: None, november: time_machine.Traveller) -> None:
    scene = make_scene(offer=cleared_offer(expires={"PLI": datetime.date(2027, 1, 10)}))
    booking = scene.confirmed(SPRING[1])
    november.move_to(datetime.datetime(2027, 1, 6, 9, 0, tzinfo=clock.LONDON))
    Check.objects.filter(check_type="PLI").delete()

    jobs.decide_waiting()
    jobs.end_at_risk()

    assert states_of(booking) == [SessionState.LAPSED]
