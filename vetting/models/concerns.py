"""That somebody was told of a concern: when, by which route and under which reference. What it is about has no place here."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from directory.models import Person, Provider
from schools.enums import SchoolRole
from schools.models import School
from vetting.enums import ConcernOutcome, ConcernRoute, OfficerRole
from vetting.models.authorities import Officer, VettingAuthority
from vetting.models.conflicts import people_too_close_to, too_close_to
from vetting.rules.reporting import LONGEST_REFERENCE, REFERENCE
from vetting.states import ConcernState


class ConcernQuerySet(models.QuerySet["Concern"]):
    def visible_to(self, user: Any) -> "ConcernQuerySet":
        """For officers and leads of the authority that it went to, never for one who is close to the provider or is the person."""
        close = Q(provider__in=too_close_to(user)) | Q(person__in=people_too_close_to(user))
        parts = Officer.objects.held_by(user).filter(role__in=[OfficerRole.OFFICER, OfficerRole.LEAD])
        return self.filter(authority__in=parts.values("authority")).exclude(close)

    def raised_for(self, user: Any, school: School) -> "ConcernQuerySet":
        """For whoever raised it, and the school's safeguarding leads, unless they are close to the provider."""
        leads = school.members.filter(user=user.pk, left_at=None, roles__role=SchoolRole.SAFEGUARDING_LEAD)
        own = Q(raised_by=user.pk)
        if leads.exists():
            own |= ~Q(provider__in=too_close_to(user))
        return self.filter(own, school=school)

    def still_open(self) -> "ConcernQuerySet":
        return self.exclude(state=ConcernState.CLOSED)


class Concern(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="concerns")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # null: an officer raised it
    state = models.CharField(max_length=12, choices=ConcernState.choices, default=ConcernState.RAISED)
    told_at = models.DateTimeField()
    route = models.CharField(max_length=12, choices=ConcernRoute.choices)
    reference = models.CharField(max_length=LONGEST_REFERENCE, blank=True)
    asks_suspension = models.BooleanField(default=False)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=ConcernOutcome.choices, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(reference="") | Q(reference__regex=REFERENCE), name="vetting_concern_no_narrative"),
            models.CheckConstraint(condition=Q(told_at__lte=F("raised_at")), name="vetting_concern_told_before"),
            models.CheckConstraint(
                condition=Q(state="raised", acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | ~Q(state="raised") & Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="vetting_concern_acknowledged_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, closed_by__isnull=True, outcome=""),
                name="vetting_concern_closed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"concern {self.pk}"
