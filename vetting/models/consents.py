"""An adult's consent to look-ups of their DBS status: for one authority, and as long as they will."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.models import Person
from vetting.enums import ConsentScope
from vetting.models.authorities import VettingAuthority


class StatusConsent(models.Model):
    """Source: the guide to the DBS Update Service for employers, which lets nobody look without it. Given anew after it was withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="status_consents")
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="status_consents")
    scope = models.CharField(max_length=12, choices=ConsentScope.choices)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "authority"], condition=Q(withdrawn_at__isnull=True), name="vetting_consent_one_live"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="vetting_consent_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} to {self.authority}"
