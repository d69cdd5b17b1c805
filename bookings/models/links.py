"""Links that work without signing in. Only hashes of their tokens are kept: a copy of the database opens none of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from bookings.enums import Party
from bookings.models.bookings import Booking
from core.tokens import derived_token
from directory.models import Provider
from schools.models import School


def token_from(purpose: str, seed: uuid.UUID) -> str:
    return derived_token(f"bookings.{purpose}", seed)


class AnswerLink(models.Model):
    """Opens one page of one booking for one address; one tap there answers, once."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="links")
    party = models.CharField(max_length=10, choices=Party.choices)
    email = models.EmailField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "party", "email"], name="bookings_answerlink_once"),
            models.CheckConstraint(condition=~Q(party="school") | Q(user__isnull=False), name="bookings_answerlink_approver_is_member"),
        ]

    def __str__(self) -> str:
        return f"{self.party} of {self.booking}"

    @property
    def token(self) -> str:
        return token_from("answer", self.seed)


class CalendarFeed(models.Model):
    """A secret address of a calendar: of a school or of a provider, for one user; revocable."""

    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds")
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, provider__isnull=True) | Q(school__isnull=True, provider__isnull=False),
                name="bookings_calendarfeed_one_owner",
            ),
            models.UniqueConstraint(fields=["user", "school"], condition=Q(revoked_at=None), name="bookings_calendarfeed_one_for_school"),
            models.UniqueConstraint(
                fields=["user", "provider"], condition=Q(revoked_at=None), name="bookings_calendarfeed_one_for_provider"
            ),
        ]

    def __str__(self) -> str:
        return f"feed of {self.school or self.provider}"

    @property
    def token(self) -> str:
        return token_from("calendar", self.seed)
