"""The life cycle of a message in the outbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine


class OutboxState(models.TextChoices):
    PENDING = "pending", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Not needed any more")
    DEAD = "dead", _("Gave up")
    UNSURE = "unsure", _("Unsure whether it went")


class OutboxEvent(models.TextChoices):
    START = "start"
    DELIVER = "deliver"
    DROP = "drop"
    RETRY = "retry"
    GIVE_UP = "give_up"
    LOSE_TRACK = "lose_track"
    SEND_AGAIN = "send_again"


OUTBOX = Machine(
    "outbox message",
    {
        (OutboxState.PENDING, OutboxEvent.START): OutboxState.SENDING,
        (OutboxState.SENDING, OutboxEvent.DELIVER): OutboxState.SENT,
        (OutboxState.SENDING, OutboxEvent.DROP): OutboxState.DROPPED,
        (OutboxState.SENDING, OutboxEvent.RETRY): OutboxState.PENDING,
        (OutboxState.SENDING, OutboxEvent.GIVE_UP): OutboxState.DEAD,
        (OutboxState.SENDING, OutboxEvent.LOSE_TRACK): OutboxState.UNSURE,
        (OutboxState.DEAD, OutboxEvent.SEND_AGAIN): OutboxState.PENDING,
        (OutboxState.UNSURE, OutboxEvent.SEND_AGAIN): OutboxState.PENDING,
    },
)
