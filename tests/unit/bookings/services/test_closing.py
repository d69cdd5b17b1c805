import pytest

from bookings.enums import CancelReason
from bookings.models import Booking
from bookings.services.closing import close_if_over
from bookings.states import BookingState, SessionState
from core import clock
from tests.factories.bookings import SPRING, BookingFactory, SessionFactory


def booking_with(state: str, *sessions: str) -> Booking:
    booking: Booking = BookingFactory(
        state=state, requested_at=clock.now(), answer_by=clock.now(), pupils=24, confirmed_at=clock.now() if state == "confirmed" else None
    )
    for date, session in zip(SPRING, sessions, strict=False):
        cancelled = {"cancelled_at": clock.now(), "cancel_reason": CancelReason.WEATHER} if session == SessionState.CANCELLED else {}
        SessionFactory(booking=booking, date=date, state=session, **cancelled)
    return booking


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "sessions", "end"),
    [
        ("confirmed", ["delivered", "confirmed"], BookingState.CONFIRMED),
        ("confirmed", ["delivered", "cancelled"], BookingState.COMPLETED),
        ("confirmed", ["did_not_happen"], BookingState.COMPLETED),
        ("confirmed", ["cancelled", "lapsed"], BookingState.CANCELLED),
        ("confirmed", ["cancelled", "agreed"], BookingState.CONFIRMED),
        ("agreed", ["lapsed", "lapsed"], BookingState.LAPSED),
        ("agreed", ["lapsed", "cancelled"], BookingState.CANCELLED),
        ("requested", ["cancelled"], BookingState.WITHDRAWN),
        ("requested", ["cancelled", "held"], BookingState.REQUESTED),
        ("draft", [], BookingState.DRAFT),
    ],
)
def test_a_booking_ends_as_its_sessions_did(state: str, sessions: list[str], end: str) -> None:
    booking = booking_with(state, *sessions)

    close_if_over(booking, by=None)

    booking.refresh_from_db()
    assert (booking.state, booking.closed_at is not None) == (end, end not in ("draft", "requested", "agreed", "confirmed"))
