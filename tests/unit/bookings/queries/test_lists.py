import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.queries.lists import bookings_of_provider, bookings_of_school
from bookings.services.drafts import discard_draft
from bookings.services.requests import withdraw_request
from tests.factories.bookings import SPRING, Scene, make_scene


def references(lines: object) -> list[str]:
    return [line.reference for line in lines]  # type: ignore[attr-defined]


def test_a_schools_bookings_by_where_they_stand(scene: Scene) -> None:
    later, sooner = scene.confirmed(SPRING[2]), scene.confirmed(SPRING[0])
    waiting, over = scene.ask(SPRING[3]), scene.ask(SPRING[4])
    withdraw_request(by=scene.coordinator, booking=over)
    discard_draft(by=scene.coordinator, booking=scene.draft())
    draft = scene.draft()
    make_scene().ask()

    lists = bookings_of_school(scene.school)

    assert references(lists.drafts) == [draft.reference]
    assert references(lists.waiting) == [waiting.reference]
    assert references(lists.coming) == [sooner.reference, later.reference]
    assert references(lists.over) == [over.reference]
    assert not lists.is_empty


def test_a_line_says_what_a_reader_needs(scene: Scene) -> None:
    scene.ask(*SPRING[:3])

    (line,) = bookings_of_school(scene.school).waiting

    assert (line.title, line.provider, line.school, line.group) == (
        "Grow your lunch",
        scene.offer.provider.name,
        scene.school.name,
        "Sunflower class",
    )
    assert (line.count, line.dates, line.state_label) == ("three Wednesdays", "6, 13 and 20 January 2027", "Waiting for answers")


def test_a_confirmed_booking_with_a_date_at_risk_does_not_pass_for_confirmed(scene: Scene) -> None:
    scene.confirmed(SPRING[0])
    shaky = scene.confirmed(*SPRING[1:3])
    shaky.sessions.filter(date=SPRING[2]).update(state="at_risk")

    lines = [*bookings_of_school(scene.school).coming, *bookings_of_provider(scene.offer.provider).coming]

    assert [(line.standing, line.state_label) for line in lines] == [("confirmed", "Confirmed"), ("at_risk", "At risk")] * 2


def test_a_provider_never_sees_a_draft(scene: Scene) -> None:
    asked = scene.ask()
    scene.draft()

    lists = bookings_of_provider(scene.offer.provider)

    assert (references(lists.drafts), references(lists.waiting)) == ([], [asked.reference])


def test_the_number_of_queries_does_not_grow(scene: Scene, november: time_machine.Traveller) -> None:
    counts = []
    for date in SPRING[:3]:
        scene.confirmed(date)
        with CaptureQueriesContext(connection) as queries:
            bookings_of_school(scene.school)
        counts.append(len(queries))

    assert counts[0] == counts[-1] <= 4


def test_nothing_is_nothing(scene: Scene) -> None:
    assert bookings_of_school(scene.school).is_empty
