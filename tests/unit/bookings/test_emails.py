"""What each mail says, decided when it is sent, from how things stand then."""

import datetime

import pytest
import time_machine

from bookings.enums import CancelReason, Party
from bookings.models import AnswerLink
from bookings.services.lapses import lapse_request
from bookings.services.requests import withdraw_request
from bookings.services.sessions import cancel_session
from core import clock
from core.models import OutboxMessage
from core.outbox import decide, known_kinds
from core.outbox_states import OutboxState
from core.services.delivery import deliver_due
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.vetting import leader_of
from tests.support.bookings import mail_for

KINDS = {
    "bookings.agreed",
    "bookings.answer_reminder",
    "bookings.approval_asked",
    "bookings.asked",
    "bookings.at_risk",
    "bookings.called_off",
    "bookings.confirmed",
    "bookings.declined",
    "bookings.invitation_accepted",
    "bookings.kept",
    "bookings.lapsed",
    "bookings.message",
    "bookings.more_confirmed",
    "bookings.not_happened",
    "bookings.observation_asked",
    "bookings.provider_invited",
    "bookings.recovered",
    "bookings.risk_over",
    "bookings.session_reminder",
    "bookings.substitute_answered",
    "bookings.substitute_proposed",
    "bookings.wait_over",
    "bookings.withdrawn",
}


def test_every_kind_has_a_decider() -> None:
    assert {kind for kind in known_kinds() if kind.startswith("bookings.")} == KINDS


def test_the_provider_reads_the_least_that_an_answer_needs(db: None) -> None:
    scene = make_scene(version__price_basis="per_session", version__price_pence=9000)
    scene.ask(*SPRING[:2], message="The hall is free.")

    mail = mail_for("bookings.asked", scene.offer.provider.contact_email)

    assert mail is not None
    assert mail.subject == f"{scene.school.name} asks for Grow your lunch: two Wednesdays"
    assert "The time is held in your diary until Friday 27 November at 17:00" in mail.text
    assert "Two Wednesdays: 6 and 13 January 2027" in mail.text
    assert "Who: 24 pupils with 2 of the school's staff" in mail.text
    assert "Cost: £180" in mail.text
    assert f"http://localhost:8000/answer/{AnswerLink.objects.get().token}/" in mail.text
    for name in (scene.coordinator.name, scene.coordinator.email, scene.head.email, "Sunflower"):
        assert name not in mail.text + mail.html


def test_plain_text_and_html_say_the_same(scene: Scene) -> None:
    scene.ask(*SPRING[:2])

    mail = mail_for("bookings.asked", scene.offer.provider.contact_email)

    assert mail is not None
    assert "<table" in mail.html
    assert "<" not in mail.text
    for words in ("6 and 13 January 2027", "13:15 to 15:15", AnswerLink.objects.get().token):
        assert words in mail.text
        assert words in mail.html


def test_the_approver_reads_who_said_yes_and_until_when(scene: Scene) -> None:
    scene.provider_says(scene.ask(*SPRING[:2]))

    mail = mail_for("bookings.approval_asked", scene.head.email)

    assert mail is not None
    assert mail.subject == "To approve: Grow your lunch, two Wednesdays"
    assert f"{scene.offer.provider.name} has said yes." in mail.text
    assert f"/answer/{AnswerLink.objects.get(party=Party.SCHOOL).token}/" in mail.text


@pytest.mark.parametrize("end", ["answered", "withdrawn", "lapsed", "called_off"])
def test_nobody_is_asked_about_what_is_settled(scene: Scene, november: time_machine.Traveller, end: str) -> None:
    booking = scene.ask()
    match end:
        case "answered":
            scene.provider_says(booking)
        case "withdrawn":
            withdraw_request(by=scene.coordinator, booking=booking)
        case "lapsed":
            november.move_to(clock.local(datetime.date(2026, 11, 27), datetime.time(17)))
            lapse_request(booking_id=booking.pk)
        case "called_off":
            cancel_session(by=scene.coordinator, session=booking.sessions.get(), reason=CancelReason.WEATHER, party=Party.SCHOOL)

    assert mail_for("bookings.asked", scene.offer.provider.contact_email) is None
    assert mail_for("bookings.answer_reminder", scene.offer.provider.contact_email) is None


