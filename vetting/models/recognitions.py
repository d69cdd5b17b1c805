"""What one authority lets stand of another's assurance, and what authorities tell each other. Outcomes travel, evidence never."""

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from directory.enums import ActivityNature, Setting
from directory.models import Provider
from vetting.enums import ClearanceLevel
from vetting.models.acceptances import AssuranceStatement
from vetting.models.authorities import Officer, VettingAuthority
from vetting.states.partners import RecognitionState

LIVE_RECOGNITIONS = [RecognitionState.PROPOSED, RecognitionState.CONFIRMED]
LONGEST_RECOGNITION = datetime.timedelta(days=366)


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    def visible_to(self, user: Any) -> "RecognitionQuerySet":
        """For officers of the authority that recognises."""
        return self.filter(authority__in=Officer.objects.held_by(user).values("authority"))


class Recognition(models.Model):
    """An authority lets another's statement stand: for these activities and places, at most at this level, until this day.

    Whether it holds is never stored: it follows from what the first authority says today (vetting.queries.assurance.recognitions). The
    database refuses one of the authority's own statement, one above its level and one beyond its last day.
    """

    statement = models.ForeignKey(AssuranceStatement, on_delete=models.PROTECT, related_name="recognitions")
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="recognitions")
    natures = ArrayField(models.CharField(max_length=24, choices=ActivityNature.choices))
    settings_allowed = ArrayField(models.CharField(max_length=16, choices=Setting.choices))
    level = models.CharField(max_length=14, choices=ClearanceLevel.choices)
    starts_on = models.DateField()
    expires_on = models.DateField()
    state = models.CharField(max_length=10, choices=RecognitionState.choices, default=RecognitionState.PROPOSED)
    recognised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recognised_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        ordering = ["-recognised_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["authority", "statement"], condition=Q(state__in=LIVE_RECOGNITIONS), name="vetting_recognition_one_live"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("recognised_by")), name="vetting_recognition_four_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(state=RecognitionState.CONFIRMED) | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="vetting_recognition_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("starts_on"), expires_on__lte=F("starts_on") + LONGEST_RECOGNITION),
                name="vetting_recognition_dates",
            ),
            models.CheckConstraint(condition=Q(natures__len__gt=0, settings_allowed__len__gt=0), name="vetting_recognition_has_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.authority} recognises {self.statement}"

    def covers(self, nature: str, setting: str) -> bool:
        """Whether this activity at this place is in its scope."""
        return nature in self.natures and setting in self.settings_allowed


class CrossAuthorityAlertQuerySet(models.QuerySet["CrossAuthorityAlert"]):
    def visible_to(self, user: Any) -> "CrossAuthorityAlertQuerySet":
        """For officers of the authority that is told."""
        return self.filter(authority__in=Officer.objects.held_by(user).values("authority"))


class CrossAuthorityAlert(models.Model):
    """“Contact that authority about this provider”: without a reason, and without saying whether it suspended or withdrew."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="alerts_raised")  # whom to ask
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="alerts")  # who is told
    raised_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    objects = CrossAuthorityAlertQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "contact", "authority"], condition=Q(acknowledged_at__isnull=True), name="vetting_alert_one_open"
            ),
            models.CheckConstraint(condition=~Q(contact=F("authority")), name="vetting_alert_to_another"),
            models.CheckConstraint(
                condition=Q(acknowledged_by__isnull=True, acknowledged_at__isnull=True)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="vetting_alert_acknowledged_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}: contact {self.contact} about {self.provider}"
