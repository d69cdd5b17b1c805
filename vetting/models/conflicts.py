"""What officers say of their own ties to a provider, so that others work on it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet

from directory.models import Person, Provider
from vetting.enums import OfficerRole
from vetting.models.authorities import Officer


class ConflictQuerySet(models.QuerySet["ConflictDeclaration"]):
    def visible_to(self, user: Any) -> "ConflictQuerySet":
        """One's own, and those of officers of the authorities that the user leads or administers."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        led = Officer.objects.held_by(user).filter(role__in=[OfficerRole.LEAD, OfficerRole.ADMINISTRATOR])
        theirs = Officer.objects.acting().filter(authority__in=led.values("authority"))
        return self.filter(Q(officer=user) | Q(officer__in=theirs.values("user")))

    def live(self) -> "ConflictQuerySet":
        return self.filter(ended_at=None)


class ConflictDeclaration(models.Model):
    """While it stands, the officer does nothing about the provider, and the database holds them to it. What the tie is, is not written."""

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="conflicts")
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "provider"], condition=Q(ended_at__isnull=True), name="vetting_conflict_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="vetting_conflict_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | ~Q(ended_by=F("officer")), name="vetting_conflict_not_ended_by_officer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} and {self.provider}"


def too_close_to(user: Any) -> QuerySet[Provider]:
    """Providers that the user acts for, or has declared a conflict with."""
    member = Q(members__user=user.pk, members__left_at=None)
    return Provider.objects.filter(member | Q(conflicts__officer=user.pk, conflicts__ended_at=None))


def people_too_close_to(user: Any) -> QuerySet[Person]:
    """The user, and everybody who teaches for a provider that the user is too close to."""
    return Person.objects.filter(Q(user=user.pk) | Q(provider_links__provider__in=too_close_to(user), provider_links__left_on=None))