def test_who_never_heard_of_a_request_is_not_told_that_it_was_taken_back(scene: Scene) -> None:
    withdraw_request(by=scene.coordinator, booking=scene.ask())

    assert mail_for("bookings.withdrawn", scene.offer.provider.contact_email) is None


def test_who_was_asked_is_told_that_it_was_taken_back(scene: Scene) -> None:
    booking = scene.ask()
    OutboxMessage.objects.filter(kind="bookings.asked").update(state=OutboxState.SENT, finished_at=clock.now())
    withdraw_request(by=scene.coordinator, booking=booking)

    mail = mail_for("bookings.withdrawn", scene.offer.provider.contact_email)

    assert mail is not None
    assert mail.subject == f"Taken back: Grow your lunch for {scene.school.name}"


def test_reminders_come_two_days_before_the_deadline(scene: Scene) -> None:
    booking = scene.ask()

    reminder = OutboxMessage.objects.get(kind="bookings.answer_reminder")

    assert booking.answer_by is not None
    assert reminder.due_at == booking.answer_by - datetime.timedelta(days=2)
    mail = decide(reminder)
    assert mail is not None
    assert mail.subject == "Still waiting for your answer: Grow your lunch"


def test_a_confirmation_that_was_called_off_before_it_went_is_dropped(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    cancel_session(by=scene.coordinator, session=booking.sessions.get(), reason=CancelReason.WEATHER, party=Party.SCHOOL)

    assert mail_for("bookings.confirmed", scene.coordinator.email) is None


def test_both_sides_get_exactly_one_mail_with_a_calendar_file(scene: Scene) -> None:
    scene.confirmed(*SPRING[:2])

    mails = {message.recipient: decide(message) for message in OutboxMessage.objects.filter(kind="bookings.confirmed")}

    assert mails.keys() == {scene.coordinator.email, scene.offer.provider.contact_email}
    for mail in mails.values():
        assert mail is not None
        (file,) = mail.attachments
        assert file.media_type.startswith("text/calendar")
        assert file.content.count(b"BEGIN:VEVENT") == 2


def test_a_no_says_why_to_the_school_and_nothing_to_the_provider(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking)
    scene.head_says(booking, "no", reason="budget", note="Not this year")

    school, provider = (
        mail_for("bookings.declined", scene.coordinator.email),
        mail_for("bookings.declined", scene.offer.provider.contact_email),
    )

    assert school is not None
    assert provider is not None
    assert "Reason: Budget" in school.text
    assert "Budget" not in provider.text
    assert "Not this year" not in provider.text


def test_a_lapse_says_who_did_not_answer(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.ask()
    november.move_to(clock.local(datetime.date(2026, 11, 27), datetime.time(17)))
    lapse_request(booking_id=booking.pk)

    mail = mail_for("bookings.lapsed", scene.coordinator.email)

    assert mail is not None
    assert f"No answer came in time from {scene.offer.provider.name}" in mail.text


def test_no_mail_names_who_leads(scene: Scene) -> None:
    scene.confirmed(*SPRING[:2])

    texts = [mail.text + mail.html for message in OutboxMessage.objects.all() if (mail := decide(message))]

    assert len(texts) == 2
    assert all(leader_of(scene.offer).name not in text for text in texts)


@pytest.mark.django_db(transaction=True)
def test_what_is_cancelled_before_sending_never_leaves(mailoutbox: list[object]) -> None:
    scene = make_scene()
    withdraw_request(by=scene.coordinator, booking=scene.ask())

    report = deliver_due()

    assert (report.sent, report.dropped, mailoutbox) == (0, 2, [])
