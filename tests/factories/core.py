"""Rows of the kernel, and mails for its outbox."""

import datetime
import uuid
from typing import Any

import factory
from factory.django import DjangoModelFactory

from core import clock
from core.models import AuditEvent, OutboxMessage
from core.outbox import Mail


class OutboxMessageFactory(DjangoModelFactory):
    """A message that is due now."""

    class Meta:
        model = OutboxMessage

    kind = "test.hello"
    key = factory.Sequence(lambda number: f"hello-{number}")
    recipient = "jo@example.org"
    message_id = factory.LazyFunction(lambda: f"<{uuid.uuid4()}@junction.invalid>")
    due_at = factory.LazyFunction(clock.now)
    created_at = factory.LazyFunction(clock.now)


class AuditEventFactory(DjangoModelFactory):
    class Meta:
        model = AuditEvent

    at = factory.LazyFunction(clock.now)
    action = "door.open"
    object_type = "core.door"
    object_id = "1"


def mail(subject: str = "Hello", **fields: Any) -> Mail:
    return Mail(subject=subject, text="Hello Jo", html="<p>Hello Jo</p>", **fields)


def minutes(number: float) -> datetime.timedelta:
    return datetime.timedelta(minutes=number)
