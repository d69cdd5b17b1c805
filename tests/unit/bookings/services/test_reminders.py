from bookings.enums import CancelReason, Party
from bookings.services.reminders import remind_of_session
from bookings.services.sessions import cancel_session
from tests.factories.bookings import SPRING, Scene
from tests.support.bookings import mail_for, owed


def test_both_sides_are_reminded_once(scene: Scene) -> None:
    session = scene.confirmed(SPRING[0]).sessions.get()

    remind_of_session(session=session)
    remind_of_session(session=session)

    assert owed("bookings.session_reminder") == sorted([scene.coordinator.email, scene.offer.provider.contact_email])
    mail = mail_for("bookings.session_reminder", scene.offer.provider.contact_email)
    assert mail is not None
    assert mail.subject == "Coming up: Grow your lunch, 6 January 2027"


def test_nobody_is_reminded_of_what_was_called_off_meanwhile(scene: Scene) -> None:
    session = scene.confirmed(SPRING[0]).sessions.get()
    remind_of_session(session=session)

    cancel_session(by=scene.coordinator, session=session, reason=CancelReason.WEATHER, party=Party.SCHOOL)

    assert mail_for("bookings.session_reminder", scene.coordinator.email) is None
