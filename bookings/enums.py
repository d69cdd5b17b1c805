"""Words of booking."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Party(models.TextChoices):
    PROVIDER = "provider", _("Provider")
    SCHOOL = "school", _("School")  # the school's approver


class PartyAnswer(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")


class CancelReason(models.TextChoices):
    """Typed, so that nobody has to explain an illness, and so that patterns can be counted."""

    SCHOOL_CLOSED = "school_closed", _("The school is closed that day")
    GROUP_UNAVAILABLE = "group_unavailable", _("The group can't come that day")
    STAFFING = "staffing", _("Not enough staff")
    TRANSPORT = "transport", _("Transport fell through")
    PROVIDER_UNAVAILABLE = "provider_unavailable", _("The provider can't come that day")
    VENUE_UNAVAILABLE = "venue_unavailable", _("The place can't be used")
    WEATHER = "weather", _("Weather")
    NO_LONGER_CLEARED = "no_longer_cleared", _("Currently unavailable")
    NO_LONGER_NEEDED = "no_longer_needed", _("Plans changed")
    WITHDRAWN = "withdrawn", _("The request was taken back")


class DeclineReason(models.TextChoices):
    DATES = "dates", _("The dates don't work")
    GROUP = "group", _("The group or place doesn't suit")
    TOO_FAR = "too_far", _("Too far")
    NOT_NOW = "not_now", _("Not this term")
    BUDGET = "budget", _("Budget")
    OTHER = "other", _("Another reason")
