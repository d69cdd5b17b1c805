"""Life cycles of what authorities agree with each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine


class LoanState(models.TextChoices):
    OFFERED = "offered", _("Waiting for the other authority")
    ACCEPTED = "accepted", _("Agreed")
    ENDED = "ended", _("Over")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


class LoanEvent(models.TextChoices):
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    END = "end"


LOAN = Machine(
    "loan of an officer",
    {
        (LoanState.OFFERED, LoanEvent.ACCEPT): LoanState.ACCEPTED,
        (LoanState.OFFERED, LoanEvent.DECLINE): LoanState.DECLINED,
        (LoanState.OFFERED, LoanEvent.WITHDRAW): LoanState.WITHDRAWN,
        (LoanState.ACCEPTED, LoanEvent.END): LoanState.ENDED,
    },
)


class RecognitionState(models.TextChoices):
    PROPOSED = "proposed", _("Waiting for a second officer")
    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RecognitionEvent(models.TextChoices):
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"


RECOGNITION = Machine(
    "recognition",
    {
        (RecognitionState.PROPOSED, RecognitionEvent.CONFIRM): RecognitionState.CONFIRMED,
        (RecognitionState.PROPOSED, RecognitionEvent.WITHDRAW): RecognitionState.WITHDRAWN,
        (RecognitionState.CONFIRMED, RecognitionEvent.WITHDRAW): RecognitionState.WITHDRAWN,
    },
)
