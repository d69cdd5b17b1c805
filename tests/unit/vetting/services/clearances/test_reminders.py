"""Reminders before checks run out: posted once each, decided when they are sent."""

import datetime

import pytest
import time_machine

from core.models import OutboxMessage
from core.outbox import decide
from tests.factories.vetting import PlannedUseFactory, cleared_offer, leader_of
from vetting.models import Check
from vetting.services.clearances.reminders import remind_of_expiries

pytestmark = pytest.mark.django_db
LAST = datetime.date(2027, 1, 31)


def messages() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind="vetting.runs_out").order_by("pk"))


def test_it_is_said_once_a_step_with_the_sessions_that_come_after() -> None:
    with time_machine.travel("2026-12-25T12:00:00Z", tick=False) as clock:
        offer = cleared_offer(expires={"PLI": LAST}, provider__name="Burn Allotments")
        for day in (31, 32, 39):
            date = datetime.date(2027, 1, 1) + datetime.timedelta(days=day - 1)
            PlannedUseFactory(person=leader_of(offer), provider=offer.provider, offer=offer, date=date)

        remind_of_expiries()
        remind_of_expiries()
        clock.move_to("2027-01-20T12:00:00Z")
        remind_of_expiries()
        sent = decide(messages()[0])

    assert [message.payload for message in messages()] == [{"provider": offer.provider_id, "until": "2027-01-31"}] * 2
    assert sent is not None
    assert sent.subject == "Burn Allotments: checks run out soon"
    assert "These run out on 31 January 2027:" in sent.text
    assert "* Public liability insurance: Burn Allotments" in sent.text
    assert "2 sessions that schools have planned with you come after that, the first on 1 February 2027." in sent.text


def test_nothing_goes_out_about_what_was_renewed_meanwhile() -> None:
    with time_machine.travel("2026-12-25T12:00:00Z", tick=False):
        cleared_offer(expires={"PLI": LAST})
        remind_of_expiries()
        Check.objects.filter(check_type="PLI").update(expires_on=LAST + datetime.timedelta(days=365))

        assert decide(messages()[0]) is None
