"""Every step of both life cycles: those of the table are taken, all others are refused."""

import itertools

import pytest

from bookings.states import (
    BOOKING,
    CALENDAR_STATUS,
    LIVE_SESSIONS,
    OPEN_BOOKINGS,
    SESSION,
    SUBSTITUTION,
    BookingEvent,
    BookingState,
    SessionEvent,
    SessionState,
    SubstitutionEvent,
    SubstitutionState,
)
from core.exceptions import IllegalTransitionError

FINAL_SESSIONS = {state for state in SessionState.values if not SESSION.events_from(state)}
FINAL_BOOKINGS = {state for state in BookingState.values if not BOOKING.events_from(state)}


@pytest.mark.parametrize(("state", "event"), list(itertools.product(BookingState.values, BookingEvent.values)))
def test_booking_takes_only_the_steps_of_its_table(state: str, event: str) -> None:
    if (state, event) in BOOKING.table:
        assert BOOKING.target(state, event) == BOOKING.table[(state, event)]
    else:
        with pytest.raises(IllegalTransitionError):
            BOOKING.target(state, event)


@pytest.mark.parametrize(("state", "event"), list(itertools.product(SessionState.values, SessionEvent.values)))
def test_session_takes_only_the_steps_of_its_table(state: str, event: str) -> None:
    if (state, event) in SESSION.table:
        assert SESSION.target(state, event) == SESSION.table[(state, event)]
    else:
        with pytest.raises(IllegalTransitionError):
            SESSION.target(state, event)


@pytest.mark.parametrize(("state", "event"), list(itertools.product(SubstitutionState.values, SubstitutionEvent.values)))
def test_substitution_takes_only_the_steps_of_its_table(state: str, event: str) -> None:
    if (state, event) in SUBSTITUTION.table:
        assert SUBSTITUTION.target(state, event) == SUBSTITUTION.table[(state, event)]
    else:
        with pytest.raises(IllegalTransitionError):
            SUBSTITUTION.target(state, event)


def test_a_session_lives_or_is_over() -> None:
    assert set(SessionState.values) == set(LIVE_SESSIONS) | FINAL_SESSIONS
    assert not set(LIVE_SESSIONS) & FINAL_SESSIONS


def test_a_booking_is_a_draft_open_or_over() -> None:
    assert set(BookingState.values) == {BookingState.DRAFT} | set(OPEN_BOOKINGS) | FINAL_BOOKINGS


def test_every_session_state_has_a_place_in_calendars() -> None:
    assert set(CALENDAR_STATUS) == set(SessionState)
    assert set(CALENDAR_STATUS.values()) == {"TENTATIVE", "CONFIRMED", "CANCELLED"}
