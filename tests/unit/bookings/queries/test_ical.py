"""What calendars read, read back by a parser."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from bookings.enums import CancelReason, Party
from bookings.models import Booking, Session
from bookings.queries.ical import calendar_of, sessions_of_feed, with_what_calendars_say
from bookings.services.feeds import make_feed
from bookings.services.sessions import cancel_session
from core import clock
from directory.enums import OfferKind, Setting
from tests.factories.bookings import SPRING, Scene, SessionFactory, make_scene
from tests.factories.directory import VenueFactory
from tests.factories.vetting import leader_of
from tests.support.bookings import session_on

LONDON = ZoneInfo("Europe/London")


def events_of(booking: Booking, party: Party = Party.SCHOOL) -> list[Any]:
    """The library types what it reads too loosely to be of use here."""
    sessions = with_what_calendars_say(booking.sessions.all())
    return list(Calendar.from_ical(calendar_of(sessions, name="Ours", for_party=party)).events)


def test_a_session_reads_back_as_it_was_written(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    session = booking.sessions.get()

    (event,) = events_of(booking)

    assert event["UID"] == f"session-{session.uuid}@junction.invalid"
    assert (event["SEQUENCE"], event["STATUS"], event["CLASS"]) == (1, "CONFIRMED", "PRIVATE")
    assert event.start == datetime.datetime(2027, 1, 6, 13, 15, tzinfo=LONDON)
    assert event.end == datetime.datetime(2027, 1, 6, 15, 15, tzinfo=LONDON)
    assert event["SUMMARY"] == f"Grow your lunch, {scene.offer.provider.name}"
    assert event["LOCATION"] == f"{scene.school.name}, Langdale Drive, Cramlington, NE23 8EH"
    assert event["URL"] == f"http://localhost:8000/bookings/{booking.reference}/"


def test_the_provider_reads_where_to_go(scene: Scene) -> None:
    (event,) = events_of(scene.ask(SPRING[0]), Party.PROVIDER)

    assert (event["SUMMARY"], event["STATUS"]) == (f"Not firm: Grow your lunch, {scene.school.name}", "TENTATIVE")


def test_the_calendar_says_how_often_to_look_and_what_it_is_called(scene: Scene) -> None:
    sessions = with_what_calendars_say(scene.confirmed(SPRING[0]).sessions.all())

    text = calendar_of(sessions, name="Burnside on Junction", for_party=Party.SCHOOL).decode()

    lines = text.split("\r\n")
    assert "METHOD:PUBLISH" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert [line for line in lines if line.startswith("X-WR-CALNAME")] == ["X-WR-CALNAME:Burnside on Junction"]
    assert text == calendar_of(sessions, name="Burnside on Junction", for_party=Party.SCHOOL).decode()


def test_no_pupil_check_or_reason_is_told(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2], message="We have two wheelchairs", adjustments={"captions": 1})
    cancel_session(by=scene.coordinator, session=session_on(booking, SPRING[0]), reason=CancelReason.NO_LONGER_CLEARED, party=Party.SCHOOL)
    session = session_on(booking, SPRING[1])
    type(session).objects.filter(pk=session.pk).update(state="at_risk", awaiting="Public liability insurance")

    for party in Party:
        text = calendar_of(with_what_calendars_say(booking.sessions.all()), name="Ours", for_party=party).decode().replace("\r\n ", "")
        for secret in ("wheelchairs", "aptions", "unflower", "24 pupils", "nsurance", "navailable", "risk", leader_of(scene.offer).name):
            assert secret not in text


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("held", "TENTATIVE"),
        ("agreed", "TENTATIVE"),
        ("at_risk", "TENTATIVE"),
        ("confirmed", "CONFIRMED"),
        ("delivered", "CONFIRMED"),
        ("lapsed", "CANCELLED"),
        ("declined", "CANCELLED"),
        ("did_not_happen", "CANCELLED"),
    ],
)
def test_each_state_has_its_status(scene: Scene, state: str, status: str) -> None:
    session = SessionFactory(booking__school=scene.school, booking__offer=scene.offer, state=state)

    assert [event["STATUS"] for event in events_of(session.booking)] == [status]


def test_a_cancelled_session_keeps_its_uid_and_rises(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2])
    before = {event["UID"]: event["SEQUENCE"] for event in events_of(booking)}

    cancel_session(by=scene.coordinator, session=session_on(booking, SPRING[0]), reason=CancelReason.WEATHER, party=Party.SCHOOL)

    after = {event["UID"]: (event["SEQUENCE"], event["STATUS"]) for event in events_of(booking)}
    uid = f"session-{session_on(booking, SPRING[0]).uuid}@junction.invalid"
    assert after.keys() == before.keys()
    assert after[uid] == (before[uid] + 1, "CANCELLED")
    assert [status for key, (_sequence, status) in after.items() if key != uid] == ["CONFIRMED"]


@pytest.mark.parametrize(
    ("date", "offset"),
    [
        (datetime.date(2027, 3, 24), 0),
        (datetime.date(2027, 3, 31), 1),
        (datetime.date(2027, 10, 27), 1),
        (datetime.date(2027, 11, 3), 0),
    ],
)
def test_a_quarter_past_one_stays_a_quarter_past_one_on_both_sides_of_the_clock_changes(
    scene: Scene, date: datetime.date, offset: int
) -> None:
    """Clocks change on 28 March and 31 October 2027. The file holds its own zone, so that no reader has to know ours."""
    dates = [date - datetime.timedelta(weeks=1), date, date + datetime.timedelta(weeks=1)]
    session = SessionFactory(booking__school=scene.school, booking__offer=scene.offer, date=date)
    for other in (dates[0], dates[2]):
        SessionFactory(booking=session.booking, date=other)

    events = {event.start.date(): event for event in events_of(session.booking)}

    assert [events[day].start.time() for day in dates] == [datetime.time(13, 15)] * 3
    assert events[date].start.utcoffset() == datetime.timedelta(hours=offset)
    assert events[date].end - events[date].start == datetime.timedelta(hours=2)


def test_the_zone_in_the_file_agrees_with_the_worlds(scene: Scene) -> None:
    session = SessionFactory(booking__school=scene.school, booking__offer=scene.offer, date=datetime.date(2027, 3, 24))
    SessionFactory(booking=session.booking, date=datetime.date(2027, 3, 31))
    content = calendar_of(with_what_calendars_say(session.booking.sessions.all()), name="Ours", for_party=Party.SCHOOL)

    (zone,) = Calendar.from_ical(content).timezones

    told = zone.to_tz(lookup_tzid=False)
    for moment in (datetime.datetime(2027, 3, 24, 13, 15), datetime.datetime(2027, 3, 31, 13, 15)):  # noqa: DTZ001  # wall-clock times
        assert moment.replace(tzinfo=told).utcoffset() == moment.replace(tzinfo=LONDON).utcoffset()


def test_a_private_place_is_told_in_full_only_once_agreed(db: None) -> None:
    venue = VenueFactory(name="Rosa's barn", street="Low Lane 3", is_public_place=False)
    scene = make_scene(kind=OfferKind.VISIT, provider=venue.provider, version__setting=Setting.HOST_SITE, version__venue=venue)
    held = scene.ask(SPRING[0])
    assert [event["LOCATION"] for event in events_of(held)] == ["Rosa's barn, NE23"]

    scene.provider_says(held)
    scene.head_says(held, visit_plan_agreed=True)

    assert [event["LOCATION"] for event in events_of(held)] == ["Rosa's barn, Low Lane 3, Cramlington, NE23 6QW"]


def shown(scene: Scene) -> set[Session]:
    return set(sessions_of_feed(make_feed(by=scene.coordinator, school=scene.school)))


def test_a_feed_holds_what_is_live_and_what_was_called_off_for_ninety_days(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.confirmed(SPRING[8], SPRING[9])
    make_scene(offer=scene.offer).confirmed(SPRING[10])
    session = session_on(booking, SPRING[8])
    cancel_session(by=scene.coordinator, session=session, reason=CancelReason.WEATHER, party=Party.SCHOOL)
    assert shown(scene) == set(booking.sessions.all())

    november.move_to(clock.now() + datetime.timedelta(days=89))
    assert session in shown(scene)

    november.move_to(clock.now() + datetime.timedelta(days=2))
    assert session not in shown(scene)


def test_a_providers_feed_holds_its_own(scene: Scene) -> None:
    booking = scene.ask(SPRING[0])
    make_scene().ask(SPRING[0])

    feed = make_feed(by=scene.member.user, provider=scene.offer.provider)

    assert set(sessions_of_feed(feed)) == set(booking.sessions.all())


def test_an_empty_calendar_is_a_calendar(scene: Scene) -> None:
    calendar = Calendar.from_ical(calendar_of([], name="Ours", for_party=Party.SCHOOL))

    assert (calendar["METHOD"], list(calendar.events), list(calendar.timezones)) == ("PUBLISH", [], [])
