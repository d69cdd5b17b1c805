import datetime
import logging
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail as django_mail
from django.db import connection, transaction
from pytest_django import Settings

from core import outbox
from core.models import OutboxMessage
from core.outbox import Attachment, Mail
from core.outbox_states import OutboxState
from core.services import delivery
from core.services.delivery import DeliveryReport, deliver_due
from tests.factories.core import OutboxMessageFactory, mail, minutes

pytestmark = pytest.mark.django_db
Words = dict[str, Mail | Exception | None]
NOON = datetime.datetime(2027, 1, 13, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def says(monkeypatch: pytest.MonkeyPatch) -> Words:
    """What the decider says, by recipient; Hello to everybody else."""
    words: Words = {}

    def decider(message: OutboxMessage) -> Mail | None:
        word = words.get(message.recipient, mail())
        if isinstance(word, Exception):
            raise word
        return word

    monkeypatch.setattr(outbox, "_deciders", {"test.hello": decider})
    return words


@pytest.fixture
def traveller() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_a_due_message_goes_out_as_text_and_html_under_its_message_id(says: Words) -> None:
    message = OutboxMessageFactory()
    calendar = Attachment("afternoons.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar; method=REQUEST")
    says["jo@example.org"] = mail(attachments=(calendar,))

    report = deliver_due()

    (sent,) = django_mail.outbox
    parts = [(part.get_content_type(), part.get_filename()) for part in sent.message().walk() if not part.is_multipart()]
    assert report == DeliveryReport(sent=1)
    assert (sent.to, sent.subject, sent.body) == (["jo@example.org"], "Hello", "Hello Jo")
    assert parts == [("text/plain", None), ("text/html", None), ("text/calendar", "afternoons.ics")]
    assert sent.message()["Message-ID"] == message.message_id
    assert sent.message()["Auto-Submitted"] == "auto-generated"
    message.refresh_from_db()
    assert (message.state, message.subject, message.attachments) == (OutboxState.SENT, "Hello", ["afternoons.ics"])
    assert (message.body_text, message.body_html) == ("", "")


def test_the_words_are_kept_where_the_settings_say_so(settings: Settings) -> None:
    settings.OUTBOX_KEEPS_BODIES = True
    message = OutboxMessageFactory()

    deliver_due()

    message.refresh_from_db()
    assert (message.body_text, message.body_html) == ("Hello Jo", "<p>Hello Jo</p>")


def test_a_message_that_is_not_needed_any_more_is_dropped(says: Words) -> None:
    message = OutboxMessageFactory()
    says["jo@example.org"] = None

    report = deliver_due()

    message.refresh_from_db()
    assert report == DeliveryReport(dropped=1)
    assert (message.state, django_mail.outbox) == (OutboxState.DROPPED, [])


def test_a_message_waits_until_it_is_due(traveller: time_machine.Traveller) -> None:
    OutboxMessageFactory(due_at=NOON + minutes(5))

    early = deliver_due()
    traveller.shift(minutes(5))
    late = deliver_due()

    assert (early, late) == (DeliveryReport(), DeliveryReport(sent=1))


def test_no_more_than_the_limit_goes_out_oldest_first(traveller: time_machine.Traveller) -> None:
    for number in (3, 1, 2):
        OutboxMessageFactory(recipient=f"{number}@example.org", due_at=NOON - minutes(10 - number))

    report = deliver_due(limit=2)

    assert report == DeliveryReport(sent=2)
    assert [letter.to for letter in django_mail.outbox] == [["1@example.org"], ["2@example.org"]]


def test_one_poisonous_message_blocks_no_other(says: Words, caplog: pytest.LogCaptureFixture) -> None:
    poisonous = OutboxMessageFactory(recipient="poison@example.org")
    unknown = OutboxMessageFactory(kind="test.unknown")
    OutboxMessageFactory()
    says["poison@example.org"] = ValueError("a \x00 in the words")

    with caplog.at_level(logging.WARNING):
        report = deliver_due()

    poisonous.refresh_from_db()
    unknown.refresh_from_db()
    assert report == DeliveryReport(sent=1, retried=2)
    assert (poisonous.state, poisonous.last_error) == (OutboxState.PENDING, "ValueError: a  in the words")
    assert (unknown.state, unknown.last_error) == (OutboxState.PENDING, "KeyError: 'test.unknown'")
    assert [record.exc_info is not None for record in caplog.records] == [True, True]


def test_what_a_decider_wrote_before_it_failed_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    def writes_and_fails(message: OutboxMessage) -> Mail | None:
        OutboxMessageFactory(key="half done", due_at=NOON + datetime.timedelta(days=36_500))
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        return None

    monkeypatch.setattr(outbox, "_deciders", {"test.hello": writes_and_fails})
    OutboxMessageFactory()

    report = deliver_due()

    assert report == DeliveryReport(retried=1)
    assert not OutboxMessage.objects.filter(key="half done").exists()


def test_words_that_cannot_be_stored_are_not_sent(says: Words) -> None:
    OutboxMessageFactory()
    says["jo@example.org"] = mail("a \x00 in the subject")

    report = deliver_due()

    assert (report, django_mail.outbox) == (DeliveryReport(retried=1), [])


def test_a_mail_server_that_refuses_is_tried_again_ever_more_slowly_until_the_message_is_dead(
    traveller: time_machine.Traveller, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "tests.support.mail.RefusingBackend"
    message = OutboxMessageFactory()
    pauses = []

    for _attempt in range(delivery.MOST_ATTEMPTS):
        deliver_due()
        message.refresh_from_db()
        pauses.append((message.due_at - NOON).total_seconds() / 60)
        traveller.move_to(message.due_at)
    report = deliver_due()

    assert [round(later - earlier) for earlier, later in zip([0, *pauses], pauses, strict=False)] == [1, 2, 4, 8, 16, 32, 64, 120, 120, 0]
    assert (message.state, message.attempts, report) == (OutboxState.DEAD, 10, DeliveryReport())
    assert message.last_error == "SMTPRecipientsRefused: {'jo@example.org': (450, b'try later')}"
    assert "jo@example.org" not in caplog.text


def test_a_message_whose_sender_died_is_marked_unsure_and_not_sent_again(traveller: time_machine.Traveller) -> None:
    lost = OutboxMessageFactory(state=OutboxState.SENDING, started_at=NOON - minutes(11))
    at_work = OutboxMessageFactory(state=OutboxState.SENDING, started_at=NOON - minutes(9))

    report = deliver_due()

    lost.refresh_from_db()
    at_work.refresh_from_db()
    assert report == DeliveryReport(unsure=1)
    assert (lost.state, lost.finished_at, at_work.state) == (OutboxState.UNSURE, NOON, OutboxState.SENDING)
    assert django_mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_delivery_refuses_to_run_inside_a_transaction() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        deliver_due()
