"""Words of search."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cost(models.TextChoices):
    """What an offer costs a school, in steps that a budget knows. Materials are counted in."""

    FREE = "free", _("Free")
    EXPENSES = "expenses", _("Expenses only")
    PER_PUPIL = "up_to_5_per_pupil", _("Up to £5 a pupil")
    PER_SESSION = "up_to_120_per_session", _("Up to £120 a session")
    OVER = "over", _("Over £120 a session")


PER_PUPIL_PENCE = 500
PER_SESSION_PENCE = 12_000
