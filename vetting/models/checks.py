"""Evidence that a check was made: outcomes and dates. There is no field for a certificate, a document or what they say."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from directory.models import Offer, Person, Provider, ProviderMember, Venue
from vetting.enums import CheckOutcome, CheckSource, EvidenceRoute, SentBackReason
from vetting.models.authorities import Officer, VettingAuthority
from vetting.states import CheckState

ONE_SUBJECT = (
    Q(person__isnull=False, provider__isnull=True, venue__isnull=True, offer__isnull=True)
    | Q(person__isnull=True, provider__isnull=False, venue__isnull=True, offer__isnull=True)
    | Q(person__isnull=True, provider__isnull=True, venue__isnull=False, offer__isnull=True)
    | Q(person__isnull=True, provider__isnull=True, venue__isnull=True, offer__isnull=False)
)


ONLY_DATES = Q(outcome="", route="", certificate_last4="", conditions_code="", details={}, verified_by__isnull=True) & ~Q(state="verified")
DECLARED = Q(outcome="pass", route="declaration", certificate_last4="", conditions_code="", issued_on__isnull=True)
SENT_BACK = Q(sent_back_by__isnull=False, sent_back_at__isnull=False) & ~Q(sent_back_reason="") & ~Q(sent_back_note="")
NOT_SENT_BACK = Q(sent_back_by__isnull=True, sent_back_at__isnull=True, sent_back_reason="", sent_back_note="")


class CheckQuerySet(models.QuerySet["Check"]):
    def visible_to(self, user: Any) -> "CheckQuerySet":
        """Evidence is for officers of the authority that made the check. Everybody else is told outcomes and dates, by queries."""
        return self.filter(authority__in=Officer.objects.held_by(user).values("authority"))

    def declared_by_side_of(self, user: Any) -> "CheckQuerySet":
        """Declarations whose words the user may read again: their own, and those that others who act for the same provider made of it.

        What was said of an adult is for who said it and for the adult.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        own = ProviderMember.objects.filter(user=user, left_at=None).values("provider")
        ours = Q(provider__in=own) | Q(venue__provider__in=own) | Q(offer__provider__in=own)
        return self.filter(ours | Q(person__user=user) | Q(person__isnull=False, performed_by=user), source=CheckSource.PROVIDER)


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
    sent_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.CharField(max_length=20, choices=SentBackReason.choices, blank=True)
    sent_back_note = models.CharField(max_length=200, blank=True)  # a sentence that the provider reads
    taken_over_from = models.OneToOneField(  # the imported row whose place an officer's check took
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="taken_over_by"
    )

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
                condition=Q(source="import") & ONLY_DATES
                | Q(source="officer") & ~Q(outcome="") & ~Q(route="")
                | Q(source="provider") & DECLARED,
                name="vetting_check_imported_counts_for_nothing",
            ),
            models.CheckConstraint(
                condition=NOT_SENT_BACK & ~Q(state="sent_back") | SENT_BACK & Q(source="provider", state__in=["sent_back", "superseded"]),
                name="vetting_check_sent_back_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(sent_back_by__isnull=True) | ~Q(sent_back_by=F("performed_by")), name="vetting_check_sent_back_by_another"
            ),
            models.UniqueConstraint(
                fields=["check_type", "authority", "person", "provider", "venue", "offer"],
                condition=Q(source="provider", state__in=["recorded", "sent_back"]),
                nulls_distinct=False,
                name="vetting_check_one_declaration_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_type} {self.get_state_display()}"
