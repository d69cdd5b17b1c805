"""What a school has on in a term, day by day."""

import collections
import dataclasses
import datetime

from bookings.models import Session
from bookings.queries.agreements import price_of_booking
from bookings.states import LIVE_SESSIONS, SessionState
from portal.queries.terms import SessionTerm
from schools.models import School

COUNTED = (*LIVE_SESSIONS, SessionState.DELIVERED)
FIRM = (SessionState.CONFIRMED, SessionState.DELIVERED)


@dataclasses.dataclass(frozen=True)
class DaySessions:
    """How many sessions of one day are firm, wait for something, or are at risk."""

    date: datetime.date
    firm: int
    waiting: int
    at_risk: int

    @property
    def is_empty(self) -> bool:
        return not (self.firm or self.waiting or self.at_risk)


@dataclasses.dataclass(frozen=True)
class SchoolTerm:
    """A term of a school's session days. `pence` is what firm sessions cost, `people` how many adults lead in the term."""

    label: str
    days: tuple[DaySessions, ...]
    sessions: int
    people: int
    pence: int

    @property
    def filled(self) -> int:
        return sum(not day.is_empty for day in self.days)


def school_term(school: School, term: SessionTerm) -> SchoolTerm:
    """Two queries. Sessions on other days of the week count in the sums, and have no place on the line."""
    within = (term.term.start, term.term.end)
    sessions = list(
        Session.objects.filter(booking__school=school, date__range=within, state__in=COUNTED)
        .select_related("booking")
        .prefetch_related("session_people")
    )
    by_date: dict[datetime.date, list[str]] = collections.defaultdict(list)
    for session in sessions:
        by_date[session.date].append(session.state)
    return SchoolTerm(
        label=term.term.label,
        days=tuple(_day(date, by_date[date]) for date in term.dates),
        sessions=len(sessions),
        people=len({link.person_id for session in sessions for link in session.session_people.all()}),
        pence=_cost([session for session in sessions if session.state in FIRM]),
    )


def _day(date: datetime.date, states: list[str]) -> DaySessions:
    firm = sum(state in FIRM for state in states)
    at_risk = states.count(SessionState.AT_RISK)
    return DaySessions(date, firm, len(states) - firm - at_risk, at_risk)


def _cost(sessions: list[Session]) -> int:
    """A booking that runs over two terms counts in each with the sessions that it has there."""
    by_booking: dict[int, int] = collections.defaultdict(int)
    bookings = {}
    for session in sessions:
        by_booking[session.booking_id] += 1
        bookings[session.booking_id] = session.booking
    return sum(price_of_booking(bookings[pk], number).total for pk, number in by_booking.items())
