"""The diary: when a person or a space is open, when not, and what has taken their time."""

import datetime
import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from core import clock
from core.geo import Point
from directory.models.people import Person
from directory.models.venues import Space
from directory.rules import Stop

ONE_OWNER = Q(person__isnull=False, space__isnull=True) | Q(person__isnull=True, space__isnull=False)


class AvailabilityWindow(models.Model):
    """A weekly time that is open to bookings, in local time, between two dates (either may be open)."""

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="windows")
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.CASCADE, related_name="windows")
    weekday = models.PositiveSmallIntegerField()  # Monday is 0
    starts = models.TimeField()
    ends = models.TimeField()
    from_date = models.DateField(null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["weekday", "starts"]
        constraints = [
            models.CheckConstraint(condition=ONE_OWNER, name="directory_window_one_owner"),
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="directory_window_times"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="directory_window_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts}-{self.ends}"


class AvailabilityException(models.Model):
    """Days that differ from the weekly windows: away (`is_open` false), or open at other times."""

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="exceptions")
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.CASCADE, related_name="exceptions")
    from_date = models.DateField()
    until_date = models.DateField()  # inclusive
    is_open = models.BooleanField(default=False)
    starts = models.TimeField(null=True, blank=True)  # both null: the whole day
    ends = models.TimeField(null=True, blank=True)
    note = models.CharField(max_length=80, blank=True)  # the owner's own reminder; schools read “away”

    class Meta:
        ordering = ["from_date"]
        constraints = [
            models.CheckConstraint(condition=ONE_OWNER, name="directory_exception_one_owner"),
            models.CheckConstraint(condition=Q(from_date__lte=F("until_date")), name="directory_exception_dates"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(starts__lt=F("ends")), name="directory_exception_times"
            ),
            models.CheckConstraint(condition=Q(is_open=False) | Q(starts__isnull=False), name="directory_exception_open_has_times"),
        ]

    def __str__(self) -> str:
        return f"{self.from_date} to {self.until_date}"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def standing(self, at: datetime.datetime | None = None) -> "ClaimQuerySet":
        """Claims that count at the moment (now, unless given): live, and firm or held beyond it. A lapsed hold counts for nothing."""
        return self.filter(Q(hold_until__isnull=True) | Q(hold_until__gt=at or clock.now()), live=True)


class Claim(models.Model):
    """Time taken, set-up and pack-up included. Written only by directory.services.diary.claim_time and release_time.

    `occasion` is the session's id: claims of one occasion may overlap, those of two may not, and the database says so.
    """

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    during = DateTimeRangeField()
    occasion = models.UUIDField(default=uuid.uuid4)
    hold_until = models.DateTimeField(null=True, blank=True)  # null: firm
    live = models.BooleanField(default=True)
    latitude = models.FloatField(null=True, blank=True)  # where, so that travel between neighbours can be checked
    longitude = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["occasion"], name="directory_claim_occasion")]
        constraints = [
            models.CheckConstraint(condition=ONE_OWNER, name="directory_claim_one_owner"),
            ExclusionConstraint(
                name="directory_claim_person_in_one_place",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS), ("occasion", RangeOperators.NOT_EQUAL)],
                condition=Q(live=True, person__isnull=False),
            ),
            ExclusionConstraint(
                name="directory_claim_space_taken_once",
                expressions=[("space", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS), ("occasion", RangeOperators.NOT_EQUAL)],
                condition=Q(live=True, space__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.space} {self.during}"

    @property
    def stop(self) -> Stop | None:
        """Where and when, for reckoning the way; None where the place is not known or there is none."""
        if self.latitude is None or self.longitude is None:
            return None
        return Stop(self.during.lower, self.during.upper, Point(self.latitude, self.longitude))
