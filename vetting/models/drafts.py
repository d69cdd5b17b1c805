"""An authority's own next policy, from the first change to the day on which it holds."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vetting.models.authorities import VettingAuthority
from vetting.models.policies import Policy
from vetting.states import DraftState

LIVE = [DraftState.DRAFT, DraftState.PROPOSED, DraftState.PUBLISHED]
WRITTEN = [DraftState.PUBLISHED, DraftState.IN_FORCE]


class PolicyDraft(models.Model):
    """A copy of the policy in force that a lead changes. Published, it becomes a `Policy`, which nobody edits."""

    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="policy_drafts")
    based_on = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()  # the YAML, as it would be published
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.DRAFT)
    holds_from = models.DateField(null=True, blank=True)  # given when it is proposed
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    policy = models.OneToOneField(Policy, null=True, blank=True, on_delete=models.PROTECT, related_name="draft")

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority"], condition=Q(state__in=LIVE), name="vetting_draft_one_live"),
            models.CheckConstraint(
                condition=~Q(state__in=[DraftState.PROPOSED, *WRITTEN]) | Q(proposed_by__isnull=False, holds_from__isnull=False),
                name="vetting_draft_proposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WRITTEN) | Q(published_by__isnull=False, policy__isnull=False),
                name="vetting_draft_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("proposed_by")), name="vetting_draft_four_eyes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}, after {self.based_on}"
