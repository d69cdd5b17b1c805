"""Dates at risk: what the school may be told of why, and whether it may wait.

A suspension, a withdrawal and anything about identity or a DBS check read alike, word for word: “Currently unavailable.”
"""

import dataclasses
import enum
import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from bookings.models import Booking, Session
from bookings.queries.clearance import Judgement, has_accepted, judge_sessions
from bookings.states import SessionState
from core import clock
from vetting.queries.clearances.reasons import OWN


class Plight(enum.StrEnum):
    RENEWAL = "renewal"  # something that people renew as a matter of course is not in place
    ACCEPTANCE = "acceptance"  # the school itself no longer accepts the authority's assurance
    OWN = "own"  # a check that the school itself asks in addition is not in place
    UNAVAILABLE = "unavailable"  # everything else, without distinction


@dataclasses.dataclass(frozen=True)
class Risk:
    """`words` are for the school. `may_keep`: it may wait for what is missing; nothing is confirmed before that is there."""

    session: Session
    plight: Plight
    words: str
    may_keep: bool


def sessions_at_risk(booking: Booking) -> list[Session]:
    """Those still to come, in their order."""
    ahead = booking.sessions.filter(state=SessionState.AT_RISK, date__gte=clock.today())
    return [session for session in ahead if not has_begun(session)]


def has_begun(session: Session) -> bool:
    return clock.local(session.date, session.starts) <= clock.now()


def risks_of(booking: Booking, sessions: Sequence[Session]) -> dict[uuid.UUID, Risk]:
    """Asked of vetting now. A fixed number of queries."""
    if not sessions:
        return {}
    judged, is_accepted = judge_sessions(sessions), has_accepted(booking)
    return {session.uuid: _risk(session, judged[session.uuid], is_accepted=is_accepted) for session in sessions}


def _risk(session: Session, judgement: Judgement, *, is_accepted: bool) -> Risk:
    if judgement.is_cleared:
        waits, lacks = _("It is confirmed again within the hour."), _("Your school does not accept the assurance at the moment.")
        return Risk(session, Plight.ACCEPTANCE, waits if is_accepted else lacks, may_keep=True)
    reasons = judgement.reasons
    is_own = bool(reasons) and all(reason.code == OWN for reason in reasons)
    may_keep = bool(reasons) and all(reason.may_renew for reason in reasons)
    if is_own or may_keep:
        return Risk(session, Plight.OWN if is_own else Plight.RENEWAL, judgement.words, may_keep)
    return Risk(session, Plight.UNAVAILABLE, _("Currently unavailable."), may_keep=False)
