import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.enums import CancelReason, Party
from bookings.queries.weeks import monday_of, state_words, week_of
from bookings.services.sessions import cancel_session
from tests.factories.bookings import SPRING, Scene, SessionFactory, make_scene
from tests.factories.vetting import cleared_offer

MONDAY = datetime.date(2027, 1, 4)


def test_a_schools_week_shows_who_comes(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    make_scene(offer=cleared_offer()).confirmed(SPRING[0])

    week = week_of(scene.school, MONDAY)

    assert (week.caption, len(week.days), [day.is_highlighted for day in week.days]) == (
        "Week of 4 January 2027",
        5,
        [False, False, True, False, False],
    )
    morning, afternoon = week.rows
    assert [len(cell) for cell in morning.cells] == [0] * 5
    assert [len(cell) for cell in afternoon.cells] == [0, 0, 1, 0, 0]
    (slot,) = afternoon.cells[2]
    assert (slot.time, slot.title, slot.detail, slot.state, slot.url) == (
        "13:15 to 15:15",
        "Grow your lunch",
        "Sunflower class, 24. At your school",
        "Confirmed",
        f"/bookings/{booking.reference}/",
    )


def test_a_providers_week_shows_where_to_go(scene: Scene) -> None:
    scene.ask(SPRING[0])

    slots = [slot for row in week_of(scene.offer.provider, MONDAY).rows for cell in row.cells for slot in cell]

    assert [(slot.detail, slot.state) for slot in slots] == [(f"24 pupils, {scene.school.name}", "Held, waits for answers")]


def test_what_was_called_off_is_gone_from_the_week(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    cancel_session(by=scene.coordinator, session=booking.sessions.get(), reason=CancelReason.WEATHER, party=Party.SCHOOL)

    assert [slots for _day, slots in week_of(scene.school, MONDAY).agenda] == [[]] * 5


def test_a_saturday_is_shown_only_where_something_is_on(scene: Scene) -> None:
    SessionFactory(booking__school=scene.school, date=datetime.date(2027, 1, 9), starts=datetime.time(10), ends=datetime.time(12))

    assert len(week_of(scene.school, MONDAY).days) == 6


def test_a_full_week_costs_no_more_queries(scene: Scene) -> None:
    counts = []
    for date in (SPRING[0], SPRING[0] + datetime.timedelta(days=1), SPRING[0] + datetime.timedelta(days=2)):
        scene.confirmed(date)
        with CaptureQueriesContext(connection) as queries:
            week_of(scene.school, MONDAY)
        counts.append(len(queries))

    assert counts == [1, 1, 1]


def test_the_monday_of_any_day() -> None:
    assert monday_of(datetime.date(2027, 1, 10)) == MONDAY == monday_of(MONDAY)


def test_agreed_sessions_say_what_they_wait_for(db: None) -> None:
    assert state_words(SessionFactory(state="agreed", awaiting="Insurance")) == "Agreed, awaiting renewal"
    assert state_words(SessionFactory(state="agreed")) == "Agreed, not yet firm"
    assert state_words(SessionFactory(state="at_risk")) == "At risk"
