"""When a clearance changes, every promised day that rests on it is judged again at once."""

import dataclasses
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from bookings.enums import Party
from bookings.models import Booking, Session, SessionPerson
from bookings.queries.clearance import has_accepted, judge_sessions
from bookings.queries.risks import risks_of
from bookings.services.confirming import confirm_what_may, decision_day
from bookings.services.locking import lock_booking
from bookings.services.steps import move
from bookings.services.telling import tell
from bookings.states import FIRM_SESSIONS, LIVE_SESSIONS, SessionEvent, SessionState
from core import clock
from core.services import audit
from directory.models import Person
from directory.services.diary import lock_diaries, retry_on_deadlock

RELYING = (SessionState.AGREED, *FIRM_SESSIONS)


@dataclasses.dataclass(frozen=True)
class Ground:
    """What sessions rest on: one of these ids is given, or a school and perhaps a provider."""

    person_id: int | None = None
    provider_id: int | None = None
    venue_id: int | None = None
    offer_id: int | None = None
    booking_id: int | None = None
    school_id: int | None = None  # alone, or with a provider: only that school's sessions

    @property
    def sessions(self) -> Q:
        if self.school_id:
            return Q(booking__school=self.school_id) & (Q(booking__provider=self.provider_id) if self.provider_id else Q())
        if self.person_id:
            return Q(session_people__person=self.person_id)
        if self.provider_id:
            return Q(booking__provider=self.provider_id)
        if self.venue_id:
            return Q(booking__version__venue=self.venue_id) | Q(space__venue=self.venue_id)
        return Q(booking__offer=self.offer_id) if self.offer_id else Q(booking=self.booking_id)

    @property
    def people(self) -> set[int]:
        """Everybody under whose lock a session on this ground could be confirmed meanwhile, whether it stands already or not."""
        might_lead = Q(pk=self.person_id or 0)
        might_lead |= Q(provider_links__provider=self.provider_id or 0)
        might_lead |= Q(offer_versions__offer=self.offer_id or 0)
        might_lead |= Q(offer_versions__venue=self.venue_id or 0)
        ahead = Session.objects.filter(self.sessions, state__in=LIVE_SESSIONS, date__gte=clock.today())
        might_lead |= Q(pk__in=SessionPerson.objects.filter(session__booking__in=ahead.values("booking")).values("person"))
        return set(Person.objects.filter(might_lead).values_list("pk", flat=True))


def relying_bookings() -> list[int]:
    """Bookings with dates to come that were promised."""
    ahead = Booking.objects.filter(sessions__state__in=RELYING, sessions__date__gte=clock.today())
    return sorted(set(ahead.values_list("pk", flat=True)))


@retry_on_deadlock
@transaction.atomic
def rejudge(ground: Ground) -> None:
    """Firm dates no longer cleared, or no longer accepted by the school, become at risk and the school is told, in neutral words; those
    cleared again recover, and agreed ones that waited are confirmed. Safe to repeat.

    People are locked before the sessions are read: whoever is confirming one at this moment is either done, and seen here, or waits, and
    then sees the change of clearance that led here.
    """
    lock_diaries(ground.people)
    relying = Session.objects.filter(ground.sessions, state__in=RELYING, date__gte=clock.today()).order_by("pk").distinct()
    rows = list(relying.values_list("pk", "booking_id", "space_id"))
    bookings = sorted({booking_id for _pk, booking_id, _space in rows})
    others = SessionPerson.objects.filter(session__booking__in=bookings).values_list("person_id", flat=True)
    lock_diaries(set(others), {space_id for _pk, _booking, space_id in rows if space_id})
    for booking_id in bookings:
        _rejudge_booking(lock_booking(booking_id, with_diaries=False), {pk for pk, _booking, _space in rows})


def _rejudge_booking(booking: Booking, ids: Iterable[int]) -> None:
    firm = list(booking.sessions.filter(pk__in=list(ids), state__in=FIRM_SESSIONS))
    judged, is_accepted = judge_sessions(firm), bool(firm) and has_accepted(booking)
    stands = {session.pk: is_accepted and judged[session.uuid].is_cleared for session in firm}
    fallen = [session for session in firm if session.state == SessionState.CONFIRMED and not stands[session.pk]]
    back = [session for session in firm if session.state == SessionState.AT_RISK and stands[session.pk]]
    _move_and_tell(booking, [*fallen, *_to_decide_anew(booking, firm, back)], SessionEvent.ENDANGER, "bookings.at_risk")
    _move_and_tell(booking, back, SessionEvent.RECOVER, "bookings.recovered")
    if booking.sessions.filter(state=SessionState.AGREED).exists():
        confirm_what_may(by=None, booking_id=booking.pk)


def _to_decide_anew(booking: Booking, firm: Sequence[Session], back: Sequence[Session]) -> list[Session]:
    """Dates at risk that the school chose to keep, and may not wait for any more; and any that nobody has set a day for."""
    at_risk = [session for session in firm if session.state == SessionState.AT_RISK and session not in back]
    kept = [session for session in at_risk if session.kept_at]
    risks = risks_of(booking, kept)
    return [session for session in at_risk if session.decide_by is None or (session.kept_at and not risks[session.uuid].may_keep)]


def _move_and_tell(booking: Booking, sessions: Sequence[Session], event: SessionEvent, kind: str) -> None:
    if not sessions:
        return
    for session in sessions:
        move(session, event, decide_by=decision_day(session) if event == SessionEvent.ENDANGER else None)
    ids = [session.pk for session in sessions]
    row = audit.record(f"session.{event}", booking, by=None, details={"sessions": ids})
    tell(kind, booking, Party.SCHOOL, because=row, sessions=ids)
