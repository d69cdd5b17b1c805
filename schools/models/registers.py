"""Local authorities and schools, as the register of schools in England (GIAS) gives them."""

import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class Authority(models.Model):
    """A local authority. `code` is the three-digit LA code of the Department for Education."""

    code = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name


class SchoolQuerySet(models.QuerySet["School"]):
    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> "SchoolQuerySet":
        """The schools whose pages the user may open: those that they act for now."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(members__user=user.pk, members__left_at=None)


class School(models.Model):
    """A school. The URN is its key to the outside; a supplementary school without one is approved by an officer."""

    urn = models.CharField(max_length=6, unique=True, null=True, blank=True)  # null, not blank, keeps the constraint unique
    name = models.CharField(max_length=200)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="schools")
    establishment_number = models.CharField(max_length=4, blank=True)
    type_name = models.CharField(max_length=100, blank=True)
    phase = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)  # closed schools stay, and take no new bookings
    low_age = models.SmallIntegerField(null=True, blank=True)
    high_age = models.SmallIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    street = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    website = models.CharField(max_length=200, blank=True)
    ukprn = models.CharField(max_length=8, blank=True)
    easting = models.IntegerField(null=True, blank=True)  # OSGB36; the register's 0 or blank is null here
    northing = models.IntegerField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    session_weekday = models.PositiveSmallIntegerField(default=2)  # Monday is 0
    session_starts = models.TimeField(default=datetime.time(13, 15))
    session_ends = models.TimeField(default=datetime.time(15, 15))
    open_holds_cap = models.PositiveSmallIntegerField(default=40)  # sessions a school may hold unanswered at once

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True) | Q(latitude__isnull=False, longitude__isnull=False),
                name="schools_school_point_is_whole",
            ),
            models.CheckConstraint(condition=Q(session_weekday__lte=6), name="schools_school_weekday"),
            models.CheckConstraint(condition=Q(session_starts__lt=models.F("session_ends")), name="schools_school_session_times"),
        ]
        indexes = [GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="schools_school_name")]

    def __str__(self) -> str:
        return self.name

    def is_bookable_on(self, date: datetime.date) -> bool:
        """Whether the register has the school open on the date: a school that is to close is bookable through its last day."""
        return self.is_active and (self.closes_on is None or date <= self.closes_on)
