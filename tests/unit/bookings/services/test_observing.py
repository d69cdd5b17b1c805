"""What follows for accreditation when a school says that a session took place."""

import datetime

import time_machine

from bookings.services.sessions import record_outcome
from core import clock
from tests.factories.accreditation import AccreditationFactory
from tests.factories.bookings import SPRING, Scene
from tests.factories.vetting import leader_of
from tests.support.bookings import mail_for, owed
from vetting.models import Observation
from vetting.services.accreditation.observations import answer

AFTER = clock.local(SPRING[0], datetime.time(16))


def test_the_school_is_asked_once_the_session_took_place(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])
    AccreditationFactory(person=leader_of(scene.offer), inducted=True)

    with time_machine.travel(AFTER):
        record_outcome(by=scene.coordinator, session=booking.sessions.get(), took_place=True)

        question = Observation.objects.get()
        assert (question.session, question.school, owed("bookings.observation_asked")) == (
            booking.sessions.get().uuid,
            scene.school,
            [scene.coordinator.email],
        )
        mail = mail_for("bookings.observation_asked", scene.coordinator.email)
        assert mail is not None
        assert f"/bookings/observations/{question.pk}/" in mail.text
        answer(by=scene.head, observation=question, learned="yes", have_again="no")
        assert mail_for("bookings.observation_asked", scene.coordinator.email) is None


def test_nothing_is_asked_where_nobody_is_on_the_way_or_it_did_not_happen(scene: Scene) -> None:
    plain, missed = scene.confirmed(SPRING[0]), scene.confirmed(SPRING[1])

    with time_machine.travel(clock.local(SPRING[1], datetime.time(16))):
        record_outcome(by=scene.coordinator, session=plain.sessions.get(), took_place=True)
        AccreditationFactory(person=leader_of(scene.offer), inducted=True)
        record_outcome(by=scene.coordinator, session=missed.sessions.get(), took_place=False)

    assert not Observation.objects.exists()
    assert owed("bookings.observation_asked") == []
