"""When a clearance changes, every promised day that rests on it is judged again at once."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from bookings.enums import Party
from bookings.models import Booking, Session, SessionPerson
from bookings.queries.clearance import judge_sessions
from bookings.services.confirming import confirm_what_may
from bookings.services.locking import lock_booking
from bookings.services.steps import move_all
from bookings.services.telling import tell
from bookings.states import FIRM_SESSIONS, SessionEvent, SessionState
from core import clock
from core.services import audit
from directory.services.diary import lock_diaries, retry_on_deadlock

RELYING = (SessionState.AGREED, *FIRM_SESSIONS)


def resting_on(
    *, person_id: int | None = None, provider_id: int | None = None, venue_id: int | None = None, offer_id: int | None = None
) -> Q:
    """Sessions to come that rest on the clearance of this person, provider, place or offer."""
    if person_id:
        return Q(session_people__person=person_id)
    if provider_id:
        return Q(booking__provider=provider_id)
    if venue_id:
        return Q(booking__version__venue=venue_id) | Q(space__venue=venue_id)
    return Q(booking__offer=offer_id)


def relying_bookings() -> list[int]:
    """Bookings with dates to come that were promised."""
    ahead = Booking.objects.filter(sessions__state__in=RELYING, sessions__date__gte=clock.today())
    return sorted(set(ahead.values_list("pk", flat=True)))


@retry_on_deadlock
@transaction.atomic
def rejudge(which: Q) -> None:
    """Firm dates no longer cleared become at risk and the school is told, in neutral words; those cleared again recover, and agreed ones
    that waited are confirmed. Safe to repeat."""
    relying = list(Session.objects.filter(which, state__in=RELYING, date__gte=clock.today()).order_by("pk").distinct())
    bookings = sorted({session.booking_id for session in relying})
    people = SessionPerson.objects.filter(session__booking__in=bookings).values_list("person_id", flat=True)
    spaces = Session.objects.filter(booking__in=bookings, space__isnull=False).values_list("space_id", flat=True)
    lock_diaries(set(people), set(spaces))
    for booking_id in bookings:
        _rejudge_booking(lock_booking(booking_id, with_diaries=False), {session.pk for session in relying})


def _rejudge_booking(booking: Booking, ids: Iterable[int]) -> None:
    firm = list(booking.sessions.filter(pk__in=list(ids), state__in=FIRM_SESSIONS))
    judged = judge_sessions(firm)
    fallen = [session for session in firm if session.state == SessionState.CONFIRMED and not judged[session.uuid].is_cleared]
    back = [session for session in firm if session.state == SessionState.AT_RISK and judged[session.uuid].is_cleared]
    _move_and_tell(booking, fallen, SessionEvent.ENDANGER, "bookings.at_risk")
    _move_and_tell(booking, back, SessionEvent.RECOVER, "bookings.recovered")
    if booking.sessions.filter(state=SessionState.AGREED).exists():
        confirm_what_may(by=None, booking_id=booking.pk)


def _move_and_tell(booking: Booking, sessions: Sequence[Session], event: SessionEvent, kind: str) -> None:
    if not sessions:
        return
    move_all(sessions, event)
    ids = [session.pk for session in sessions]
    row = audit.record(f"session.{event}", booking, by=None, details={"sessions": ids})
    tell(kind, booking, Party.SCHOOL, because=row, sessions=ids)
