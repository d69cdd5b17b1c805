"""An officer whom one authority lends to another, so that an authority with one officer finds a second pair of eyes."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vetting.models.authorities import Officer, VettingAuthority
from vetting.states.partners import LoanState

LIVE_LOANS = [LoanState.OFFERED, LoanState.ACCEPTED]
LONGEST_LOAN = datetime.timedelta(days=366)


class OfficerLoanQuerySet(models.QuerySet["OfficerLoan"]):
    def visible_to(self, user: Any) -> "OfficerLoanQuerySet":
        """For both authorities, and for who is lent."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        theirs = Officer.objects.held_by(user).filter(loan=None).values("authority")
        return self.filter(Q(user=user) | Q(lender__in=theirs) | Q(borrower__in=theirs))


class OfficerLoan(models.Model):
    """Asked for by the borrower or offered by the lender, and agreed by the other. From then on the officer has a part in the borrower."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="officer_loans")
    lender = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="loans_given")
    borrower = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="loans_taken")
    starts_on = models.DateField()
    ends_on = models.DateField()  # the last day: the part is gone at midnight in London after it
    state = models.CharField(max_length=10, choices=LoanState.choices, default=LoanState.OFFERED)
    is_asked = models.BooleanField()  # by the borrower; otherwise the lender offers
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfficerLoanQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "borrower"], condition=Q(state__in=LIVE_LOANS), name="vetting_loan_one_live"),
            models.CheckConstraint(condition=~Q(lender=F("borrower")), name="vetting_loan_between_two"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), ends_on__lte=F("starts_on") + LONGEST_LOAN), name="vetting_loan_dates"
            ),
            models.CheckConstraint(condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("proposed_by")), name="vetting_loan_two_sides"),
            models.CheckConstraint(
                condition=Q(state__in=[LoanState.OFFERED, LoanState.WITHDRAWN]) | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="vetting_loan_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.lender} to {self.borrower}"

    @property
    def asked_side(self) -> VettingAuthority:
        """The authority whose answer is awaited."""
        return self.lender if self.is_asked else self.borrower

    @property
    def proposing_side(self) -> VettingAuthority:
        return self.borrower if self.is_asked else self.lender
