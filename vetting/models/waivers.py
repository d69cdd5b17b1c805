"""A check that is not asked of somebody or something until a day: asked for by a lead, granted by a second person."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from directory.models import Offer, Person, Provider, Venue
from vetting.enums import WaiverReason
from vetting.models.authorities import Officer, VettingAuthority
from vetting.models.checks import ONE_SUBJECT
from vetting.states.leads import WaiverState

JUDGED = [WaiverState.GRANTED, WaiverState.REFUSED, WaiverState.REVOKED]
CLOSED_EARLY = [WaiverState.WITHDRAWN, WaiverState.REVOKED]
ALWAYS_ASKED = Q(check_type__startswith="DBS") | Q(check_type__startswith="BARRED") | Q(check_type__startswith="ID_")


class WaiverQuerySet(models.QuerySet["Waiver"]):
    def visible_to(self, user: Any) -> "WaiverQuerySet":
        """For officers of the authority. Everybody else is told until when, by queries, and never why."""
        return self.filter(authority__in=Officer.objects.held_by(user).values("authority"))


class Waiver(models.Model):
    """It counts as cover of its check from the first day through the last; that it has run out follows from the date.

    The database refuses one of a DBS, barred-list or identity check, and one that is granted by who asked for it, by nobody's officer, or
    by somebody with an interest (a migration).
    """

    check_type = models.CharField(max_length=30)  # a code of the policy
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="waivers")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="waivers")
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="waivers")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="waivers")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="waivers")
    state = models.CharField(max_length=10, choices=WaiverState.choices, default=WaiverState.PROPOSED)
    reason = models.CharField(max_length=20, choices=WaiverReason.choices)
    starts_on = models.DateField()
    expires_on = models.DateField()  # the last day
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # taken back or revoked

    objects = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "check_type"], name="vetting_waiver_person"),
            models.Index(fields=["provider", "check_type"], name="vetting_waiver_provider"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="vetting_waiver_one_subject"),
            models.CheckConstraint(condition=~ALWAYS_ASKED, name="vetting_waiver_never_of_these"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("expires_on")), name="vetting_waiver_dates"),
            models.CheckConstraint(
                condition=Q(state__in=JUDGED, decided_by__isnull=False, decided_at__isnull=False)
                | ~Q(state__in=JUDGED) & Q(decided_by__isnull=True, decided_at__isnull=True),
                name="vetting_waiver_decided_whole",
            ),
            models.CheckConstraint(condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="vetting_waiver_four_eyes"),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED_EARLY, ended_at__isnull=False) | ~Q(state__in=CLOSED_EARLY) & Q(ended_at__isnull=True),
                name="vetting_waiver_ended_whole",
            ),
            *(
                models.UniqueConstraint(
                    fields=[field, "check_type", "authority"],
                    condition=Q(state="proposed", **{f"{field}__isnull": False}),
                    name=f"vetting_waiver_one_{field}",
                )
                for field in ("person", "provider", "venue", "offer")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_type} waived until {self.expires_on}"
