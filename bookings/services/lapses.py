"""What ends by itself: requests that nobody answered, agreed dates that still wait, dates at risk that came."""

import datetime

from django.db import transaction

from bookings.enums import CancelReason, Party
from bookings.models import Booking
from bookings.queries.risks import has_begun
from bookings.services import holding
from bookings.services.closing import close_if_over
from bookings.services.confirming import confirm_what_may
from bookings.services.locking import lock_booking
from bookings.services.rejudging import Ground, rejudge
from bookings.services.steps import call_off, move_all
from bookings.services.telling import BOTH, tell
from bookings.states import BOOKING, BookingEvent, BookingState, SessionEvent, SessionState
from core import clock
from core.services import audit
from directory.services.diary import retry_on_deadlock


@retry_on_deadlock
@transaction.atomic
def lapse_request(*, booking_id: int) -> None:
    """Let the dates go when the time to answer is over. Safe to repeat, and to call too early."""
    booking = lock_booking(booking_id)
    if booking.state != BookingState.REQUESTED or booking.answer_by is None or booking.answer_by > clock.now():
        return
    BOOKING.fire(booking, BookingEvent.LAPSE, closed_at=clock.now())
    held = list(booking.sessions.filter(state=SessionState.HELD))
    move_all(held, SessionEvent.LAPSE)
    holding.let_go(held)
    event = audit.record("booking.lapse", booking, by=None)
    tell("bookings.lapsed", booking, *BOTH, because=event)


@retry_on_deadlock
@transaction.atomic
def decide_waiting(*, booking_id: int) -> None:
    """On the day of decision, make firm what may be, and let the rest go so that both sides can plan."""
    booking = confirm_what_may(by=None, booking_id=booking_id)
    overdue = list(booking.sessions.filter(state=SessionState.AGREED, decide_by__lte=clock.today()))
    if not overdue:
        return
    move_all(overdue, SessionEvent.LAPSE)
    holding.let_go(overdue)
    ids = [session.pk for session in overdue]
    event = audit.record("booking.wait_over", booking, by=None, details={"sessions": ids})
    tell("bookings.wait_over", booking, *BOTH, because=event, sessions=ids)
    close_if_over(booking, by=None)


@retry_on_deadlock
@transaction.atomic
def decide_at_risk(*, booking_id: int) -> None:
    """On the day of decision, what has recovered is confirmed and the rest is called off, so that both sides can plan."""
    rejudge(Ground(booking_id=booking_id))
    booking = lock_booking(booking_id)
    due = booking.sessions.filter(state=SessionState.AT_RISK, decide_by__lte=clock.today())
    overdue = [session for session in due if not has_begun(session)]
    if not overdue:
        return
    for session in overdue:
        call_off(session, reason=CancelReason.NO_LONGER_CLEARED, party="")
    holding.let_go(overdue)
    ids = [session.pk for session in overdue]
    event = audit.record("booking.risk_over", booking, by=None, details={"sessions": ids})
    tell("bookings.risk_over", booking, *BOTH, because=event, sessions=ids)
    close_if_over(booking, by=None)


@retry_on_deadlock
@transaction.atomic
def end_at_risk(*, booking_id: int) -> None:
    """A date at risk that has come did not happen: nobody who is not cleared meets pupils."""
    booking = lock_booking(booking_id)
    at_risk = booking.sessions.filter(state=SessionState.AT_RISK, date__lte=clock.today())
    gone = [session for session in at_risk if clock.local(session.date, session.starts) <= clock.now()]
    if not gone:
        return
    move_all(gone, SessionEvent.NOT_HAPPEN)
    holding.let_go(gone)
    event = audit.record("booking.not_happened", booking, by=None, details={"sessions": [session.pk for session in gone]})
    tell("bookings.not_happened", booking, Party.SCHOOL, because=event, sessions=[session.pk for session in gone])
    close_if_over(booking, by=None)


def due_to_lapse() -> list[int]:
    return list(
        Booking.objects.filter(state=BookingState.REQUESTED, answer_by__lte=clock.now()).order_by("pk").values_list("pk", flat=True)
    )


def due_to_decide() -> list[int]:
    waiting = Booking.objects.filter(sessions__state=SessionState.AGREED, sessions__decide_by__lte=clock.today())
    return sorted(set(waiting.values_list("pk", flat=True)))


def due_at_risk() -> list[int]:
    waiting = Booking.objects.filter(sessions__state=SessionState.AT_RISK, sessions__decide_by__lte=clock.today())
    return sorted(set(waiting.values_list("pk", flat=True)))


def due_to_end(now: datetime.datetime | None = None) -> list[int]:
    today = (now or clock.now()).astimezone(clock.LONDON).date()
    waiting = Booking.objects.filter(sessions__state=SessionState.AT_RISK, sessions__date__lte=today)
    return sorted(set(waiting.values_list("pk", flat=True)))
