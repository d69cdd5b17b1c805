"""From every party's yes to firm dates, through the gates that are left: clearance on the day, and the school's acceptance."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from bookings import rules
from bookings.enums import Party, PartyAnswer
from bookings.models import Booking, Session
from bookings.queries.clearance import Judgement, has_accepted, judge_sessions
from bookings.services import holding
from bookings.services.locking import lock_booking
from bookings.services.steps import move_all
from bookings.services.telling import BOTH, tell
from bookings.states import BOOKING, BookingEvent, BookingState, SessionEvent, SessionState
from core import clock
from core.services import audit
from core.services.audit import Actor
from directory.services.diary import retry_on_deadlock
from schools.queries.calendars import add_school_days

LONGEST_WAIT_TEXT = 300


def agree_if_all_said_yes(booking: Booking, *, by: Actor) -> None:
    """Called with the booking and its diaries locked, after an answer was written."""
    said_yes = set(booking.confirmations.filter(answer=PartyAnswer.YES).values_list("party", flat=True))
    if said_yes != set(Party.values):
        return
    held = list(booking.sessions.filter(state=SessionState.HELD))
    BOOKING.fire(booking, BookingEvent.AGREE)
    move_all(held, SessionEvent.AGREE)
    holding.make_time_firm(held)
    audit.record("booking.agree", booking, by=by)
    _confirm_what_may(booking, by=by)


@retry_on_deadlock
@transaction.atomic
def confirm_what_may(*, by: Actor, booking_id: int) -> Booking:
    """Make firm whatever of an agreed booking is cleared and accepted by now. Safe to repeat."""
    booking = lock_booking(booking_id)
    if booking.state in (BookingState.AGREED, BookingState.CONFIRMED):
        _confirm_what_may(booking, by=by)
    return booking


def _confirm_what_may(booking: Booking, *, by: Actor) -> None:
    waiting = list(booking.sessions.filter(state=SessionState.AGREED, date__gte=clock.today()))
    if not waiting:
        return
    judged = judge_sessions(waiting)
    is_accepted = has_accepted(booking)
    cleared = [session for session in waiting if is_accepted and judged[session.uuid].is_cleared]
    move_all(cleared, SessionEvent.CONFIRM, awaiting="", decide_by=None)
    holding.make_days_firm(cleared)
    told_before = _note_what_waits(booking, [session for session in waiting if session not in cleared], judged)
    _tell_of_progress(booking, cleared, by=by, told_before=told_before)


def _note_what_waits(booking: Booking, waiting: Sequence[Session], judged: Mapping[uuid.UUID, Judgement]) -> bool:
    """Write down why each still waits and until when. Returns whether all that was known already."""
    known = True
    for session in waiting:
        words = judged[session.uuid].words[:LONGEST_WAIT_TEXT]
        decide_by = session.decide_by or decision_day(session)  # once said, the day stays
        known = known and (session.awaiting, session.decide_by) == (words, decide_by)
        session.awaiting, session.decide_by = words, decide_by
        session.save(update_fields=["awaiting", "decide_by"])
    return known


def decision_day(session: Session, school_days: int = rules.DECIDE_SCHOOL_DAYS) -> datetime.date:
    """When a session that still waits, or is at risk, is decided: some school days before it, but not before tomorrow."""
    day = add_school_days(session.booking.school, session.date, -school_days)
    return min(max(day, clock.today() + datetime.timedelta(days=1)), session.date)


def _tell_of_progress(booking: Booking, cleared: Sequence[Session], *, by: Actor, told_before: bool) -> None:
    if not cleared:
        if booking.state == BookingState.AGREED and not told_before:
            event = audit.record("booking.wait", booking, by=by)
            tell("bookings.agreed", booking, *BOTH, because=event)
        return
    first = booking.state == BookingState.AGREED
    if first:
        BOOKING.fire(booking, BookingEvent.CONFIRM, confirmed_at=clock.now())
    action, kind = ("booking.confirm", "bookings.confirmed") if first else ("booking.confirm_more", "bookings.more_confirmed")
    event = audit.record(action, booking, by=by, details={"sessions": [session.pk for session in cleared]})
    tell(kind, booking, *BOTH, because=event, sessions=[session.pk for session in cleared])
