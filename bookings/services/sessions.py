"""What happens to dates after they were promised: called off, or held and recorded."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bookings.enums import CancelReason, Party
from bookings.exceptions import BookingError, NotAllowedError
from bookings.models import Booking, Session
from bookings.policies import can_act_for_school, can_cancel_session
from bookings.services import holding
from bookings.services.closing import close_if_over
from bookings.services.locking import lock_booking
from bookings.services.observing import ask_what_it_was_like
from bookings.services.steps import call_off, move
from bookings.services.telling import BOTH, tell
from bookings.states import BOOKING, LIVE_SESSIONS, BookingEvent, BookingState, SessionEvent
from core import clock
from core.services import audit
from directory.services.diary import retry_on_deadlock


@retry_on_deadlock
@transaction.atomic
def cancel_session(*, by: User, session: Session, reason: str, party: str) -> Session:
    """Call off one date. The others stay as they are, and the other side is told. Costs nothing."""
    booking = lock_booking(session.booking_id)
    _refuse_unless_may_cancel(by, booking, reason, party)
    session = booking.sessions.get(pk=session.pk)
    _refuse_past(session)
    _cancel(booking, [session], reason, party, by=by)
    close_if_over(booking, by=by)
    return session


@retry_on_deadlock
@transaction.atomic
def cancel_several(*, by: User, booking: Booking, session_ids: Collection[int], reason: str, party: str) -> Booking:
    """Call off these dates together: one happening, told once. Those that have begun, or are called off already, are refused."""
    booking = lock_booking(booking.pk)
    _refuse_unless_may_cancel(by, booking, reason, party)
    sessions = list(booking.sessions.filter(pk__in=session_ids, state__in=LIVE_SESSIONS))
    if len(sessions) < len(set(session_ids)) or not sessions:
        raise BookingError(_("One of these dates has changed meanwhile. Look again, then decide."), code="stale", field="sessions")
    for session in sessions:
        _refuse_past(session)
    _cancel(booking, sessions, reason, party, by=by)
    close_if_over(booking, by=by)
    return booking


@retry_on_deadlock
@transaction.atomic
def cancel_booking(*, by: User, booking: Booking, reason: str, party: str) -> Booking:
    """Call off all that is still to come. What took place stays on record."""
    booking = lock_booking(booking.pk)
    _refuse_unless_may_cancel(by, booking, reason, party)
    if booking.state not in (BookingState.AGREED, BookingState.CONFIRMED):
        raise BookingError(_("Only a booking that was agreed can be called off. A request can be taken back instead."), code="not_agreed")
    ahead = [session for session in booking.sessions.filter(state__in=LIVE_SESSIONS) if not _has_begun(session)]
    if not ahead:
        raise BookingError(_("No date of this booking is still to come. Record whether the past ones took place."), code="past")
    _cancel(booking, ahead, reason, party, by=by)
    if not booking.sessions.exclude(state__in=CALLED_OFF).exists():
        BOOKING.fire(booking, BookingEvent.CANCEL, closed_at=clock.now(), cancel_reason=reason)
    close_if_over(booking, by=by)
    return booking


@retry_on_deadlock
@transaction.atomic
def record_outcome(*, by: User, session: Session, took_place: bool) -> Session:
    """The school's word, once a session has begun, on whether it took place."""
    booking = lock_booking(session.booking_id, with_diaries=False)
    if not can_act_for_school(by, booking):
        raise NotAllowedError(_("Only coordinators and approvers of the school record what took place."))
    session = booking.sessions.get(pk=session.pk)
    if not _has_begun(session):
        raise BookingError(_("This date is still to come. You can record it once it has begun, or call it off now."), code="ahead")
    move(session, SessionEvent.DELIVER if took_place else SessionEvent.NOT_HAPPEN)
    if not took_place:
        holding.let_go([session])
    audit.record("session.outcome", session, by=by, reason=session.state, acting_for=f"school:{booking.school_id}")
    if took_place:
        ask_what_it_was_like(booking, session)
    close_if_over(booking, by=by)
    return session


CALLED_OFF = ("cancelled", "declined", "lapsed")


def _cancel(booking: Booking, sessions: Sequence[Session], reason: str, party: str, *, by: User) -> None:
    for session in sessions:
        call_off(session, reason=reason, party=party)
    holding.let_go(sessions)
    ids = [session.pk for session in sessions]
    event = audit.record("booking.call_off", booking, by=by, reason=reason, details={"sessions": ids, "party": party})
    tell("bookings.called_off", booking, *BOTH, because=event, sessions=ids)


def _refuse_unless_may_cancel(by: User, booking: Booking, reason: str, party: str) -> None:
    if not can_cancel_session(by, booking, party):
        raise NotAllowedError(_("Only those who act for this school or this provider can call it off."))
    if reason not in CancelReason.values:
        raise BookingError(_("Choose a reason"), code="reason", field="reason")
    if party not in Party.values:
        raise BookingError(_("Say for which side you call it off"), code="party")


def _refuse_past(session: Session) -> None:
    if session.state in LIVE_SESSIONS and _has_begun(session):
        raise BookingError(_("This date has begun or gone. Record whether it took place instead."), code="past")


def _has_begun(session: Session) -> bool:
    return clock.local(session.date, session.starts) <= clock.now()
