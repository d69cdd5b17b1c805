"""The life of a concern that was passed on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine


class ConcernState(models.TextChoices):
    RAISED = "raised", _("Raised")
    ACKNOWLEDGED = "acknowledged", _("An officer has it")
    CLOSED = "closed", _("Closed")


class ConcernEvent(models.TextChoices):
    ACKNOWLEDGE = "acknowledge"
    CLOSE = "close"


CONCERN = Machine(
    "concern",
    {
        (ConcernState.RAISED, ConcernEvent.ACKNOWLEDGE): ConcernState.ACKNOWLEDGED,
        (ConcernState.ACKNOWLEDGED, ConcernEvent.CLOSE): ConcernState.CLOSED,
    },
)
