"""The kernel's own rules of retention."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import AuditEvent, OutboxMessage
from core.outbox_states import OutboxState
from core.retention import Action, Basis, Rule, period, register
from core.services.sealing import cut_audit, last_seal_before

DONE = [OutboxState.SENT, OutboxState.DROPPED, OutboxState.DEAD, OutboxState.UNSURE]


def old_messages(before: datetime.datetime) -> QuerySet[Any]:
    return OutboxMessage.objects.filter(state__in=DONE, finished_at__lt=before)


def old_events(before: datetime.datetime) -> QuerySet[Any]:
    """From the beginning of the chain up to the last seal before that moment: never one with an older one behind it."""
    last = last_seal_before(before)
    return AuditEvent.objects.filter(pk__lte=last.event_id) if last else AuditEvent.objects.none()


def cut(keys: list[Any]) -> None:
    cut_audit(by=None, before=clock.now() - period("audit"), up_to=keys[-1])


register(
    Rule(
        name="core.outbox",
        title=_("Mails that went, or were given up"),
        counts_from=_("the day on which the mail was settled"),
        keep="outbox",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("Long enough that nothing is said twice, and that somebody who did not get a mail can be answered."),
        due=old_messages,
        counted_by=("kind",),
    ),
    Rule(
        name="core.audit",
        title=_("Audit log"),
        counts_from=_("the day of the event"),
        keep="audit",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_(
            "Limitation Act 1980 gives six years for most claims; the seventh is custom. Cut from its beginning, behind a signed mark."
        ),
        due=old_events,
        apply=cut,
        also=("core.AuditSeal",),
        chunk=20_000,
        is_chain=True,
    ),
)
