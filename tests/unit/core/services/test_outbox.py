import datetime

import pytest
import time_machine
from django.core import mail as django_mail
from django.db import connection, transaction
from django_tasks import default_task_backend
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core import outbox
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent, OutboxMessage
from core.outbox_states import OutboxState
from core.services.outbox import NotKeptError, deliver_due, post, send_again, send_now
from tests.factories.core import OutboxMessageFactory, mail

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2027, 1, 13, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def decider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_deciders", {"test.hello": lambda message: mail()})


@time_machine.travel(NOON, tick=False)
def test_a_posted_message_is_due_at_once_unless_it_says_when() -> None:
    now = post("test.hello", to="Jo@example.org", event="door:1:opened", payload={"door": 1})
    later = post("test.hello", to="jo@example.org", event="door:2:opened", payload={}, due_at=NOON + datetime.timedelta(days=1))

    assert (now.state, now.recipient, now.key) == (OutboxState.PENDING, "Jo@example.org", "door:1:opened|jo@example.org|test.hello")
    assert (now.due_at, later.due_at) == (NOON, NOON + datetime.timedelta(days=1))
    assert now.message_id.endswith("@junction.invalid>")


def test_the_same_thing_is_said_once_to_each() -> None:
    first = post("test.hello", to="jo@example.org", event="door:1:opened", payload={"door": 1})
    again = post("test.hello", to="JO@example.org", event="door:1:opened", payload={"door": 1})
    other = post("test.hello", to="al@example.org", event="door:1:opened", payload={"door": 1})

    assert again == first
    assert set(OutboxMessage.objects.all()) == {first, other}


def test_a_long_address_still_gives_one_key() -> None:
    address = "a" * 64 + "@" + "b" * 180 + ".org"

    first = post("test.hello", to=address, event="door:1:opened", payload={})
    again = post("test.hello", to=address, event="door:1:opened", payload={})

    assert (again.pk, len(first.key)) == (first.pk, 64)


@pytest.mark.django_db(transaction=True)
def test_a_message_is_posted_only_in_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="in the transaction of what it tells of"):
        post("test.hello", to="jo@example.org", event="door:1:opened", payload={})


def test_a_message_of_a_transaction_that_failed_was_never_owed() -> None:
    with transaction.atomic():
        post("test.hello", to="jo@example.org", event="door:1:opened", payload={})
        transaction.set_rollback(True)

    assert OutboxMessage.objects.count() == 0


@pytest.fixture
def queue(settings: Settings) -> None:
    settings.OUTBOX_NUDGES = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.mark.usefixtures("queue")
def test_the_worker_is_woken_once_per_transaction(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        post("test.hello", to="jo@example.org", event="door:1:opened", payload={})
        post("test.hello", to="al@example.org", event="door:1:opened", payload={})

    assert [result.task_path for result in DBTaskResult.objects.all()] == ["core.tasks.deliver_outbox"]


@pytest.mark.usefixtures("queue")
def test_the_worker_sleeps_on_for_what_is_not_due_or_was_posted_before(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    OutboxMessageFactory(key="door:1:opened|jo@example.org|test.hello")

    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        post("test.hello", to="jo@example.org", event="door:1:opened", payload={})
        post("test.hello", to="jo@example.org", event="door:2:opened", payload={}, due_at=NOON + datetime.timedelta(days=36_500))

    assert callbacks == []


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_fails_fails_nothing_that_was_committed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.OUTBOX_NUDGES = True

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("no queue")

    monkeypatch.setattr(default_task_backend, "enqueue", broken)

    with transaction.atomic():
        post("test.hello", to="jo@example.org", event="door:1:opened", payload={})

    assert connection.in_atomic_block is False
    assert OutboxMessage.objects.get().state == OutboxState.PENDING


@pytest.mark.django_db(transaction=True)
def test_a_nudge_delivers_where_tasks_run_at_once(settings: Settings) -> None:
    settings.OUTBOX_NUDGES = True

    with transaction.atomic():
        post("test.hello", to="jo@example.org", event="door:1:opened", payload={})

    assert OutboxMessage.objects.get().state == OutboxState.SENT


@pytest.mark.parametrize("state", [OutboxState.DEAD, OutboxState.UNSURE])
def test_a_dead_or_unsure_message_can_be_sent_again_under_the_same_message_id(state: str) -> None:
    message = OutboxMessageFactory(state=state, attempts=10, finished_at=NOON, last_error="no answer")

    send_again(by=None, message=message)
    deliver_due()

    (letter,) = django_mail.outbox
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == (OutboxState.SENT, 1, "")
    assert letter.message()["Message-ID"] == message.message_id
    assert [event.action for event in AuditEvent.objects.all()] == ["outbox.send_again"]


def test_a_sent_message_is_not_sent_again() -> None:
    message = OutboxMessageFactory(state=OutboxState.SENT, finished_at=NOON)

    with pytest.raises(IllegalTransitionError):
        send_again(by=None, message=message)


def test_a_message_that_nobody_can_write_again_is_not_sent_again() -> None:
    message = OutboxMessageFactory(kind="test.code", state=OutboxState.DEAD, finished_at=NOON)

    with pytest.raises(NotKeptError, match="The person can ask for a new one"):
        send_again(by=None, message=message)


def test_send_now_sends_and_keeps_the_subject_only() -> None:
    went = send_now(mail("Your code"), to="jo@example.org", kind="test.code")

    message = OutboxMessage.objects.get()
    assert (went, [letter.subject for letter in django_mail.outbox]) == (True, ["Your code"])
    assert (message.state, message.kind, message.payload, message.subject) == (OutboxState.SENT, "test.code", {}, "Your code")
    assert (message.body_text, message.body_html) == ("", "")


def test_send_now_tells_where_the_mail_server_refused(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.support.mail.RefusingBackend"

    went = send_now(mail("Your code"), to="jo@example.org", kind="test.code")

    message = OutboxMessage.objects.get()
    assert (went, message.state) == (False, OutboxState.DEAD)
    assert message.last_error == "SMTPRecipientsRefused: {'jo@example.org': (450, b'try later')}"
