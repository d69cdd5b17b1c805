"""Accredited in the community: beside clearance, never in its place. Nothing that lists or books an offer reads these tables."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from directory.enums import OfferKind
from directory.models import Person
from schools.models import School
from vetting.enums import HaveAgain, Learned
from vetting.models.authorities import Officer, VettingAuthority
from vetting.models.conflicts import people_too_close_to
from vetting.models.policies import Policy
from vetting.states import LIVE_ACCREDITATIONS, AccreditationState, ObservationState

ACTED = [AccreditationState.ACCREDITED, AccreditationState.LAPSED]


class AccreditationQuerySet(models.QuerySet["Accreditation"]):
    def visible_to(self, user: Any) -> "AccreditationQuerySet":
        """For whoever has a part in the authority. Superusers see none by being one."""
        return self.filter(authority__in=Officer.objects.held_by(user).values("authority"))

    def live(self) -> "AccreditationQuerySet":
        return self.filter(state__in=LIVE_ACCREDITATIONS)


class Accreditation(models.Model):
    """One adult's way to being accredited by one authority: an induction, a session beside a school adult, an officer's word.

    `kinds` are the activities that it is for; `holds_until` is the last day on which it stands.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accreditations")
    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="accreditations")
    state = models.CharField(max_length=12, choices=AccreditationState.choices, default=AccreditationState.BEGUN)
    kinds = ArrayField(models.CharField(max_length=16, choices=OfferKind.choices), default=list, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(null=True, blank=True)  # the adult's side says that the induction is done; an officer confirms it
    inducted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    inducted_on = models.DateField(null=True, blank=True)
    accredited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accredited_at = models.DateTimeField(null=True, blank=True)
    policy = models.ForeignKey(Policy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # whose number of months it was
    holds_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "authority"], condition=Q(state__in=LIVE_ACCREDITATIONS), name="vetting_accreditation_one_live"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[AccreditationState.BEGUN, AccreditationState.WITHDRAWN])
                | Q(inducted_by__isnull=False, inducted_on__isnull=False),
                name="vetting_accreditation_inducted_first",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ACTED)
                | Q(accredited_by__isnull=False, accredited_at__isnull=False, holds_until__isnull=False, policy__isnull=False)
                & Q(kinds__len__gt=0),
                name="vetting_accreditation_says_for_what_and_until_when",
            ),
            models.CheckConstraint(
                condition=Q(accredited_by__isnull=True) | ~Q(accredited_by=F("inducted_by")), name="vetting_accreditation_four_eyes"
            ),
        ]

    def __str__(self) -> str:
        return f"accreditation of {self.person}"


class ObservationQuerySet(models.QuerySet["Observation"]):
    def visible_to(self, user: Any) -> "ObservationQuerySet":
        """What was answered is for officers of the authority; never for the adult, nor for who acts with them or declared a conflict."""
        parts = Officer.objects.held_by(user)
        return self.filter(accreditation__authority__in=parts.values("authority")).exclude(
            accreditation__person__in=people_too_close_to(user)
        )

    def asked_of(self, user: Any) -> "ObservationQuerySet":
        """The questions that are open at the user's schools."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        mine = Q(school__members__user=user, school__members__left_at=None)
        return self.filter(mine, state=ObservationState.ASKED).distinct()


class Observation(models.Model):
    """Two questions to a school after a session at which one of its adults was in the room. Codes, and no place for a story."""

    accreditation = models.ForeignKey(Accreditation, on_delete=models.CASCADE, related_name="observations")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    session = models.UUIDField()  # opaque here, as in PlannedUse
    date = models.DateField()
    kind = models.CharField(max_length=16, choices=OfferKind.choices)  # of the offer
    state = models.CharField(max_length=10, choices=ObservationState.choices, default=ObservationState.ASKED)
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    learned = models.CharField(max_length=8, choices=Learned.choices, blank=True)
    have_again = models.CharField(max_length=10, choices=HaveAgain.choices, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["accreditation", "school"], condition=Q(state=ObservationState.ASKED), name="vetting_observation_one_open"
            ),
            models.UniqueConstraint(fields=["accreditation", "session"], name="vetting_observation_once_a_session"),
            models.CheckConstraint(
                condition=Q(state=ObservationState.ANSWERED, answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(learned="")
                & ~Q(have_again="")
                | ~Q(state=ObservationState.ANSWERED) & Q(answered_by__isnull=True, answered_at__isnull=True, learned="", have_again=""),
                name="vetting_observation_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"observation of {self.accreditation.person}"
