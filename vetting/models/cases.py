"""What the queue shows: one submission by one provider, and what was decided about it."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from directory.models import Offer, OfferVersion, Provider
from vetting.enums import CaseKind, ClearanceLevel, DecisionOutcome
from vetting.models.authorities import Officer, VettingAuthority
from vetting.models.policies import Policy
from vetting.states import CLOSED_CASES, CaseState


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Any) -> "CaseQuerySet":
        """Cases of the authorities for which the user acts, in whatever part. Superusers see none by being one."""
        return self.filter(authority__in=Officer.objects.held_by(user).values("authority"))

    def still_open(self) -> "CaseQuerySet":
        return self.exclude(state__in=CLOSED_CASES)


class Case(models.Model):
    """A provider's submission, owned by the authority that the provider chose (by postcode unless they said)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=12, unique=True)  # V-000123
    kind = models.CharField(max_length=14, choices=CaseKind.choices)
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="cases")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="cases")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="cases")
    version = models.ForeignKey(OfferVersion, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=20, choices=CaseState.choices, default=CaseState.OPEN)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    claim_seen_at = models.DateTimeField(null=True, blank=True)  # when who has it last opened it or did something
    claim_worked_at = models.DateTimeField(null=True, blank=True)  # when they last wrote something; null until they do
    waiting_since = models.DateTimeField(null=True, blank=True)  # the clock stands still while the provider's move is awaited
    waited_seconds = models.PositiveIntegerField(default=0)
    question = models.CharField(max_length=400, blank=True)  # what the provider was asked
    answer = models.CharField(max_length=400, blank=True)  # what they answered, until the next question
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recommended_at = models.DateTimeField(null=True, blank=True)
    recommended_outcome = models.CharField(max_length=10, choices=DecisionOutcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at"]
        permissions = [("decide_case", "Can decide vetting cases")]
        indexes = [models.Index(fields=["authority", "state", "submitted_at"], name="vetting_case_queue")]
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=~Q(state__in=["decided", "withdrawn"]), name="vetting_case_one_open"),
            models.CheckConstraint(
                condition=~Q(state__in=["claimed", "waiting_on_provider", "recommended"]) | Q(claimed_by__isnull=False),
                name="vetting_case_claimed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_at__isnull=True) | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="vetting_case_claim_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting_on_provider", waiting_since__isnull=False)
                | ~Q(state="waiting_on_provider") & Q(waiting_since__isnull=True),
                name="vetting_case_waits_since",
            ),
            models.CheckConstraint(
                condition=~Q(state="recommended") | Q(recommended_by__isnull=False, recommended_at__isnull=False),
                name="vetting_case_recommended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.provider}"


class CaseNote(models.Model):
    """A short working note for officers. Not a place for evidence or concerns: the form says so and limits it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return f"note on {self.case}"


class Decision(models.Model):
    """Who decided what, on which policy version, from which inputs. Never edited."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=DecisionOutcome.choices)
    level = models.CharField(max_length=14, choices=ClearanceLevel.choices, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    inputs = models.JSONField()  # the checks relied on (ids, codes, dates) and the rule rows that applied
    message = models.CharField(max_length=400, blank=True)  # to the provider, when declined: what to do next

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("recommended_by")), name="vetting_decision_not_by_recommender"),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True) | ~Q(decided_by=F("submitted_by")), name="vetting_decision_not_by_submitter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.get_outcome_display()}"
