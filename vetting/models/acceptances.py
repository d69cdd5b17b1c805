"""An authority's assurance, and the school's own acceptance of it: a list is never enough, each school stays responsible."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from directory.models import Provider
from schools.models import School
from vetting.enums import ClearanceLevel
from vetting.models.authorities import VettingAuthority
from vetting.models.policies import Policy


class AssuranceStatement(models.Model):
    """What an authority says about a provider on one day. Immutable; issued anew when something changes. Outcomes and dates only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="statements")
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="statements")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=14, choices=ClearanceLevel.choices)
    issued_at = models.DateTimeField()
    holds_until = models.DateField()
    summary = models.JSONField()  # [{subject, check, outcome, performed_on, expires_on}]
    sha256 = models.CharField(max_length=64)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return f"{self.authority} on {self.provider}"


class SchoolAcceptance(models.Model):
    """A school accepts an authority's assurance of a provider, for a year at most."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="acceptances")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="acceptances")
    statement = models.ForeignKey(AssuranceStatement, on_delete=models.PROTECT, related_name="acceptances")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_on = models.DateField()
    expires_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "provider", "statement"], condition=Q(withdrawn_at__isnull=True), name="vetting_acceptance_once"
            ),
            models.CheckConstraint(condition=Q(accepted_on__lte=F("expires_on")), name="vetting_acceptance_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.school} accepts {self.provider}"
