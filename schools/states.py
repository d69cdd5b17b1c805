"""Life cycles of joining a school."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine


class JoinState(models.TextChoices):
    ASKED = "asked", _("Waiting for an officer to ring the school")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class JoinEvent(models.TextChoices):
    APPROVE = "approve"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


JOINING = Machine(
    "request to join a school",
    {
        (JoinState.ASKED, JoinEvent.APPROVE): JoinState.APPROVED,
        (JoinState.ASKED, JoinEvent.DECLINE): JoinState.DECLINED,
        (JoinState.ASKED, JoinEvent.WITHDRAW): JoinState.WITHDRAWN,
    },
)


class InvitationState(models.TextChoices):
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    REVOKED = "revoked", _("Taken back")
    LAPSED = "lapsed", _("Lapsed")


class InvitationEvent(models.TextChoices):
    ACCEPT = "accept"
    REVOKE = "revoke"
    LAPSE = "lapse"


INVITATION = Machine(
    "invitation to a school",
    {
        (InvitationState.SENT, InvitationEvent.ACCEPT): InvitationState.ACCEPTED,
        (InvitationState.SENT, InvitationEvent.REVOKE): InvitationState.REVOKED,
        (InvitationState.SENT, InvitationEvent.LAPSE): InvitationState.LAPSED,
    },
)
