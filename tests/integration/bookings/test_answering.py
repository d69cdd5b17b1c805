"""Answering by link and signed in. Opening changes nothing; a link that is used, late, forged or withdrawn says so plainly."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from bookings.enums import Party
from bookings.models import AnswerLink, Booking, Confirmation, Message
from bookings.services.requests import withdraw_request
from bookings.states import BookingState
from core import clock
from core.models import AuditEvent, OutboxMessage
from schools.models import SchoolMember
from tests.factories.accounts import UserFactory
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.directory import ProviderMemberFactory
from tests.factories.schools import MemberRoleFactory
from tests.factories.vetting import leader_of
from tests.support.bookings import ClientOf, states_of


def path_of(booking: Booking, party: str = Party.PROVIDER) -> str:
    return f"/answer/{AnswerLink.objects.get(booking=booking, party=party).token}/"


def everything() -> tuple[Any, ...]:
    """What a GET must not change."""
    return (
        list(Booking.objects.values()),
        list(AnswerLink.objects.values()),
        list(Confirmation.objects.values()),
        AuditEvent.objects.count(),
        OutboxMessage.objects.count(),
    )


def test_opening_the_link_changes_nothing_however_often(scene: Scene) -> None:
    booking = scene.ask()
    before = everything()

    responses = [getattr(Client(), method)(path_of(booking)) for method in ("get", "head", "get")]

    assert [response.status_code for response in responses] == [200] * 3
    assert everything() == before
    assert responses[0]["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_the_page_shows_the_least(scene: Scene) -> None:
    scene.group.access_needs = {"captions": 1}
    scene.group.save()
    other = make_scene(offer=scene.offer).ask(SPRING[3])
    booking = scene.ask(*SPRING[:2], message="The hall is free.", adjustments={"large_print": 1})

    text = Client().get(path_of(booking)).content.decode()

    for shown in (
        scene.school.name,
        "Grow your lunch",
        "13:15 to 15:15",
        "24 pupils of Year 6 with 2 adults",
        "Large print",
        "The hall is free.",
    ):
        assert shown in text
    for hidden in (scene.coordinator.name, scene.coordinator.email, scene.head.name, "Sunflower", other.school.name, other.reference):
        assert hidden not in text


def test_the_schools_name_for_its_group_is_for_signed_in_members(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.ask()
    scene.provider_says(booking)

    signed_in = client_of(scene.head).get(f"/bookings/{booking.reference}/approve/").context["agreement"]
    by_link = Client().get(path_of(booking, Party.SCHOOL)).context["agreement"]

    assert (signed_in.rows[0].value, by_link.rows[0].value) == (
        "Sunflower class: 24 pupils of Year 6 with 2 adults of the school",
        "24 pupils of Year 6 with 2 adults of the school",
    )


def test_yes_is_one_tap_without_signing_in(scene: Scene) -> None:
    booking = scene.ask()
    client = Client()

    tap = client.post(path_of(booking), {"answer": "yes"})
    after = client.get(tap["Location"])

    assert booking.confirmations.get().answer == "yes"
    assert (after.status_code, "You said yes" in after.content.decode()) == (200, True)


def test_no_takes_a_reason(scene: Scene) -> None:
    booking = scene.ask()
    client = Client()

    without = client.post(path_of(booking), {"answer": "no"})
    assert without.context["form"].errors["reason"] == ["Choose a reason, so that the school knows what could be different"]

    client.post(path_of(booking), {"answer": "no", "reason": "dates", "note": "Summer?"})
    booking.refresh_from_db()
    assert (booking.state, booking.decline_reason, booking.decline_note) == (BookingState.DECLINED, "dates", "Summer?")


def test_a_second_tap_changes_nothing(scene: Scene) -> None:
    booking = scene.ask()
    client, path = Client(), path_of(booking)
    client.post(path, {"answer": "yes"})
    before = everything()

    second = client.post(path, {"answer": "no", "reason": "dates"})

    assert (second.status_code, "You said yes" in second.content.decode(), everything() == before) == (200, True, True)


@pytest.mark.parametrize("token", ["guess", "x" * 43, "%00", "..", "é"])
def test_a_forged_link_opens_nothing(scene: Scene, token: str) -> None:
    scene.ask()

    for method in ("get", "post"):
        response = getattr(Client(), method)(f"/answer/{token}/", {"answer": "yes"})
        assert response.status_code == 404
    assert Confirmation.objects.count() == 0


def test_a_forged_link_says_what_to_do(scene: Scene) -> None:
    assert "Open it from the mail once more" in Client().get("/answer/guess/").content.decode()


def test_a_late_link_says_that_the_time_is_over(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.ask()
    november.move_to(clock.local(datetime.date(2026, 11, 27), datetime.time(17)))

    response = Client().post(path_of(booking), {"answer": "yes"})

    assert (response.status_code, "The time to answer is over" in response.content.decode()) == (410, True)
    assert Confirmation.objects.count() == 0


def test_a_withdrawn_request_says_so(scene: Scene) -> None:
    booking = scene.ask()
    path = path_of(booking)
    withdraw_request(by=scene.coordinator, booking=booking)

    response = Client().get(path)

    assert (response.status_code, "The school has taken this request back" in response.content.decode()) == (410, True)


def test_a_providers_link_is_no_approval(scene: Scene) -> None:
    booking = scene.ask()

    Client().post(path_of(booking), {"answer": "yes", "accepts_assurance": "on"})

    assert [answer.party for answer in booking.confirmations.all()] == [Party.PROVIDER]


def test_the_head_approves_on_one_page_with_one_tick(scene: Scene) -> None:
    booking = scene.ask(*SPRING[:3])
    Client().post(path_of(booking), {"answer": "yes"})
    client, path = Client(), path_of(booking, Party.SCHOOL)

    page = client.get(path)
    text = page.content.decode()
    tap = client.post(path, {"answer": "yes", "accepts_assurance": "on"})

    booking.refresh_from_db()
    assert page.context["approval"].question == "Approve three Wednesdays: Grow your lunch?"
    for shown in ("Free", "13:15 to 15:15", "24 pupils of Year 6", "On every date", leader_of(scene.offer).public_name, "assures"):
        assert shown in text
    assert leader_of(scene.offer).name not in text
    assert (tap["Location"], booking.state, states_of(booking)) == (path, BookingState.CONFIRMED, ["confirmed"] * 3)
    assert booking.confirmations.get(party=Party.SCHOOL).by == scene.head
    assert "Approved" in client.get(path).content.decode()


def test_a_signed_in_head_reads_names(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.ask()

    text = client_of(scene.head).get(f"/bookings/{booking.reference}/approve/").content.decode()

    assert leader_of(scene.offer).name in text
    assert scene.coordinator.name in text


def test_without_the_tick_it_says_so_and_keeps_the_answer(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking)

    response = Client().post(path_of(booking, Party.SCHOOL), {"answer": "yes"})

    assert response.context["form"].errors == {
        "accepts_assurance": ["Tick that your school accepts the assurance, or ask a question first"]
    }
    assert response.context["form"]["answer"].value() == "yes"


def test_a_question_first_keeps_the_link_and_the_hold(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking)
    client, path = Client(), path_of(booking, Party.SCHOOL)

    empty = client.post(path, {"answer": "question", "question": " "})
    asked = client.post(path, {"answer": "question", "question": "Who drives?"})

    assert empty.context["form"].errors == {"question": ["Write your question"]}
    assert (asked["Location"], Message.objects.get().author, states_of(booking)) == (path, scene.head, ["held"])
    assert client.get(path).status_code == 200


def test_not_approving_takes_a_reason(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking)
    client, path = Client(), path_of(booking, Party.SCHOOL)

    assert client.post(path, {"answer": "no"}).context["form"].errors == {"reason": ["Choose a reason"]}
    client.post(path, {"answer": "no", "reason": "budget"})

    booking.refresh_from_db()
    assert (booking.state, booking.decline_reason) == (BookingState.DECLINED, "budget")


def test_an_approver_who_lost_the_role_reads_why(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking)
    path = path_of(booking, Party.SCHOOL)
    scene.school.members.get(user=scene.head).roles.all().delete()

    response = Client().post(path, {"answer": "yes", "accepts_assurance": "on"})

    assert (response.status_code, "not yours to approve any more" in response.content.decode()) == (410, True)
    assert not booking.confirmations.filter(party=Party.SCHOOL).exists()


def test_members_answer_signed_in(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.ask()
    provider, head = client_of(scene.member.user), client_of(scene.head)

    assert provider.get(f"/bookings/{booking.reference}/answer/").status_code == 200
    assert provider.post(f"/bookings/{booking.reference}/answer/", {"answer": "yes"})["Location"] == f"/bookings/{booking.reference}/"
    assert head.post(f"/bookings/{booking.reference}/approve/", {"answer": "yes", "accepts_assurance": "on"}).status_code == 302

    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED
    assert provider.get(f"/bookings/{booking.reference}/answer/")["Location"] == f"/bookings/{booking.reference}/"
    assert head.get(f"/bookings/{booking.reference}/approve/")["Location"] == f"/bookings/{booking.reference}/"


def test_who_may_not_approve_reads_why_who_may_and_the_way_back(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.ask()
    asked_and_approves = SchoolMember.objects.get(user=scene.coordinator)

    without_role = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/approve/")
    MemberRoleFactory(member=asked_and_approves, role="approver")
    asked_it = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/approve/")
    ProviderMemberFactory(provider=scene.offer.provider, user=scene.head)
    of_both_sides = client_of(scene.head).get(f"/bookings/{booking.reference}/approve/")

    refusals = [response.context["refusal"] for response in (without_role, asked_it, of_both_sides)]
    assert {response.status_code for response in (without_role, asked_it, of_both_sides)} == {403}
    assert [refusal.words for refusal in refusals] == [
        f"Only an approver of your school (the head or a budget holder) can decide this. Ask {scene.head.name}.",
        f"You asked for this yourself, so another approver of your school decides it. Ask {scene.head.name}.",
        f"You belong to the provider yourself, so another approver of your school decides this. Ask {scene.coordinator.name}.",
    ]
    assert {refusal.back for refusal in refusals} == {f"/bookings/{booking.reference}/"}


@pytest.mark.parametrize("page", ["answer", "approve", "accept"])
def test_nobody_else_answers(scene: Scene, client_of: ClientOf, page: str) -> None:
    booking = scene.ask()
    mine = {"answer": scene.member.user, "approve": scene.head, "accept": scene.head}[page]

    for user in (scene.coordinator, scene.member.user, scene.head, UserFactory(), make_scene().head):
        if user != mine:
            refused = 403 if page != "answer" and user == scene.coordinator else 404
            assert client_of(user).get(f"/bookings/{booking.reference}/{page}/").status_code == refused
            assert client_of(user).post(f"/bookings/{booking.reference}/{page}/", {"answer": "yes"}).status_code == refused
    assert Client().get(f"/bookings/{booking.reference}/{page}/").status_code == 302
    assert Confirmation.objects.count() == 0
