"""A word before what a school accepts runs out."""

import datetime

import pytest
import time_machine

from core.models import OutboxMessage
from core.outbox import decide
from tests.factories.bookings import SPRING, make_scene
from tests.factories.vetting import VettingAuthorityFactory
from tests.support.bookings import owed
from vetting.services.assurance.reliance import accept_list, withdraw_list
from vetting.services.assurance.reminders import remind_of_acceptances

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
KIND = "vetting.acceptance_ends"


def test_a_list_is_spoken_of_a_month_and_a_week_before_and_once_each(november: time_machine.Traveller) -> None:
    scene, authority = make_scene(), VettingAuthorityFactory(name="Southshire Council")
    accept_list(by=scene.head, school=scene.school, authority=authority)
    found = []
    for day in ("2027-10-01", "2027-10-24", "2027-10-25", "2027-11-17"):
        november.move_to(f"{day}T09:00:00Z")
        remind_of_acceptances()
        found.append(len(owed(KIND)))

    assert (found, set(owed(KIND))) == ([0, 1, 1, 2], {scene.head.email})
    mail = decide(OutboxMessage.objects.filter(kind=KIND)[0])
    assert mail is not None
    assert "Southshire Council" in mail.subject


def test_nothing_is_said_of_a_list_that_was_withdrawn_or_agreed_anew_by_then(november: time_machine.Traveller) -> None:
    scene, authority = make_scene(), VettingAuthorityFactory()
    policy = accept_list(by=scene.head, school=scene.school, authority=authority)
    november.move_to("2027-11-01T09:00:00Z")
    remind_of_acceptances()

    withdraw_list(by=scene.head, policy=policy)

    assert decide(OutboxMessage.objects.get(kind=KIND)) is None


def test_a_provider_by_itself_is_spoken_of_where_dates_come_after(november: time_machine.Traveller) -> None:
    scene = make_scene()
    scene.confirmed(SPRING[0])
    last_day = SPRING[0] - datetime.timedelta(days=1)
    scene.school.acceptances.update(expires_on=last_day)
    november.move_to(datetime.datetime(2027, 1, 4, 9, tzinfo=datetime.UTC))

    remind_of_acceptances()
    remind_of_acceptances()

    assert owed(KIND) == [scene.head.email]
    mail = decide(OutboxMessage.objects.get(kind=KIND))
    assert mail is not None
    assert scene.offer.provider.name in mail.subject
