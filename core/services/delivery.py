"""Delivering what the outbox owes.

A row goes through three transactions: it is claimed (SENDING, committed), its words are decided and kept, and, after the mail server took
the mail, its end is written. A process that dies in between leaves the row in SENDING, where it is found later and marked as unsure:
nobody can know then whether the server said yes, so it is shown to people rather than sent again or forgotten.
"""

import dataclasses
import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from core import clock
from core.models import OutboxMessage
from core.outbox import Mail, decide
from core.outbox_states import OUTBOX, OutboxEvent, OutboxState

logger = logging.getLogger(__name__)

FIRST_RETRY = datetime.timedelta(minutes=1)
LONGEST_RETRY = datetime.timedelta(hours=2)
MOST_ATTEMPTS = 10  # with the pauses above: about six hours of trying
SENDING_LIMIT = datetime.timedelta(minutes=10)  # far beyond EMAIL_TIMEOUT: who is still sending by then has died


@dataclasses.dataclass
class DeliveryReport:
    """How many messages ended this run in which way."""

    sent: int = 0
    dropped: int = 0
    retried: int = 0
    dead: int = 0
    unsure: int = 0


def deliver_due(limit: int = 100) -> DeliveryReport:
    """Deliver up to `limit` messages that are due, oldest first. Any number of these may run at once: each row is taken by one.

    Raises RuntimeError inside a transaction, since a claim must be committed before anything is sent.
    """
    report = DeliveryReport(unsure=mark_unsure())
    for _turn in range(limit):
        message = _claim()
        if message is None:
            break
        outcome = _deliver(message)
        setattr(report, outcome, getattr(report, outcome) + 1)
    return report


def mark_unsure() -> int:
    """Mark the rows whose sender died between the claim and the end; how many there were."""
    now = clock.now()
    with transaction.atomic(durable=True):
        lost = OutboxMessage.objects.select_for_update(skip_locked=True).filter(
            state=OutboxState.SENDING, started_at__lt=now - SENDING_LIMIT
        )
        count = 0
        for message in lost:
            OUTBOX.fire(message, OutboxEvent.LOSE_TRACK, finished_at=now)
            logger.warning("Outbox message %s (%s) was being sent when its sender died: unsure whether it went", message.pk, message.kind)
            count += 1
    return count


def hand_over(message: OutboxMessage, mail: Mail) -> None:
    """Give the mail to the mail server. A repeated hand-over carries the same Message-ID, so that mail systems may see the twin."""
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    letter = EmailMultiAlternatives(mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [message.recipient], headers=headers)
    letter.attach_alternative(mail.html, "text/html")
    for attachment in mail.attachments:
        letter.attach(attachment.name, attachment.content, attachment.media_type)
    letter.send()


def keep_record(message: OutboxMessage, mail: Mail) -> None:
    """Note what is about to be said: the subject; the words themselves only where settings.OUTBOX_KEEPS_BODIES is on."""
    message.subject = mail.subject[:200]
    message.attachments = [attachment.name for attachment in mail.attachments]
    if settings.OUTBOX_KEEPS_BODIES:
        message.body_text, message.body_html = mail.text, mail.html
    message.save(update_fields=["subject", "attachments", "body_text", "body_html"])


def readable(error: Exception) -> str:
    """The error as the outbox shows it."""
    return f"{type(error).__name__}: {error}".replace("\x00", "")[:300]


def _claim() -> OutboxMessage | None:
    now = clock.now()
    with transaction.atomic(durable=True):
        due = OutboxMessage.objects.filter(state=OutboxState.PENDING, due_at__lte=now).order_by("due_at", "pk")
        message = due.select_for_update(skip_locked=True).first()
        if message:
            OUTBOX.fire(message, OutboxEvent.START, started_at=now, attempts=message.attempts + 1)
    return message


def _deliver(message: OutboxMessage) -> str:
    """The field of DeliveryReport that counts how it ended."""
    try:
        with transaction.atomic(durable=True):
            mail = decide(message)
            if mail:
                keep_record(message, mail)
        if mail:
            hand_over(message, mail)
    except Exception as error:  # noqa: BLE001  # whatever one message does wrong, the others must go out
        return _postpone(message, error)
    OUTBOX.fire(message, OutboxEvent.DELIVER if mail else OutboxEvent.DROP, finished_at=clock.now(), last_error="")
    return "sent" if mail else "dropped"


def _postpone(message: OutboxMessage, error: Exception) -> str:
    # What a mail server says names the recipient, so only its class is logged; anything else is a fault of ours and logged whole.
    fault = None if isinstance(error, OSError) else error
    logger.warning("Outbox message %s (%s) failed: %s", message.pk, message.kind, type(error).__name__, exc_info=fault)
    if message.attempts >= MOST_ATTEMPTS:
        OUTBOX.fire(message, OutboxEvent.GIVE_UP, finished_at=clock.now(), last_error=readable(error))
        return "dead"
    pause = min(FIRST_RETRY * 2 ** (message.attempts - 1), LONGEST_RETRY)
    OUTBOX.fire(message, OutboxEvent.RETRY, due_at=clock.now() + pause, last_error=readable(error))
    return "retried"
