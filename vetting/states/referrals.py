"""The life of a prompt to consider a referral. Deferred is not done: it stays on the list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine


class ReferralState(models.TextChoices):
    WAITING = "waiting", _("To be considered")
    DEFERRED = "deferred", _("Deferred")
    MADE = "made", _("Made")
    NOT_REQUIRED = "not_required", _("Not required")


class ReferralEvent(models.TextChoices):
    MAKE = "make", _("We have made it")
    FIND_NOT_REQUIRED = "find_not_required", _("It is not required")
    DEFER = "defer", _("Not yet: keep it on the list")


REFERRAL = Machine(
    "referral",
    {
        (ReferralState.WAITING, ReferralEvent.MAKE): ReferralState.MADE,
        (ReferralState.WAITING, ReferralEvent.FIND_NOT_REQUIRED): ReferralState.NOT_REQUIRED,
        (ReferralState.WAITING, ReferralEvent.DEFER): ReferralState.DEFERRED,
        (ReferralState.DEFERRED, ReferralEvent.MAKE): ReferralState.MADE,
        (ReferralState.DEFERRED, ReferralEvent.FIND_NOT_REQUIRED): ReferralState.NOT_REQUIRED,
        (ReferralState.DEFERRED, ReferralEvent.DEFER): ReferralState.DEFERRED,
    },
)
