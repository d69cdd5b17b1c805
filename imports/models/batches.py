"""A register on its way in: what was brought, what its columns mean, and its lines until they are imported or thirty days have passed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.enums import EngagementBasis, ProviderKind
from imports.enums import Source, Verdict
from imports.states import BatchState
from vetting.enums import OfficerRole
from vetting.models import Officer, VettingAuthority


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: Any) -> "BatchQuerySet":
        """For the leads of the authority that it belongs to."""
        led = Officer.objects.held_by(user).filter(role=OfficerRole.LEAD)
        return self.filter(authority__in=led.values("authority"))


class Batch(models.Model):
    """One file, or one paste. The file itself is never stored."""

    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="imports")
    source = models.CharField(max_length=5, choices=Source.choices)
    name = models.CharField(max_length=120)  # of the file, without its folder, or what a paste is called
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.MAPPING)
    headings = models.JSONField()  # [text], by position
    not_kept = models.JSONField(default=dict, blank=True)  # {position: what the column seemed to hold}: its values were never stored
    notes = models.JSONField(default=list, blank=True)  # [sentence] about how it was read
    targets = models.JSONField(default=dict, blank=True)  # {target: position}
    default_kind = models.CharField(max_length=20, choices=ProviderKind.choices, blank=True)
    default_engagement = models.CharField(max_length=20, choices=EngagementBasis.choices, blank=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)  # undone or thrown away

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["importing", "imported", "undoing", "undone"])
                | Q(started_by__isnull=False, started_at__isnull=False),
                name="imports_batch_started_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["imported", "undoing", "undone"]) | Q(finished_at__isnull=False), name="imports_batch_finished_at"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Row(models.Model):
    """A line in waiting. Its cells are emptied once it is imported; those of a refused one stay for thirty days, to be mended."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()  # in the file, as spreadsheet programs count
    cells = models.JSONField(default=list)  # [text], by position
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    problems = models.JSONField(default=list, blank=True)  # [[target, reason]]
    plan = models.JSONField(default=list, blank=True)  # [[step, subject]]: see imports.rules.plans
    same_as = models.PositiveIntegerField(null=True, blank=True)  # the line that names the same provider first
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["batch", "line"]
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="imports_row_once")]
        indexes = [models.Index(fields=["batch", "verdict", "line"], name="imports_row_verdict")]

    def __str__(self) -> str:
        return f"line {self.line} of {self.batch}"


class RememberedHeading(models.Model):
    """What an authority last used a column of this heading as."""

    authority = models.ForeignKey(VettingAuthority, on_delete=models.CASCADE, related_name="remembered_headings")
    heading = models.CharField(max_length=100)  # in small letters, without signs
    target = models.CharField(max_length=60, blank=True)  # "" where it was not used

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "heading"], name="imports_heading_once")]

    def __str__(self) -> str:
        return f"{self.heading} as {self.target}"
