"""What a panel on adverse information answers, and on what conditions. Codes alone: nothing says what it was about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PanelOutcome(models.TextChoices):
    SUITABLE = "suitable", _("Suitable")
    WITH_CONDITIONS = "with_conditions", _("Suitable, with conditions")
    UNSUITABLE = "unsuitable", _("Not suitable")


class PanelCondition(models.TextChoices):
    NEVER_ALONE = "never_alone", _("Never alone with children")
    SCHOOL_ADULT = "school_adult", _("An adult of the school always present")
    NOT_OVERNIGHT = "not_overnight", _("Not overnight")
    NOT_OFF_SITE = "not_off_site", _("Only on the school's own site, or online")
    REVIEW = "review", _("Looked at again after the first session")
