"""Posting to the outbox: what must be said is written in the transaction of what it tells of."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.exceptions import DomainError
from core.models import OutboxMessage
from core.outbox import Mail, known_kinds
from core.outbox_states import OUTBOX, OutboxEvent
from core.services import audit
from core.services.delivery import DeliveryReport, deliver_due, hand_over, keep_record, readable
from core.tasks import deliver_outbox
from core.tokens import hash_token

LONGEST_KEY = 200
__all__ = ["DeliveryReport", "NotKeptError", "deliver_due", "post", "send_again", "send_now"]


class NotKeptError(DomainError):
    """Nobody can decide again what the message said, and its words were not kept."""

    code = "not_kept"


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
    message, created = OutboxMessage.objects.get_or_create(
        key=_key(kind, to, event),
        defaults={
            "kind": kind,
            "recipient": to,
            "payload": dict(payload),
            "message_id": _new_message_id(),
            "due_at": due_at or now,
            "created_at": now,
        },
    )
    if created and message.due_at <= now:
        _nudge_after_commit()
    return message


@transaction.atomic
def send_again(*, by: audit.Actor, message: OutboxMessage) -> OutboxMessage:
    """Put a message that is dead or unsure back in line, under the same Message-ID; what it says is decided anew.

    Raises NotKeptError for one whose words nobody can decide again, and IllegalTransitionError for one in any other state.
    """
    if message.kind not in known_kinds():
        raise NotKeptError(_("This mail was written once and not kept, so it can't be sent again. The person can ask for a new one."))
    locked = OutboxMessage.objects.select_for_update().get(pk=message.pk)
    OUTBOX.fire(locked, OutboxEvent.SEND_AGAIN, due_at=clock.now(), attempts=0, started_at=None, finished_at=None, last_error="")
    audit.record("outbox.send_again", locked, by=by)
    _nudge_after_commit()
    return locked


def send_now(mail: Mail, *, to: str, kind: str) -> bool:
    """Send a mail that cannot wait or be decided again, such as a sign-in code, and record that it went. False where it did not.

    Its words are not in the payload, since a code in a table is a code that leaks: so it is tried once, and never by the worker.
    """
    now = clock.now()
    with transaction.atomic():
        message = OutboxMessage.objects.create(
            kind=kind, key=f"{uuid.uuid4()}|{kind}", recipient=to, message_id=_new_message_id(), due_at=now, created_at=now
        )
        OUTBOX.fire(message, OutboxEvent.START, started_at=now, attempts=1)
        keep_record(message, mail)
    try:
        hand_over(message, mail)
    except OSError as error:  # what smtplib raises; anything else is a fault of ours and should be seen
        OUTBOX.fire(message, OutboxEvent.GIVE_UP, finished_at=clock.now(), last_error=readable(error))
        return False
    OUTBOX.fire(message, OutboxEvent.DELIVER, finished_at=clock.now())
    return True


def _key(kind: str, to: str, event: str) -> str:
    key = f"{event}|{to.lower()}|{kind}"
    return key if len(key) <= LONGEST_KEY else hash_token(key)


def _new_message_id() -> str:
    return f"<{uuid.uuid4()}@{settings.MAIL_DOMAIN}>"


def _nudge_after_commit() -> None:
    """Wake the worker once this transaction is committed, once however much it posted. It would find the rows within a minute anyway."""
    waiting = transaction.get_connection().run_on_commit
    if settings.OUTBOX_NUDGES and not any(callback is _nudge for _savepoints, callback, *_rest in waiting):
        transaction.on_commit(_nudge, robust=True)  # robust: a queue that fails is logged, and never fails what was just committed


def _nudge() -> None:
    deliver_outbox.enqueue()
