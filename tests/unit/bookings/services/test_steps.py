import pytest

from bookings.enums import CancelReason, Party
from bookings.services.steps import call_off, move, move_all
from bookings.states import SessionEvent, SessionState
from core import clock
from core.exceptions import IllegalTransitionError
from tests.factories.bookings import SessionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "event", "rise"),
    [
        (SessionState.HELD, SessionEvent.AGREE, 0),
        (SessionState.AGREED, SessionEvent.CONFIRM, 1),
        (SessionState.CONFIRMED, SessionEvent.ENDANGER, 1),
        (SessionState.AT_RISK, SessionEvent.RECOVER, 1),
        (SessionState.CONFIRMED, SessionEvent.DELIVER, 0),
        (SessionState.HELD, SessionEvent.LAPSE, 1),
    ],
)
def test_the_sequence_rises_when_calendars_must_show_something_else(state: str, event: SessionEvent, rise: int) -> None:
    session = SessionFactory(state=state, sequence=4)

    move(session, event)

    session.refresh_from_db()
    assert (session.sequence, session.changed_at) == (4 + rise, clock.now())


def test_calling_off_says_why_who_and_when() -> None:
    session = SessionFactory(state=SessionState.CONFIRMED)

    call_off(session, reason=CancelReason.WEATHER, party=Party.PROVIDER)

    session.refresh_from_db()
    assert (session.state, session.cancel_reason, session.cancelled_by_party, session.cancelled_at) == (
        SessionState.CANCELLED,
        CancelReason.WEATHER,
        Party.PROVIDER,
        clock.now(),
    )


def test_all_are_moved_or_the_first_that_may_not_stops_it() -> None:
    sessions = [SessionFactory(state=SessionState.HELD), SessionFactory(state=SessionState.DELIVERED)]

    with pytest.raises(IllegalTransitionError):
        move_all(sessions, SessionEvent.AGREE)
