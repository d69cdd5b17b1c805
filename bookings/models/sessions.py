"""Dated meetings. Each is a row with its own state, in local time: it does not move when clocks change."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bookings.enums import CancelReason
from bookings.models.bookings import Booking
from bookings.states import SessionState
from directory.enums import SupervisionMode
from directory.models import Person, Space
from schools.models import PupilGroup


class Session(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # claims and calendars use it too
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="sessions")
    date = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    zone = models.CharField(max_length=40, default="Europe/London")
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    state = models.CharField(max_length=16, choices=SessionState.choices, default=SessionState.HELD)
    awaiting = models.CharField(max_length=300, blank=True)  # what an agreed session waits for, in a sentence
    decide_by = models.DateField(null=True, blank=True)  # one that is agreed and waits, or at risk, is decided on that day
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(null=True, blank=True)  # at risk, and the school has chosen to wait
    sequence = models.PositiveIntegerField(default=0)  # iCalendar: rises on a change of time, place or status
    cancel_reason = models.CharField(max_length=24, choices=CancelReason.choices, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by_party = models.CharField(max_length=10, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["date", "starts", "pk"]
        indexes = [models.Index(fields=["date", "state"], name="bookings_session_date")]
        constraints = [
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="bookings_session_times"),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False) & ~Q(cancel_reason="")
                | ~Q(state="cancelled") & Q(cancelled_at__isnull=True, cancel_reason=""),
                name="bookings_session_cancelled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kept_at__isnull=True, kept_by__isnull=True)
                | Q(state="at_risk", kept_at__isnull=False, kept_by__isnull=False, decide_by__isnull=False),
                name="bookings_session_kept_only_at_risk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking} on {self.date}"


class SessionPerson(models.Model):
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="session_people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="session_people")
    role = models.CharField(max_length=20, choices=[("lead", "Leads"), ("assistant", "Assists")], default="lead")
    supervision = models.CharField(max_length=24, choices=SupervisionMode.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="bookings_sessionperson_once")]

    def __str__(self) -> str:
        return f"{self.person} at {self.session}"


class SessionGroup(models.Model):
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="session_groups")
    group = models.ForeignKey(PupilGroup, on_delete=models.PROTECT, related_name="session_groups")
    pupils = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "group"], name="bookings_sessiongroup_once")]

    def __str__(self) -> str:
        return f"{self.group} at {self.session}"
