from django.db import models
from django.db.models import Q


class Policy(models.Model):
    """One published version of what is asked and why: data, never code. A published version is never edited."""

    code = models.CharField(max_length=40)  # england
    version = models.CharField(max_length=20)  # 2026-09
    effective_from = models.DateField()
    source_note = models.TextField()
    content = models.JSONField()  # as the shipped YAML says it; read through vetting.rules
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "policies"
        ordering = ["code", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="vetting_policy_version"),
            models.CheckConstraint(condition=~Q(version=""), name="vetting_policy_has_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
