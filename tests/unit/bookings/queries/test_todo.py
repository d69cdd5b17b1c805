import datetime

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.queries.todo import ToDo, to_do_for_provider, to_do_for_school
from bookings.services.invitations import accept_invitation, invite_provider
from bookings.services.messages import write_message
from bookings.services.rejudging import Ground, rejudge
from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.vetting import cleared_offer, leader_of
from vetting.models import Clearance, SchoolAcceptance


def titles(todo: list[ToDo]) -> list[tuple[str, str]]:
    return [(one.title, one.tag) for one in todo]


def test_a_provider_answers_first(scene: Scene) -> None:
    booking = scene.ask(*SPRING[:2])

    (todo,) = to_do_for_provider(scene.member.user, scene.offer.provider)

    assert (todo.title, todo.url) == (f"Answer {scene.school.name} about Grow your lunch", f"/bookings/{booking.reference}/answer/")
    assert todo.hint == "Two Wednesdays, Free. Held until Friday 27 November at 17:00."
    scene.provider_says(booking)
    assert to_do_for_provider(scene.member.user, scene.offer.provider) == []


def test_an_approver_is_asked_once_the_provider_said_yes(scene: Scene) -> None:
    booking = scene.ask()
    assert to_do_for_school(scene.head, scene.school) == []

    scene.provider_says(booking)
    (todo,) = to_do_for_school(scene.head, scene.school)

    assert (todo.title, todo.tag, todo.tag_colour, todo.url) == (
        "Approve Grow your lunch?",
        "Waiting",
        "yellow",
        f"/bookings/{booking.reference}/approve/",
    )
    assert to_do_for_school(scene.coordinator, scene.school) == []
    scene.head_says(booking)
    assert to_do_for_school(scene.head, scene.school) == []


def test_risk_stands_above_all_else(scene: Scene) -> None:
    scene.confirmed(SPRING[0])
    scene.draft()
    Clearance.objects.filter(person=leader_of(scene.offer)).update(state="suspended")
    rejudge(Ground(person_id=leader_of(scene.offer).pk))

    todo = to_do_for_school(scene.coordinator, scene.school)

    assert titles(todo) == [("Decide about Grow your lunch", "At risk"), ("Finish asking for Grow your lunch", "Draft")]
    assert todo[0].tag_colour == "red"


def test_a_question_waits_for_who_asked_for_the_booking(scene: Scene) -> None:
    booking = scene.ask()
    write_message(by=scene.head, booking=booking, text="Who drives?")
    assert [(one.title, one.hint) for one in to_do_for_school(scene.coordinator, scene.school)] == [
        ("Answer a question about Grow your lunch", "“Who drives?”")
    ]

    write_message(by=scene.coordinator, booking=booking, text="We walk.")
    assert to_do_for_school(scene.coordinator, scene.school) == []


def test_past_dates_are_to_be_recorded(scene: Scene, november: time_machine.Traveller) -> None:
    scene.confirmed(SPRING[0])
    november.move_to(clock.local(SPRING[0] + datetime.timedelta(days=1), datetime.time(9)))

    assert titles(to_do_for_school(scene.coordinator, scene.school)) == [("Did Grow your lunch take place?", "When you can")]


def test_an_acceptance_that_ran_out_waits_for_an_approver(db: None) -> None:
    scene = make_scene(offer=cleared_offer(expires={"PLI": datetime.date(2027, 1, 10)}))
    scene.confirmed(*SPRING[1:3])
    assert to_do_for_school(scene.head, scene.school) == []

    SchoolAcceptance.objects.update(withdrawn_at=clock.now(), withdrawn_by=scene.head)

    assert titles(to_do_for_school(scene.head, scene.school)) == [(f"Accept the assurance of {scene.offer.provider.name}", "Waiting")]


def test_an_invited_provider_finds_the_schools_request(scene: Scene) -> None:
    invitation = invite_provider(by=scene.coordinator, school=scene.school, email="a@example.org", their_name="A", wanted_title="Bread")
    accept_invitation(by=scene.member.user, invitation=invitation, provider=scene.offer.provider)

    assert titles(to_do_for_provider(scene.member.user, scene.offer.provider)) == [(f"{scene.school.name} hopes for “Bread”", "Invitation")]


def test_strangers_have_nothing_to_do(scene: Scene) -> None:
    scene.ask()

    assert to_do_for_school(UserFactory(), scene.school) == []
    assert to_do_for_provider(scene.coordinator, scene.offer.provider) == []


def test_the_number_of_queries_does_not_grow(scene: Scene) -> None:
    counts = []
    for date in SPRING[:3]:
        scene.provider_says(scene.ask(date))
        with CaptureQueriesContext(connection) as queries:
            to_do_for_school(scene.head, scene.school)
        counts.append(len(queries))

    assert counts[0] == counts[-1]
