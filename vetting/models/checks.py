"""Evidence that a check was made: outcomes and dates. There is no field for a certificate, a document or what they say."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from directory.models import Offer, Person, Provider, Venue
from vetting.enums import CheckOutcome, CheckSource, EvidenceRoute
from vetting.models.authorities import Officer, VettingAuthority
from vetting.states import CheckState

ONE_SUBJECT = (
    Q(person__isnull=False, provider__isnull=True, venue__isnull=True, offer__isnull=True)
    | Q(person__isnull=True, provider__isnull=False, venue__isnull=True, offer__isnull=True)
    | Q(person__isnull=True, provider__isnull=True, venue__isnull=False, offer__isnull=True)
    | Q(person__isnull=True, provider__isnull=True, venue__isnull=True, offer__isnull=False)
)


ONLY_DATES = Q(outcome="", route="", certificate_last4="", conditions_code="", details={}, verified_by__isnull=True) & ~Q(state="verified")


class CheckQuerySet(models.QuerySet["Check"]):
    def visible_to(self, user: Any) -> "CheckQuerySet":
        """Evidence is for officers of the authority that made the check. Everybody else is told outcomes and dates, by queries."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(authority__in=Officer.objects.acting().filter(user=user).values("authority"))


class Check(models.Model):
    """One check of one subject. Four eyes: who verifies is never who performed, and the database says so."""

    check_type = models.CharField(max_length=30)  # a code of the policy: DBS_ENH_CBL, PLI, ...
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="checks")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="checks")
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="checks")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="checks")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="checks")
    state = models.CharField(max_length=12, choices=CheckState.choices, default=CheckState.RECORDED)
    source = models.CharField(max_length=8, choices=CheckSource.choices, default=CheckSource.OFFICER)
    outcome = models.CharField(max_length=20, choices=CheckOutcome.choices, blank=True)  # nobody has judged an imported one
    route = models.CharField(max_length=20, choices=EvidenceRoute.choices, blank=True)
    performed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    performed_on = models.DateField()
    recorded_at = models.DateTimeField()
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)  # the last day on which it counts
    issuing_body = models.CharField(max_length=80, blank=True)
    certificate_last4 = models.CharField(max_length=4, blank=True, validators=[RegexValidator(r"^[0-9A-Z]{4}$")])
    details = models.JSONField(default=dict, blank=True)  # only the fields that the policy lists for this type, coded
    conditions_code = models.CharField(max_length=40, blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["check_type", "-performed_on"]
        indexes = [
            models.Index(fields=["person", "check_type"], name="vetting_check_person"),
            models.Index(fields=["provider", "check_type"], name="vetting_check_provider"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="vetting_check_one_subject"),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("performed_by")), name="vetting_check_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True, verified_at__isnull=True) | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="vetting_check_verified_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_by__isnull=False), name="vetting_check_verified_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(expires_on__isnull=True) | Q(issued_on__lte=F("expires_on")),
                name="vetting_check_dates",
            ),
            models.CheckConstraint(
                condition=Q(source="import") & ONLY_DATES | Q(source="officer") & ~Q(outcome="") & ~Q(route=""),
                name="vetting_check_imported_counts_for_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_type} {self.get_state_display()}"
