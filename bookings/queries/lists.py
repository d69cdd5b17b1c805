"""Lists of bookings as each side reads them, in a fixed number of queries."""

import dataclasses
import datetime
from collections.abc import Iterable

from django.db.models import QuerySet

from bookings.models import Booking
from bookings.rules.words import dates_words, weekdays_words
from bookings.states import BookingState, SessionState
from core import clock
from directory.models import Provider
from schools.models import School

GONE = (SessionState.CANCELLED, SessionState.DECLINED, SessionState.LAPSED)


@dataclasses.dataclass(frozen=True)
class BookingLine:
    """One booking in a list."""

    reference: str
    title: str
    kind: str
    school: str
    provider: str
    group: str
    count: str
    dates: str
    state: str
    standing: str  # its state, or at_risk where a date of it is
    state_label: str  # of the standing
    next_date: datetime.date | None


@dataclasses.dataclass(frozen=True)
class BookingLists:
    """What is to be finished, what waits for an answer, what is to come, and what is over (the latest first)."""

    drafts: list[BookingLine]
    waiting: list[BookingLine]
    coming: list[BookingLine]
    over: list[BookingLine]

    @property
    def is_empty(self) -> bool:
        return not (self.drafts or self.waiting or self.coming or self.over)


MOST_OVER = 50


def bookings_of_school(school: School) -> BookingLists:
    return _lists(Booking.objects.filter(school=school))


def bookings_of_provider(provider: Provider) -> BookingLists:
    """A school's drafts are its own."""
    return _lists(Booking.objects.filter(provider=provider).exclude(state=BookingState.DRAFT))


def _lists(bookings: QuerySet[Booking]) -> BookingLists:
    fetched = bookings.select_related("school", "provider", "offer", "version", "group").prefetch_related("sessions")
    live = [_line(booking) for booking in fetched.filter(closed_at=None)]
    over = [_line(booking) for booking in fetched.exclude(closed_at=None).exclude(requested_at=None).order_by("-closed_at")[:MOST_OVER]]
    return BookingLists(
        drafts=_in(live, BookingState.DRAFT),
        waiting=_in(live, BookingState.REQUESTED),
        coming=sorted(
            _in(live, BookingState.AGREED, BookingState.CONFIRMED), key=lambda line: (line.next_date or datetime.date.max, line.reference)
        ),
        over=over,
    )


def dates_at_risk(booking: Booking) -> list[datetime.date]:
    """Sessions of a firm booking that are still to come, and that nobody could lead as things stand."""
    return sorted(session.date for session in booking.sessions.all() if session.state == SessionState.AT_RISK)


def standing_of(booking: Booking) -> tuple[str, str]:
    """The state to show, and its name. A confirmed booking with dates at risk is not simply confirmed."""
    state = SessionState.AT_RISK if booking.state == BookingState.CONFIRMED and dates_at_risk(booking) else BookingState(booking.state)
    return state.value, str(state.label)


def _in(lines: Iterable[BookingLine], *states: str) -> list[BookingLine]:
    return [line for line in lines if line.state in states]


def _line(booking: Booking) -> BookingLine:
    sessions = list(booking.sessions.all())
    dates = [session.date for session in sessions if session.state not in GONE] or [session.date for session in sessions]
    standing, state_label = standing_of(booking)
    return BookingLine(
        reference=booking.reference,
        title=booking.version.title,
        kind=booking.offer.kind,
        school=booking.school.name,
        provider=booking.provider.name,
        group=booking.group.label if booking.group else "",
        count=weekdays_words(dates) if dates else "",
        dates=dates_words(dates),
        state=booking.state,
        standing=standing,
        state_label=state_label,
        next_date=min((date for date in dates if date >= clock.today()), default=None),
    )
