"""Posting to the outbox and delivering from it."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from core import clock
from core.models import OutboxMessage


def post(
    kind: str,
    *,
    to: str,
    event: str,
    payload: Mapping[str, Any],
    due_at: datetime.datetime | None = None,
) -> OutboxMessage:
    """Write that a message of this kind is owed, in the caller's transaction.

    `event` names the happening (for example `booking:12:requested`): with the recipient and kind it is unique, so the same thing is
    never said twice. `payload` holds ids only.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A message is posted in the transaction of what it tells of.")
    now = clock.now()
    message, _created = OutboxMessage.objects.get_or_create(
        key=f"{event}|{to.lower()}|{kind}",
        defaults={
            "kind": kind,
            "recipient": to,
            "payload": dict(payload),
            "message_id": f"<{uuid.uuid4()}@{settings.MAIL_DOMAIN}>",
            "due_at": due_at or now,
            "created_at": now,
        },
    )
    return message
