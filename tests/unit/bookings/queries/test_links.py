import datetime

import pytest
import time_machine

from bookings.enums import Party
from bookings.models import AnswerLink, Booking
from bookings.queries.links import link_by_token, status_of
from bookings.services.lapses import lapse_request
from bookings.services.requests import withdraw_request
from core import clock
from tests.factories.bookings import SPRING, Scene


def link_of(booking: Booking, party: str = Party.PROVIDER) -> AnswerLink:
    link = link_by_token(AnswerLink.objects.get(booking=booking, party=party).token)
    assert link is not None
    return link


def code_of(booking: Booking, party: str = Party.PROVIDER) -> str:
    return status_of(link_of(booking, party)).code


def test_a_link_is_found_by_its_token_alone(scene: Scene) -> None:
    link = link_of(scene.ask())

    assert link_by_token(link.token) == link
    assert link_by_token(link.token_hash) is None
    assert link_by_token(link.token[:-1]) is None


def test_it_is_open_until_it_is_answered(scene: Scene) -> None:
    booking = scene.ask()
    assert code_of(booking) == "open"

    scene.provider_says(booking)

    status = status_of(link_of(booking))
    assert (status.code, status.heading) == ("answered", "You said yes")
    assert status.words.startswith("Recorded on Sunday 22 November at 09:00.")
    assert code_of(booking, Party.SCHOOL) == "open"


def test_a_no_is_read_back_too(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking, "no", reason="dates")

    assert status_of(link_of(booking)).heading == "You said no"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_the_approvers_answer_is_read_back(scene: Scene, answer: str) -> None:
    booking = scene.ask()
    scene.provider_says(booking)
    scene.head_says(booking, answer, reason="budget")

    assert status_of(link_of(booking, Party.SCHOOL)).heading == {"yes": "Approved", "no": "Not approved"}[answer]


def test_a_request_taken_back_says_so(scene: Scene) -> None:
    booking = scene.ask()
    withdraw_request(by=scene.coordinator, booking=booking)

    assert code_of(booking) == "withdrawn"


@pytest.mark.parametrize("job_has_run", [True, False])
def test_after_the_deadline_it_is_expired(scene: Scene, november: time_machine.Traveller, job_has_run: bool) -> None:
    booking = scene.ask()
    november.move_to(clock.local(datetime.date(2026, 11, 27), datetime.time(17)))
    if job_has_run:
        lapse_request(booking_id=booking.pk)

    assert code_of(booking) == "expired"


def test_an_approver_who_lost_the_role_approves_nothing(scene: Scene) -> None:
    booking = scene.ask(SPRING[0])
    scene.provider_says(booking)
    scene.school.members.get(user=scene.head).roles.all().delete()

    assert code_of(booking, Party.SCHOOL) == "not_allowed"


def test_a_request_that_the_provider_declined_is_closed_for_the_school(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking)
    Booking.objects.filter(pk=booking.pk).update(state="declined", decline_reason="dates", closed_at=clock.now())

    assert code_of(booking, Party.SCHOOL) == "closed"
