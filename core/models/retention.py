"""What retention did: counts alone, never what went."""

from django.db import models


class RetentionRun(models.Model):
    """One rule applied once. `rows` grows with each chunk that was committed."""

    rule = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)  # due, and kept by a hold
    error = models.CharField(max_length=300, blank=True)  # the kind of error that stopped it; what was committed stays done

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["rule", "started_at"], name="core_retention_rule")]

    def __str__(self) -> str:
        return f"{self.rule} {self.started_at:%Y-%m-%d}"


class RetentionCount(models.Model):
    """How many rows of a kind went in a year: what stays of them, and points to nobody."""

    rule = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=120)
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["rule", "year", "kind"]
        constraints = [models.UniqueConstraint(fields=["rule", "year", "kind"], name="core_retentioncount_once")]

    def __str__(self) -> str:
        return f"{self.rule} {self.year} {self.kind}"
