"""The outbox under any order of posts, deliveries, refusals, deaths and second tries."""

import contextlib
import datetime
import smtplib
from collections import Counter
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core import clock, outbox
from core.models import OutboxMessage
from core.outbox_states import OutboxState
from core.services.delivery import MOST_ATTEMPTS, deliver_due
from core.services.outbox import post, send_again
from tests.factories.core import mail

NOON = datetime.datetime(2027, 1, 13, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


class DiedError(BaseException):
    """The worker's process ended: nothing of ours catches it."""


class MailServer:
    """Accepts, refuses, or takes its sender's process with it before or after accepting."""

    mood = "well"
    accepted: Counter[str]

    def __init__(self, **_options: Any) -> None: ...

    def send_messages(self, letters: list[EmailMessage]) -> int:
        for letter in letters:
            if MailServer.mood == "refuses":
                raise smtplib.SMTPServerDisconnected("no answer")
            if MailServer.mood == "dies before":
                raise DiedError
            MailServer.accepted[letter.extra_headers["Message-ID"]] += 1
            if MailServer.mood == "dies after":
                raise DiedError
        return len(letters)


class Outbox(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        OutboxMessage.objects.all().delete()
        MailServer.accepted = Counter()
        self.posted: set[int] = set()
        self.unneeded: set[int] = set()
        self.second_tries: Counter[str] = Counter()
        self.traveller = time_machine.travel(NOON, tick=False)
        self.clock = self.traveller.start()
        outbox._deciders["test.door"] = lambda message: None if message.payload["door"] in self.unneeded else mail()

    def teardown(self) -> None:
        if hasattr(self, "traveller"):
            self.traveller.stop()
        outbox._deciders.pop("test.door", None)

    @rule(door=st.integers(1, 4), is_undone=st.booleans())
    def post(self, door: int, is_undone: bool) -> None:
        with transaction.atomic():
            post("test.door", to="jo@example.org", event=f"door:{door}", payload={"door": door})
            transaction.set_rollback(is_undone)
        if not is_undone:
            self.posted.add(door)

    @rule(door=st.integers(1, 4))
    def make_unneeded(self, door: int) -> None:
        self.unneeded.add(door)

    @rule(mood=st.sampled_from(["well", "refuses", "dies before", "dies after"]))
    def deliver(self, mood: str) -> None:
        MailServer.mood = mood
        with contextlib.suppress(DiedError):
            deliver_due()

    @rule(hours=st.sampled_from([0.01, 0.2, 3]))
    def wait(self, hours: float) -> None:
        self.clock.shift(hours * HOUR)

    @rule()
    def send_lost_ones_again(self) -> None:
        for message in OutboxMessage.objects.filter(state__in=[OutboxState.DEAD, OutboxState.UNSURE]):
            send_again(by=None, message=message)
            self.second_tries[message.message_id] += 1

    @invariant()
    def everything_posted_is_there_once(self) -> None:
        doors = list(OutboxMessage.objects.values_list("payload__door", flat=True))
        assert sorted(doors) == sorted(getattr(self, "posted", set()))

    @invariant()
    def nothing_is_sent_twice_unless_somebody_asked(self) -> None:
        for message_id, times in getattr(MailServer, "accepted", Counter()).items():
            assert times <= 1 + self.second_tries[message_id]

    @invariant()
    def what_is_called_sent_was_accepted(self) -> None:
        for message in OutboxMessage.objects.all():
            if message.state == OutboxState.SENT:
                assert MailServer.accepted[message.message_id] >= 1
            if message.state == OutboxState.DROPPED:
                assert message.payload["door"] in self.unneeded
            assert message.attempts <= MOST_ATTEMPTS

    @rule()
    def in_the_end_all_is_settled(self) -> None:
        """With the server well again and time enough, nothing waits any more, and nothing was lost in silence."""
        MailServer.mood = "well"
        self.clock.shift(3 * HOUR)
        deliver_due()
        states = set(OutboxMessage.objects.values_list("state", flat=True))
        assert states <= {OutboxState.SENT, OutboxState.DROPPED, OutboxState.DEAD, OutboxState.UNSURE}
        assert not OutboxMessage.objects.filter(due_at__gt=clock.now(), state=OutboxState.PENDING).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("examples", [60, pytest.param(600, marks=pytest.mark.slow)])
def test_the_outbox_loses_nothing_and_repeats_nothing(examples: int) -> None:
    quiet = settings(max_examples=examples, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))

    with override_settings(EMAIL_BACKEND="tests.unit.core.services.test_outbox_machine.MailServer"):
        run_state_machine_as_test(Outbox, settings=quiet)
