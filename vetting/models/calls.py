"""That an officer rang somebody whom mail did not reach. Not what was said."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vetting.models.authorities import VettingAuthority


class CallOutcome(models.TextChoices):
    REACHED = "reached", _("Reached them")
    NO_ANSWER = "no_answer", _("No answer")
    LEFT_MESSAGE = "left_message", _("Left a message to ring back")
    WRONG_NUMBER = "wrong_number", _("The number is wrong")


class Call(models.Model):
    """`task` names what was to be rung about, in the state that it was in: when that moves on, it is another task."""

    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="calls")
    task = models.SlugField(max_length=80)
    outcome = models.CharField(max_length=12, choices=CallOutcome.choices)
    ring_again_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome="reached") | Q(ring_again_on__isnull=False), name="vetting_call_ring_again"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.task}"
