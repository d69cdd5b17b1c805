"""What must always be true of bookings, asked of the database as it stands."""

import collections
import itertools

from bookings.models import Booking, Session
from bookings.queries.clearance import has_accepted, judge_sessions
from bookings.states import BOOKING, FIRM_SESSIONS, LIVE_SESSIONS, BookingState, SessionState
from core import clock
from directory.models import Claim
from vetting.models import PlannedUse

COUNTED = {*LIVE_SESSIONS, SessionState.DELIVERED}
FIRM = {*FIRM_SESSIONS, SessionState.DELIVERED}


def broken_promises() -> list[str]:
    """Everything that is false and must not be; an empty list is what tests want."""
    return [*_uncleared(), *_overlapping(), *_claims_astray(), *_days_astray(), *_bookings_astray(), *_beyond_cap()]


def _uncleared() -> list[str]:
    """No confirmed session has anybody or anything that is not cleared on its day, or that the school does not accept."""
    ahead = list(Session.objects.filter(state=SessionState.CONFIRMED, date__gte=clock.today()).select_related("booking"))
    judged = judge_sessions(ahead)
    found = [f"{session} is confirmed and not cleared" for session in ahead if not judged[session.uuid].is_cleared]
    return found + [f"{session} is confirmed and not accepted" for session in ahead if not has_accepted(session.booking)]


def _overlapping() -> list[str]:
    """Nobody is in two places: asked of the sessions themselves, not of the claims that should prevent it."""
    by_person = collections.defaultdict(list)
    now = clock.now()
    for session in Session.objects.filter(state__in=LIVE_SESSIONS).select_related("booking").prefetch_related("session_people"):
        if session.state == SessionState.HELD and session.booking.answer_by and session.booking.answer_by <= now:
            continue  # lapsed, though the job has not written it yet
        for link in session.session_people.all():
            by_person[link.person_id].append(session)
    return [
        f"{one} and {other} overlap"
        for sessions in by_person.values()
        for one, other in itertools.combinations(sessions, 2)
        if one.date == other.date and one.starts < other.ends and other.starts < one.ends
    ]


def _claims_astray() -> list[str]:
    """Live claims are those of sessions that live or took place, once for every person; held ones lapse with the request, others never."""
    found: collections.Counter[object] = collections.Counter(
        Claim.objects.filter(live=True, person__isnull=False).values_list("occasion", "person", "hold_until")
    )
    expected: collections.Counter[object] = collections.Counter()
    lapsed: collections.Counter[object] = collections.Counter()
    for session in Session.objects.filter(state__in=COUNTED).select_related("booking").prefetch_related("session_people"):
        until = session.booking.answer_by if session.state == SessionState.HELD else None
        rows = lapsed if until and until <= clock.now() else expected
        rows.update((session.uuid, link.person_id, until) for link in session.session_people.all())
    return [f"claim missing: {row}" for row in expected - found] + [f"claim astray: {row}" for row in found - expected - lapsed]


def _days_astray() -> list[str]:
    """The day counter holds exactly the sessions that live or took place, firm where they are."""
    found = set(PlannedUse.objects.values_list("session", "person", "date", "is_confirmed"))
    expected = {
        (session.uuid, link.person_id, session.date, session.state in FIRM)
        for session in Session.objects.filter(state__in=COUNTED).prefetch_related("session_people")
        for link in session.session_people.all()
    }
    return [f"day missing: {row}" for row in expected - found] + [f"day astray: {row}" for row in found - expected]


def _bookings_astray() -> list[str]:
    """A closed booking has no live session; an open one has; held sessions belong to requests and to nothing else."""
    wrong = []
    for booking in Booking.objects.exclude(state=BookingState.DRAFT).prefetch_related("sessions"):
        states = {session.state for session in booking.sessions.all()}
        is_open = bool(BOOKING.events_from(booking.state))
        if is_open != bool(states & set(LIVE_SESSIONS)):
            wrong.append(f"{booking} is {booking.state} with {sorted(states)}")
        if (SessionState.HELD in states) != (booking.state == BookingState.REQUESTED):
            wrong.append(f"{booking} is {booking.state} and holds")
        if states & FIRM and booking.state not in (BookingState.CONFIRMED, BookingState.COMPLETED):
            wrong.append(f"{booking} is {booking.state} and firm")
    return wrong


def _beyond_cap() -> list[str]:
    held = collections.Counter(
        Session.objects.filter(state=SessionState.HELD).values_list("booking__school__open_holds_cap", "booking__school")
    )
    return [f"school {school} holds {count}" for (cap, school), count in held.items() if count > cap]
