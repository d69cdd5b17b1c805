"""A provider asks that a decision about one of its offers be looked at again, by a lead who had no part in it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from directory.models import Offer, Provider
from vetting.enums import AppealAnswer, AppealGround
from vetting.models.authorities import Officer, VettingAuthority
from vetting.models.cases import Case
from vetting.models.clearances import Clearance, Suspension
from vetting.rules.details import LONGEST_PASTE
from vetting.states.leads import AppealState

ANSWERED = [AppealState.UPHELD, AppealState.DISMISSED]
ONE_DECISION = (
    Q(case__isnull=False, suspension__isnull=True, clearance__isnull=True)
    | Q(case__isnull=True, suspension__isnull=False, clearance__isnull=True)
    | Q(case__isnull=True, suspension__isnull=True, clearance__isnull=False)
)


class AppealQuerySet(models.QuerySet["Appeal"]):
    def visible_to(self, user: Any) -> "AppealQuerySet":
        """For officers of the authority. The provider reads its own by queries, without what it is against."""
        return self.filter(authority__in=Officer.objects.held_by(user).values("authority"))

    def counting(self) -> "AppealQuerySet":
        """Those that were not taken back: against each decision its provider has one."""
        return self.exclude(state=AppealState.WITHDRAWN)


class Appeal(models.Model):
    """Against a declined case, a suspension or the withdrawal of a clearance, which stays in force meanwhile.

    The database refuses that anybody but a lead of the authority decides, without interest and without a part in what it is against, and
    that a decided one is changed (a migration).
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="appeals")
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="appeals")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="appeals")  # on whose page it was lodged
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals")  # declined
    suspension = models.ForeignKey(Suspension, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals")
    clearance = models.ForeignKey(Clearance, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals")  # withdrawn
    state = models.CharField(max_length=10, choices=AppealState.choices, default=AppealState.LODGED)
    ground = models.CharField(max_length=20, choices=AppealGround.choices)
    words = models.CharField(max_length=LONGEST_PASTE)
    lodged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lodged_at = models.DateTimeField()
    decide_by = models.DateField()  # as the policy of that day has it
    answer = models.CharField(max_length=20, choices=AppealAnswer.choices, blank=True)
    message = models.CharField(max_length=LONGEST_PASTE, blank=True)  # to the provider
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)  # decided or taken back

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-lodged_at", "-pk"]
        indexes = [models.Index(fields=["authority", "state", "decide_by"], name="vetting_appeal_due")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=ONE_DECISION, name="vetting_appeal_one_decision"),
            models.CheckConstraint(
                condition=Q(state__in=ANSWERED, decided_by__isnull=False) & ~Q(answer="") & ~Q(message="")
                | ~Q(state__in=ANSWERED) & Q(decided_by__isnull=True, answer="", message=""),
                name="vetting_appeal_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="lodged", closed_at__isnull=True) | ~Q(state="lodged") & Q(closed_at__isnull=False),
                name="vetting_appeal_closed_whole",
            ),
            models.CheckConstraint(condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("lodged_by")), name="vetting_appeal_four_eyes"),
            models.UniqueConstraint(fields=["case"], condition=~Q(state="withdrawn"), name="vetting_appeal_one_of_case"),
            models.UniqueConstraint(
                fields=["suspension", "provider"], condition=~Q(state="withdrawn"), name="vetting_appeal_one_of_suspension"
            ),
            models.UniqueConstraint(
                fields=["clearance", "provider"], condition=~Q(state="withdrawn"), name="vetting_appeal_one_of_withdrawal"
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"

    @property
    def clearance_at_stake(self) -> Clearance | None:
        """The one that was suspended or withdrawn; none where a case was declined."""
        return self.clearance if self.suspension is None else self.suspension.clearance
