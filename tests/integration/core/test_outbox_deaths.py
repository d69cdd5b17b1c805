"""Workers that are killed, and workers that work at once."""

import os
import subprocess
import sys
import threading
import urllib.parse
from pathlib import Path

import pytest
import time_machine
from django.core import mail as django_mail
from django.db import connection, transaction

from config.paths import ROOT
from core import clock, outbox
from core.models import OutboxMessage
from core.outbox import Mail
from core.outbox_states import OutboxState
from core.services.outbox import DeliveryReport, deliver_due, post, send_again
from tests.factories.core import OutboxMessageFactory, mail, minutes
from tests.support.threads import at_once, beside

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def decider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_deciders", {"test.hello": lambda message: mail()})


def killed_worker(when: str, accepted: Path) -> int:
    """Run a worker that is killed before or after the mail server accepts; its exit status."""
    database = connection.settings_dict
    login = urllib.parse.quote(database["USER"]) + (f":{urllib.parse.quote(database['PASSWORD'])}" if database["PASSWORD"] else "")
    port = f":{database['PORT']}" if database["PORT"] else ""
    address = f"postgresql://{login}@{urllib.parse.quote(database['HOST'], safe='')}{port}/{database['NAME']}"
    surroundings = os.environ | {"DATABASE_URL": address, "OUTBOX_DIES": when, "EMAIL_FILE_PATH": str(accepted)}
    worker = [sys.executable, "-m", "tests.support.dying_worker"]
    return subprocess.run(worker, cwd=ROOT, env=surroundings, check=False, timeout=60).returncode  # noqa: S603  # our own module


def test_a_message_posted_before_the_worker_died_goes_out_later(tmp_path: Path) -> None:
    """Killed between the commit and the delivery: the message was claimed, and the server never saw it."""
    with transaction.atomic():
        message = post("test.hello", to="jo@example.org", event="door:1:opened", payload={})

    status = killed_worker("before", tmp_path)

    message.refresh_from_db()
    assert (status, message.state, list(tmp_path.iterdir())) == (-9, OutboxState.SENDING, [])
    with time_machine.travel(clock.now() + minutes(11)):
        assert deliver_due() == DeliveryReport(unsure=1)
        message.refresh_from_db()
        assert message.state == OutboxState.UNSURE
        send_again(by=None, message=message)
        assert deliver_due() == DeliveryReport(sent=1)
    assert [letter.to for letter in django_mail.outbox] == [["jo@example.org"]]


def test_a_message_that_the_server_took_before_the_worker_died_is_unsure_and_not_repeated(tmp_path: Path) -> None:
    """Killed between the server's yes and our commit."""
    message = OutboxMessageFactory()

    status = killed_worker("after", tmp_path)

    (letter,) = [path.read_text() for path in tmp_path.iterdir()]
    assert (status, message.message_id in letter) == (-9, True)
    with time_machine.travel(clock.now() + minutes(11)):
        assert deliver_due() == DeliveryReport(unsure=1)
        assert deliver_due() == DeliveryReport()
    message.refresh_from_db()
    assert (message.state, django_mail.outbox) == (OutboxState.UNSURE, [])


def test_two_workers_at_once_deliver_each_message_once() -> None:
    for number in range(20):
        OutboxMessageFactory(recipient=f"{number}@example.org")

    reports = at_once(deliver_due, deliver_due)

    assert sum(report.sent for report in reports) == 20
    assert sorted(letter.to[0] for letter in django_mail.outbox) == sorted(f"{number}@example.org" for number in range(20))
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {OutboxState.SENT}


def test_a_worker_passes_by_what_another_is_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    deciding, go_on = threading.Event(), threading.Event()

    def slow_for_jo(message: OutboxMessage) -> Mail | None:
        if message.recipient == "jo@example.org":
            deciding.set()
            assert go_on.wait(timeout=20)
        return mail()

    monkeypatch.setattr(outbox, "_deciders", {"test.hello": slow_for_jo})
    OutboxMessageFactory(recipient="jo@example.org", due_at=clock.now() - minutes(1))
    OutboxMessageFactory(recipient="al@example.org")

    with beside(lambda: deliver_due(limit=1)) as slow:
        assert deciding.wait(timeout=20)
        quick = deliver_due()
        taken_meanwhile = [letter.to for letter in django_mail.outbox]
        go_on.set()

    assert (quick, slow.result()) == (DeliveryReport(sent=1), DeliveryReport(sent=1))
    assert taken_meanwhile == [["al@example.org"]]


def test_the_same_thing_posted_by_two_at_once_is_said_once() -> None:
    def say() -> int:
        with transaction.atomic():
            return post("test.hello", to="jo@example.org", event="door:1:opened", payload={}).pk

    first, second = at_once(say, say)

    assert first == second
    assert OutboxMessage.objects.count() == 1
