from django.db import models
from django.db.models import Q

from vetting.rules.policy import ENGLAND, LAW


class RuleSet(models.Model):
    """One number or date of the law, and the day from which it holds. A change of law is a new row: none is ever edited or taken away.

    Every policy of the jurisdiction goes by these rows, whatever its own text says. They come with a shipped file.
    """

    jurisdiction = models.CharField(max_length=40)  # england
    key = models.CharField(max_length=60)  # RA_PERIOD_DAYS
    value = models.JSONField()  # a number, a date as ISO 8601, true or false
    effective_from = models.DateField()
    basis = models.CharField(max_length=10, default=LAW)
    source = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["jurisdiction", "key", "effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "key", "effective_from"], name="vetting_ruleset_one_a_day"),
            models.CheckConstraint(condition=Q(basis=LAW), name="vetting_ruleset_is_law"),
        ]

    def __str__(self) -> str:
        return f"{self.key} from {self.effective_from.isoformat()}"


class Policy(models.Model):
    """One published version of what is asked and why: data, never code. A published version is never edited."""

    code = models.CharField(max_length=40)  # england
    version = models.CharField(max_length=20)  # 2026-09
    effective_from = models.DateField()
    source_note = models.TextField()
    content = models.JSONField()  # as the shipped YAML says it; read through vetting.rules
    jurisdiction = models.CharField(max_length=40, default=ENGLAND)  # whose law it goes by
    law = models.JSONField(default=list, editable=False)  # the jurisdiction's rule sets: the database writes them here, nothing else can
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
