"""What a school decides about dates at risk: whether to wait for what can be renewed. Nothing is confirmed that is not cleared."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bookings import rules
from bookings.enums import Party
from bookings.exceptions import BookingError, NotAllowedError
from bookings.models import Booking, Session
from bookings.policies import can_act_for_school
from bookings.queries.risks import risks_of, sessions_at_risk
from bookings.rules.words import dates_words
from bookings.services.confirming import decision_day
from bookings.services.locking import lock_booking
from bookings.services.steps import move
from bookings.services.telling import tell
from bookings.states import SessionEvent
from core import clock
from core.services import audit
from directory.services.diary import retry_on_deadlock


@retry_on_deadlock
@transaction.atomic
def keep_sessions(*, by: User, booking: Booking, session_ids: Collection[int]) -> list[Session]:
    """Wait for what is missing, until some school days before each date. Only for what people renew, or what the school itself lacks.

    Raises BookingError, and keeps none, where one of the dates can't wait.
    """
    booking = lock_booking(booking.pk)
    if not can_act_for_school(by, booking):
        raise NotAllowedError(_("Only coordinators and approvers of the school decide this."))
    sessions = chosen_at_risk(booking, session_ids)
    risks = risks_of(booking, sessions)
    stuck = [session.date for session in sessions if not risks[session.uuid].may_keep]
    if stuck:
        message = _("%(dates)s can't wait. Ask for somebody else, or call off; if it changes in time, it is confirmed again by itself.")
        raise BookingError(message % {"dates": dates_words(stuck)}, code="cannot_wait", field="decision")
    for session in sessions:
        day = decision_day(session, rules.KEPT_SCHOOL_DAYS)
        move(session, SessionEvent.KEEP, kept_by=by, kept_at=clock.now(), decide_by=day)
    ids = [session.pk for session in sessions]
    event = audit.record("session.keep", booking, by=by, acting_for=f"school:{booking.school_id}", details={"sessions": ids})
    tell("bookings.kept", booking, Party.PROVIDER, because=event, sessions=ids)
    return sessions


def chosen_at_risk(booking: Booking, session_ids: Collection[int]) -> list[Session]:
    """Of the dates at risk those that were chosen. Raises BookingError where one of them no longer is at risk, or none was chosen."""
    sessions = [session for session in sessions_at_risk(booking) if session.pk in set(session_ids)]
    if not sessions:
        raise BookingError(_("Choose at least one date"), code="none", field="sessions")
    if len(sessions) < len(set(session_ids)):
        raise BookingError(_("One of these dates has changed meanwhile. Look again, then decide."), code="stale", field="sessions")
    return sessions
