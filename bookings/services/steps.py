"""One step of a session's life, with what every step writes."""

from collections.abc import Iterable
from typing import Any

from bookings.enums import CancelReason
from bookings.models import Session, Substitution
from bookings.states import (
    CALENDAR_STATUS,
    SESSION,
    SUBSTITUTION,
    SessionEvent,
    SessionState,
    SubstitutionEvent,
    SubstitutionState,
)
from core import clock


def move(session: Session, event: SessionEvent, **changes: Any) -> None:
    """Fire the event. The calendar's sequence rises when the session stands differently in calendars than before.

    What was decided or proposed about a session at risk ends with its being at risk.
    """
    before, after = SessionState(session.state), SessionState(SESSION.target(session.state, event))
    if before == SessionState.AT_RISK and event != SessionEvent.KEEP:
        changes = {"kept_at": None, "kept_by": None, "decide_by": None} | changes
    if before == SessionState.AT_RISK and after != SessionState.AT_RISK:
        _end_proposals(session)
    rise = int(CALENDAR_STATUS[before] != CALENDAR_STATUS[after])
    SESSION.fire(session, event, sequence=session.sequence + rise, changed_at=clock.now(), **changes)


def _end_proposals(session: Session) -> None:
    for open_one in Substitution.objects.filter(session=session, state=SubstitutionState.PROPOSED):
        SUBSTITUTION.fire(open_one, SubstitutionEvent.END)


def move_all(sessions: Iterable[Session], event: SessionEvent, **changes: Any) -> None:
    for session in sessions:
        move(session, event, **changes)


def call_off(session: Session, *, reason: CancelReason | str, party: str) -> None:
    """`party` is who called it off; empty where the site did."""
    move(session, SessionEvent.CANCEL, cancel_reason=reason, cancelled_at=clock.now(), cancelled_by_party=party)
