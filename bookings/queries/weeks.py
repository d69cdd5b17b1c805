"""A week of a school or of a provider, for the table on wide screens and the list on phones."""

import datetime
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bookings.models import Session
from bookings.rules.words import times_words
from bookings.states import LIVE_SESSIONS, SessionState
from core.parts import Slot, Week, WeekDay, WeekRow
from directory.cards import place_words
from directory.models import Provider
from schools.models import School

NOON = datetime.time(12, 0)
SCHOOL_DAYS = 5
SHOWN = (*LIVE_SESSIONS, SessionState.DELIVERED, SessionState.DID_NOT_HAPPEN)


def monday_of(date: datetime.date) -> datetime.date:
    return date - datetime.timedelta(days=date.weekday())


def week_of(owner: School | Provider, monday: datetime.date) -> Week:
    """Two statements, however full the week is. Weekend days are shown only where something is on."""
    sessions = list(_sessions(owner, monday))
    weekend = max((session.date.weekday() + 1 for session in sessions), default=0)
    days = [monday + datetime.timedelta(days=day) for day in range(max(SCHOOL_DAYS, weekend))]
    highlighted = owner.session_weekday if isinstance(owner, School) else None
    caption = _("Week of %(monday)s") % {"monday": date_format(monday, "j F Y")}
    return Week(
        caption=caption,
        days=[WeekDay(day, is_highlighted=day.weekday() == highlighted) for day in days],
        rows=[
            _row(_("Morning"), days, [session for session in sessions if session.starts < NOON], owner),
            _row(_("Afternoon"), days, [session for session in sessions if session.starts >= NOON], owner),
        ],
    )


def _sessions(owner: School | Provider, monday: datetime.date) -> QuerySet[Session]:
    whose = Q(booking__school=owner) if isinstance(owner, School) else Q(booking__provider=owner)
    within = Q(date__range=(monday, monday + datetime.timedelta(days=6)), state__in=SHOWN)
    found = Session.objects.filter(whose & within)
    return found.select_related("booking__offer", "booking__version__venue", "booking__school", "booking__provider", "booking__group")


def _row(label: str, days: Sequence[datetime.date], sessions: Sequence[Session], owner: School | Provider) -> WeekRow:
    cells = [[_slot(session, owner) for session in sessions if session.date == day] for day in days]
    return WeekRow(label=label, times="", cells=cells)


def _slot(session: Session, owner: School | Provider) -> Slot:
    booking = session.booking
    return Slot(
        kind=booking.offer.kind,
        time=times_words(session.starts, session.ends),
        title=booking.version.title,
        detail=_detail(session, owner),
        state=state_words(session),
        url=reverse("bookings:booking-detail", args=[booking.reference]),
    )


def _detail(session: Session, owner: School | Provider) -> str:
    booking = session.booking
    if isinstance(owner, Provider):
        return _("%(pupils)s pupils, %(school)s") % {"pupils": booking.pupils, "school": booking.school.name}
    place = booking.version.venue.name if booking.version.venue else place_words(booking.version.setting)
    who = booking.group.label if booking.group else _("Group")
    return _("%(group)s, %(pupils)s. %(place)s") % {"group": who, "pupils": booking.pupils, "place": place}


def state_words(session: Session) -> str:
    """Where a session stands, in words that also say what it waits for."""
    if session.state == SessionState.AGREED:
        return _("Agreed, awaiting renewal") if session.awaiting else _("Agreed, not yet firm")
    if session.state == SessionState.HELD:
        return _("Held, waits for answers")
    return str(SessionState(session.state).label)
