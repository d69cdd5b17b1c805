import pytest

from bookings.exceptions import BookingError, NotAllowedError
from bookings.models import Message
from bookings.services.messages import write_message
from core.models import OutboxMessage
from tests.factories.bookings import Scene
from tests.support.bookings import mail_for, owed


def test_a_question_goes_to_who_asked_for_the_booking(scene: Scene) -> None:
    booking = scene.ask()

    message = write_message(by=scene.head, booking=booking, text="  Who drives\nthe minibus? ")

    assert (message.author, message.text) == (scene.head, "Who drives the minibus?")
    assert owed("bookings.message") == [scene.coordinator.email]
    mail = mail_for("bookings.message", scene.coordinator.email)
    assert mail is not None
    assert "“Who drives the minibus?”" in mail.text


def test_an_answer_goes_back_to_the_asker(scene: Scene) -> None:
    booking = scene.ask()
    write_message(by=scene.head, booking=booking, text="Who drives?")

    write_message(by=scene.coordinator, booking=booking, text="We walk.")

    newest = OutboxMessage.objects.order_by("pk").last()
    assert newest is not None
    assert newest.recipient == scene.head.email


def test_the_hold_stays(scene: Scene) -> None:
    booking = scene.ask()

    write_message(by=scene.head, booking=booking, text="Who drives?")

    assert [session.state for session in booking.sessions.all()] == ["held"]


def test_the_provider_does_not_write_here(scene: Scene) -> None:
    booking = scene.ask()

    with pytest.raises(NotAllowedError):
        write_message(by=scene.member.user, booking=booking, text="Hello")


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 401])
def test_nothing_and_too_much_are_refused(scene: Scene, text: str) -> None:
    booking = scene.ask()

    with pytest.raises(BookingError):
        write_message(by=scene.head, booking=booking, text=text)

    assert Message.objects.count() == 0
