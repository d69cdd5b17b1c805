"""Somebody else of the same provider for a date at risk: proposed by one side, agreed to by the other."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bookings.enums import Party
from bookings.models.bookings import Booking
from bookings.models.sessions import Session
from bookings.states import SubstitutionState
from directory.models import Person


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def visible_to(self, user: Any) -> "SubstitutionQuerySet":
        """Those of the bookings that the user may see."""
        return self.filter(session__booking__in=Booking.objects.visible_to(user))


class Substitution(models.Model):
    """Why the one who leaves is not there is nowhere in it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="substitutions")
    leaves = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    comes = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SubstitutionState.choices, default=SubstitutionState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_by_party = models.CharField(max_length=10, choices=Party.choices)
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session"], condition=Q(state="proposed"), name="bookings_substitution_one_open"),
            models.CheckConstraint(condition=~Q(leaves=F("comes")), name="bookings_substitution_somebody_else"),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "declined"]) | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="bookings_substitution_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comes} for {self.session}"
