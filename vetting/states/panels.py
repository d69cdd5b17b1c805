"""The life of a panel on adverse information. One that was held or taken back stays so; another may be required."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine


class PanelState(models.TextChoices):
    REQUIRED = "required", _("Required, to be held")
    HELD = "held", _("Held")
    TAKEN_BACK = "taken_back", _("Taken back")


class PanelEvent(models.TextChoices):
    RECORD = "record"
    TAKE_BACK = "take_back"


PANEL = Machine(
    "panel",
    {
        (PanelState.REQUIRED, PanelEvent.RECORD): PanelState.HELD,
        (PanelState.REQUIRED, PanelEvent.TAKE_BACK): PanelState.TAKEN_BACK,
    },
)
