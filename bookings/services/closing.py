"""When nothing of a booking is left to come, it closes."""

from bookings.enums import CancelReason
from bookings.models import Booking
from bookings.states import BOOKING, LIVE_SESSIONS, BookingEvent, BookingState, SessionState
from core import clock
from core.services import audit
from core.services.audit import Actor

TOOK_PLACE_OR_NOT = {SessionState.DELIVERED, SessionState.DID_NOT_HAPPEN}


def close_if_over(booking: Booking, *, by: Actor) -> None:
    """Called with the booking locked, after a session came to its end."""
    states = set(booking.sessions.values_list("state", flat=True))
    if states & set(LIVE_SESSIONS) or booking.state not in (BookingState.REQUESTED, BookingState.AGREED, BookingState.CONFIRMED):
        return
    event, changes = _how_it_ends(booking, states)
    BOOKING.fire(booking, event, closed_at=clock.now(), **changes)
    audit.record(f"booking.{event}", booking, by=by)


def _how_it_ends(booking: Booking, states: set[str]) -> tuple[BookingEvent, dict[str, str]]:
    if booking.state == BookingState.REQUESTED:
        return BookingEvent.WITHDRAW, {}
    if booking.state == BookingState.CONFIRMED and states & TOOK_PLACE_OR_NOT:
        return BookingEvent.COMPLETE, {}
    if booking.state == BookingState.AGREED and states == {SessionState.LAPSED}:
        return BookingEvent.LAPSE, {}
    last = booking.sessions.filter(state=SessionState.CANCELLED).order_by("-cancelled_at").first()
    return BookingEvent.CANCEL, {"cancel_reason": last.cancel_reason if last else CancelReason.NO_LONGER_CLEARED}
