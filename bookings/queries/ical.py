"""Sessions as iCalendar (RFC 5545): files in mails, downloads, and feeds that calendars fetch again and again.

A session keeps one UID for ever. Its SEQUENCE rises when its status changes, and a cancelled session stays in the feed for a while, so that
every subscriber's copy is corrected and none is doubled. Nothing here names a pupil, a check or a reason.
"""

import datetime
from collections.abc import Iterable, Sequence
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress
from icalendar.enums import CLASS, STATUS

from bookings import rules
from bookings.enums import Party
from bookings.models import CalendarFeed, Session
from bookings.states import CALENDAR_STATUS, LIVE_SESSIONS, SessionState
from core import clock
from core.emails import absolute
from directory.enums import Setting
from directory.models import Venue

PRODUCT = "-//Junction//Bookings//EN"
REFRESH = datetime.timedelta(hours=1)
GONE = (SessionState.CANCELLED, SessionState.DECLINED, SessionState.LAPSED, SessionState.DID_NOT_HAPPEN)
MARGIN = datetime.timedelta(days=1)


def calendar_of(sessions: Iterable[Session], *, name: str, for_party: Party) -> bytes:
    """An iCalendar file of the sessions as one side reads them: the school reads who comes, the provider where to go.

    Each session comes with its booking's version, school and provider, and its space's venue, already fetched.
    """
    shown = list(sessions)
    calendar = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("name", name), ("x-wr-calname", name)):
        calendar.add(key, value)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for zone in sorted({session.zone for session in shown}):
        calendar.add_component(_timezone(zone, [session.date for session in shown if session.zone == zone]))
    for session in shown:
        calendar.add_component(_event(session, for_party))
    return bytes(calendar.to_ical())


def sessions_of_feed(feed: CalendarFeed) -> QuerySet[Session]:
    """What a subscriber sees: what is live, what took place lately, and what was called off lately."""
    owner = Q(booking__school=feed.school_id) if feed.school_id else Q(booking__provider=feed.provider_id)
    today = clock.today()
    live = Q(state__in=LIVE_SESSIONS, date__gte=today - rules.PAST_KEPT)
    past = Q(state=SessionState.DELIVERED, date__gte=today - rules.PAST_KEPT)
    gone = Q(state__in=GONE, changed_at__gte=clock.now() - rules.CANCELLED_KEPT)
    return with_what_calendars_say(Session.objects.filter(owner & (live | past | gone)))


def with_what_calendars_say(sessions: QuerySet[Session]) -> QuerySet[Session]:
    return sessions.select_related("booking__version__venue", "booking__school", "booking__provider", "space__venue")


def _timezone(zone: str, dates: Sequence[datetime.date]) -> Timezone:
    """The clock changes around the dates, and no more: some calendars are slow to read a century of them."""
    timezone = Timezone.from_tzid(zone, first_date=min(dates) - MARGIN, last_date=max(dates) + MARGIN)
    timezone.pop("comment", None)
    return timezone


def _event(session: Session, for_party: Party) -> Event:
    zone = ZoneInfo(session.zone)
    address = absolute(reverse("bookings:booking-detail", args=[session.booking.reference]))
    return Event.new(
        uid=f"session-{session.uuid}@{settings.MAIL_DOMAIN}",
        sequence=session.sequence,
        stamp=session.changed_at.astimezone(datetime.UTC),
        last_modified=session.changed_at.astimezone(datetime.UTC),
        start=datetime.datetime.combine(session.date, session.starts, tzinfo=zone),
        end=datetime.datetime.combine(session.date, session.ends, tzinfo=zone),
        summary=_summary(session, for_party),
        location=_location(session, for_party),
        description=_("Booking %(reference)s. All about it: %(address)s") % {"reference": session.booking.reference, "address": address},
        status=STATUS(CALENDAR_STATUS[SessionState(session.state)]),
        classification=CLASS.PRIVATE,
        organizer=vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"),
        url=address,
    )


def _summary(session: Session, for_party: Party) -> str:
    """Many calendars don't show a status, so the words say it too."""
    booking = session.booking
    other = booking.provider.name if for_party == Party.SCHOOL else booking.school.name
    title = _("%(title)s, %(other)s") % {"title": booking.version.title, "other": other}
    match CALENDAR_STATUS[SessionState(session.state)]:
        case "CANCELLED":
            return _("Called off: %(title)s") % {"title": title}
        case "TENTATIVE":
            return _("Not firm: %(title)s") % {"title": title}
        case _:
            return title


def _location(session: Session, for_party: Party) -> str:
    booking = session.booking
    match Setting(booking.version.setting):
        case Setting.SCHOOL_SITE:
            school = booking.school
            return ", ".join(part for part in (school.name, school.street, school.town, school.postcode) if part)
        case Setting.ONLINE_LIVE:
            return _("Online")
        case _:
            venue = session.space.venue if session.space else booking.version.venue
            return _address(venue, whole=for_party == Party.PROVIDER or session.state not in (SessionState.HELD,)) if venue else ""


def _address(venue: Venue, *, whole: bool) -> str:
    """A place that is not open to all is told in full only once both sides have said yes."""
    if not (whole or venue.is_public_place):
        return f"{venue.name}, {venue.district}"
    return ", ".join(part for part in (venue.name, venue.street, venue.town, venue.postcode) if part)
