"""What a school relies on beyond one provider: an authority's whole list for a year, and what the school itself asks on top."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from directory.models import Provider
from schools.models import School
from vetting.enums import ClearanceLevel, RequirementReach
from vetting.models.authorities import VettingAuthority

LONGEST = datetime.timedelta(days=366)  # twelve months, whichever they are


class ReliancePolicyQuerySet(models.QuerySet["ReliancePolicy"]):
    def standing(self) -> "ReliancePolicyQuerySet":
        """Neither withdrawn nor replaced; whether their time is over is another question."""
        return self.filter(withdrawn_at=None, replaced_at=None)


class ReliancePolicy(models.Model):
    """A school accepts an authority's assurance of everybody on its list, but for those left out. One stands for each authority; a newer
    one replaces it, and what was agreed is never edited."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="reliance_policies")
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="reliance_policies")
    accepts_level_max = models.CharField(max_length=14, choices=ClearanceLevel.choices)
    left_out = models.ManyToManyField(Provider, blank=True, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    starts_on = models.DateField()
    ends_on = models.DateField()  # the last day
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)  # by a newer one of the same school and authority

    objects = ReliancePolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "reliance policies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["school", "authority"],
                condition=Q(withdrawn_at__isnull=True, replaced_at__isnull=True),
                name="vetting_reliance_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")) & Q(ends_on__lte=F("starts_on") + LONGEST), name="vetting_reliance_a_year_at_most"
            ),
            models.CheckConstraint(
                condition=Q(accepts_level_max__in=[ClearanceLevel.SUPERVISED, ClearanceLevel.UNSUPERVISED]), name="vetting_reliance_level"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="vetting_reliance_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} relies on {self.authority}"


class SchoolRequirement(models.Model):
    """A check that one school asks in addition. It names a kind of check, and never what one said."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="requirements")
    check_type = models.CharField(max_length=30)  # a code of the policy
    reach = models.CharField(max_length=10, choices=RequirementReach.choices)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["school", "check_type"], condition=Q(removed_at__isnull=True), name="vetting_requirement_once"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="vetting_requirement_removed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} asks {self.check_type}"
