"""A lead's reminder to consider passing somebody on to the LADO, the DBS or others, and what they decided. No field tells why."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.models import Person, Provider
from vetting.enums import OfficerRole, ReferralKind, ReferralReason
from vetting.models.authorities import Officer, VettingAuthority
from vetting.models.clearances import Clearance, Suspension
from vetting.models.conflicts import people_too_close_to, too_close_to
from vetting.rules.reporting import LONGEST_REFERENCE, REFERENCE
from vetting.states import ReferralState

OPEN = (ReferralState.WAITING, ReferralState.DEFERRED)
REASONS = {
    ReferralState.MADE: (ReferralReason.DUTY, ReferralReason.POWER),
    ReferralState.NOT_REQUIRED: (ReferralReason.NO_HARM, ReferralReason.OTHERS_DID, ReferralReason.MISTAKEN),
    ReferralState.DEFERRED: (ReferralReason.ENQUIRIES, ReferralReason.ADVICE),
}
REASON_FITS = Q(state=ReferralState.WAITING, reason_code="")
for _state, _reasons in REASONS.items():
    REASON_FITS |= Q(state=_state, reason_code__in=_reasons)


class ReferralPromptQuerySet(models.QuerySet["ReferralPrompt"]):
    def visible_to(self, user: Any) -> "ReferralPromptQuerySet":
        """For leads of the authority, never for one who is close to the provider or is the person."""
        close = Q(provider__in=too_close_to(user)) | Q(person__in=people_too_close_to(user))
        parts = Officer.objects.held_by(user).filter(role=OfficerRole.LEAD)
        return self.filter(authority__in=parts.values("authority")).exclude(close)

    def still_open(self) -> "ReferralPromptQuerySet":
        return self.filter(state__in=OPEN)


class ReferralPrompt(models.Model):
    """`suspension` is where the program raised it by itself. Once made or not required, the database refuses to change it (a migration)."""

    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="referrals")
    clearance = models.ForeignKey(Clearance, on_delete=models.PROTECT, related_name="referrals")
    suspension = models.ForeignKey(Suspension, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ReferralKind.choices)
    state = models.CharField(max_length=12, choices=ReferralState.choices, default=ReferralState.WAITING)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    considered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    considered_at = models.DateTimeField(null=True, blank=True)
    reason_code = models.CharField(max_length=12, choices=ReferralReason.choices, blank=True)
    made_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=LONGEST_REFERENCE, blank=True)

    objects = ReferralPromptQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["suspension", "kind"], name="vetting_referral_once_a_suspension"),
            models.UniqueConstraint(fields=["clearance", "kind"], condition=Q(state__in=OPEN), name="vetting_referral_one_open"),
            models.CheckConstraint(condition=Q(provider__isnull=False) | Q(person__isnull=False), name="vetting_referral_about_somebody"),
            models.CheckConstraint(condition=Q(raised_by__isnull=False) | Q(suspension__isnull=False), name="vetting_referral_raised"),
            models.CheckConstraint(condition=Q(reference="") | Q(reference__regex=REFERENCE), name="vetting_referral_no_narrative"),
            models.CheckConstraint(condition=REASON_FITS, name="vetting_referral_reason_fits"),
            models.CheckConstraint(
                condition=Q(state="waiting", considered_by__isnull=True, considered_at__isnull=True)
                | ~Q(state="waiting") & Q(considered_by__isnull=False, considered_at__isnull=False),
                name="vetting_referral_considered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="made", made_on__isnull=False) | ~Q(state="made") & Q(made_on__isnull=True, reference=""),
                name="vetting_referral_made_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"
