"""What was decided about a subject, and the rows derived from it that SQL can join."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from directory.enums import ActivityNature, SupervisionMode
from directory.models import Offer, Person, Provider, Venue
from schools.models import School
from vetting.answers import ClearanceRequest
from vetting.enums import ClearanceLevel, SuspensionGround
from vetting.models.authorities import VettingAuthority
from vetting.models.cases import Decision
from vetting.models.policies import Policy
from vetting.states import ClearanceState

ONE_SUBJECT = (
    Q(person__isnull=False, provider__isnull=True, venue__isnull=True, offer__isnull=True)
    | Q(person__isnull=True, provider__isnull=False, venue__isnull=True, offer__isnull=True)
    | Q(person__isnull=True, provider__isnull=True, venue__isnull=False, offer__isnull=True)
    | Q(person__isnull=True, provider__isnull=True, venue__isnull=True, offer__isnull=False)
)


class Clearance(models.Model):
    """An authority's standing decision that a subject is cleared for a level and scope. Whether it holds on a date is computed
    from the checks, the policy and the date."""

    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="clearances")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="clearances")
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="clearances")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="clearances")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="clearances")
    level = models.CharField(max_length=14, choices=ClearanceLevel.choices)
    natures = ArrayField(models.CharField(max_length=24, choices=ActivityNature.choices), default=list, blank=True)
    settings_allowed = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    state = models.CharField(max_length=12, choices=ClearanceState.choices, default=ClearanceState.CLEARED)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="clearances")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # the lead who withdrew; null where it ended because records were merged or another authority vetted what it covered
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at_request = models.BooleanField(default=False)  # withdrawn because the provider itself asked for it

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="vetting_clearance_one_subject"),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, at_request=False)
                | Q(withdrawn_by__isnull=False, state="withdrawn", ended_at__isnull=False),
                name="vetting_clearance_withdrawn_whole",
            ),
            models.UniqueConstraint(
                fields=["person", "authority"],
                condition=Q(person__isnull=False) & ~Q(state="withdrawn"),
                name="vetting_clearance_one_person",
            ),
            models.UniqueConstraint(
                fields=["provider", "authority"],
                condition=Q(provider__isnull=False) & ~Q(state="withdrawn"),
                name="vetting_clearance_one_provider",
            ),
            models.UniqueConstraint(
                fields=["venue", "authority"], condition=Q(venue__isnull=False) & ~Q(state="withdrawn"), name="vetting_clearance_one_venue"
            ),
            models.UniqueConstraint(
                fields=["offer", "authority"], condition=Q(offer__isnull=False) & ~Q(state="withdrawn"), name="vetting_clearance_one_offer"
            ),
        ]

    def __str__(self) -> str:
        return f"clearance {self.pk}"


class ClearancePeriod(models.Model):
    """Days on which a clearance holds at a level: derived, rewritten whenever a check, clearance or policy changes."""

    clearance = models.ForeignKey(Clearance, on_delete=models.CASCADE, related_name="periods")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="clearance_periods")
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.CASCADE, related_name="clearance_periods")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.CASCADE, related_name="clearance_periods")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="clearance_periods")
    level = models.CharField(max_length=14, choices=ClearanceLevel.choices)
    regulated = models.BooleanField(default=False)  # also holds for regulated activity (enhanced DBS with children's barred list)
    renewable = models.BooleanField(default=False)  # only checks that may renew have run out by these days
    days = DateRangeField()  # [first, day after the last)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [GistIndex(fields=["days"], name="vetting_period_days")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="vetting_period_one_subject")
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.days}"


class PlannedUse(models.Model):
    """One day of one adult at one school, held or confirmed: counted across all schools. Written by bookings in its transaction."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="planned_uses")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="planned_uses")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="planned_uses")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_uses")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="planned_uses")
    session = models.UUIDField()  # opaque here: the session's public id in bookings
    date = models.DateField()
    nature = models.CharField(max_length=24, choices=ActivityNature.choices)
    supervision = models.CharField(max_length=24, choices=SupervisionMode.choices)
    setting = models.CharField(max_length=16)
    engagement = models.CharField(max_length=20)
    is_confirmed = models.BooleanField(default=False)  # else held

    class Meta:
        indexes = [models.Index(fields=["person", "date"], name="vetting_planneduse_person")]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="vetting_planneduse_once")]

    def __str__(self) -> str:
        return f"{self.person} on {self.date}"

    def as_request(self) -> ClearanceRequest:
        """The question whether this day is cleared. The years of the group are not counted here."""
        return ClearanceRequest(
            session=self.session,
            date=self.date,
            school_id=self.school_id,
            provider_id=self.provider_id,
            person_id=self.person_id,
            venue_id=self.venue_id,
            offer_id=self.offer_id,
            nature=self.nature,
            supervision=self.supervision,
            setting=self.setting,
            engagement=self.engagement,
        )


class RegulatedActivityAssessment(models.Model):
    """What the regulated-activity table answered, with its inputs. Superseded, never edited.

    Source: Safeguarding Vulnerable Groups Act 2006, Schedule 4, as amended by the Crime and Policing Act 2026 from 1 September 2026.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="assessments")
    inputs = models.JSONField()
    rule = models.CharField(max_length=6)
    is_regulated = models.BooleanField()
    maximum_level = models.CharField(max_length=12)
    law_effective_from = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    superseded_by = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes")

    def __str__(self) -> str:
        return f"{self.rule} for {self.person}"


class Suspension(models.Model):
    """A clearance put out of force at once. The ground is a code for officers alone; everybody else reads “currently unavailable”."""

    clearance = models.ForeignKey(Clearance, on_delete=models.PROTECT, related_name="suspensions")
    ground = models.CharField(max_length=30, choices=SuspensionGround.choices)
    suspended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    suspended_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # the lead who reinstated; null where it ended because the clearance was withdrawn
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clearance"], condition=Q(lifted_at__isnull=True), name="vetting_suspension_one_open"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("suspended_by")), name="vetting_suspension_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | ~Q(lifted_by=models.F("suspended_by")), name="vetting_suspension_lifted_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"suspension of {self.clearance}"
