from django.db import models


class RegisterImport(models.Model):
    """One run over a register file. A run that was cut short goes on after `last_line` when the same file comes again."""

    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    scope = models.CharField(max_length=200, blank=True)  # the LA codes it was limited to
    last_line = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)  # outside the scope, or not a school of an area of England
    rejections = models.JSONField(default=list)  # [{line, urn, reason}], the first thousand
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file_hash", "scope"], condition=models.Q(finished_at__isnull=True), name="schools_registerimport_one_open"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
