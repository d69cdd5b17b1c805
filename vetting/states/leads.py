"""Life cycles of what a vetting lead answers for. That a waiver has run out is derived from its days, not stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine


class WaiverState(models.TextChoices):
    PROPOSED = "proposed", _("Waiting for a second person")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")
    REVOKED = "revoked", _("Revoked")


class WaiverEvent(models.TextChoices):
    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    REVOKE = "revoke"


WAIVER = Machine(
    "waiver",
    {
        (WaiverState.PROPOSED, WaiverEvent.GRANT): WaiverState.GRANTED,
        (WaiverState.PROPOSED, WaiverEvent.REFUSE): WaiverState.REFUSED,
        (WaiverState.PROPOSED, WaiverEvent.WITHDRAW): WaiverState.WITHDRAWN,
        (WaiverState.GRANTED, WaiverEvent.REVOKE): WaiverState.REVOKED,
    },
)


class AppealState(models.TextChoices):
    LODGED = "lodged", _("Waiting for a vetting lead")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")
    WITHDRAWN = "withdrawn", _("Taken back")


class AppealEvent(models.TextChoices):
    UPHOLD = "uphold"
    DISMISS = "dismiss"
    WITHDRAW = "withdraw"


APPEAL = Machine(
    "appeal",
    {
        (AppealState.LODGED, AppealEvent.UPHOLD): AppealState.UPHELD,
        (AppealState.LODGED, AppealEvent.DISMISS): AppealState.DISMISSED,
        (AppealState.LODGED, AppealEvent.WITHDRAW): AppealState.WITHDRAWN,
    },
)
