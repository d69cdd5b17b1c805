"""The life of an import, and of an invitation to claim a profile."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine


class BatchState(models.TextChoices):
    MAPPING = "mapping", _("Choosing columns")
    PREVIEW = "preview", _("Ready to import")
    IMPORTING = "importing", _("Being imported")
    IMPORTED = "imported", _("Imported")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Thrown away")


class BatchEvent(models.TextChoices):
    MAP = "map"
    REMAP = "remap"
    START = "start"
    FINISH = "finish"
    UNDO = "undo"
    FINISH_UNDO = "finish_undo"
    DISCARD = "discard"


BATCH = Machine(
    "import",
    {
        (BatchState.MAPPING, BatchEvent.MAP): BatchState.PREVIEW,
        (BatchState.MAPPING, BatchEvent.DISCARD): BatchState.DISCARDED,
        (BatchState.PREVIEW, BatchEvent.REMAP): BatchState.PREVIEW,
        (BatchState.PREVIEW, BatchEvent.START): BatchState.IMPORTING,
        (BatchState.PREVIEW, BatchEvent.DISCARD): BatchState.DISCARDED,
        (BatchState.IMPORTING, BatchEvent.FINISH): BatchState.IMPORTED,
        (BatchState.IMPORTED, BatchEvent.UNDO): BatchState.UNDOING,
        (BatchState.UNDOING, BatchEvent.FINISH_UNDO): BatchState.UNDONE,
    },
)


class InvitationState(models.TextChoices):
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Claimed")
    REVOKED = "revoked", _("Taken back")
    LAPSED = "lapsed", _("Run out")


class InvitationEvent(models.TextChoices):
    ACCEPT = "accept"
    REVOKE = "revoke"
    LAPSE = "lapse"


INVITATION = Machine(
    "invitation to claim",
    {
        (InvitationState.SENT, InvitationEvent.ACCEPT): InvitationState.ACCEPTED,
        (InvitationState.SENT, InvitationEvent.REVOKE): InvitationState.REVOKED,
        (InvitationState.SENT, InvitationEvent.LAPSE): InvitationState.LAPSED,
    },
)
