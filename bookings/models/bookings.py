"""A school's booking of one provider, for one or more dated sessions."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from bookings.enums import CancelReason, DeclineReason, Party, PartyAnswer
from bookings.states import BookingState
from directory.enums import SupervisionMode
from directory.models import Offer, OfferVersion, Provider
from schools.models import PupilGroup, School


class BookingQuerySet(models.QuerySet["Booking"]):
    def visible_to(self, user: Any) -> "BookingQuerySet":
        """Bookings of the schools and providers that the user acts for. A provider never sees a school's draft."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(school__members__user=user, school__members__left_at__isnull=True)
            | (Q(provider__members__user=user, provider__members__left_at__isnull=True) & ~Q(state=BookingState.DRAFT))
        ).distinct()


class Booking(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=10, unique=True)  # J-4F7K2Q: read out on the telephone
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="bookings")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="bookings")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="bookings")
    version = models.ForeignKey(OfferVersion, on_delete=models.PROTECT, related_name="bookings")  # what was agreed to
    group = models.ForeignKey(PupilGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="bookings")
    state = models.CharField(max_length=12, choices=BookingState.choices, default=BookingState.DRAFT)
    pupils = models.PositiveSmallIntegerField(default=0)
    adults = models.PositiveSmallIntegerField(default=1)  # school staff who come
    supervision = models.CharField(max_length=24, choices=SupervisionMode.choices)
    draft = models.JSONField(default=dict, blank=True)  # what has been typed so far, until it is asked
    adjustments = models.JSONField(default=dict, blank=True)  # {code: how many pupils}
    message = models.CharField(max_length=600, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, blank=True)  # when the draft was last added to
    requested_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)  # holds lapse after this moment
    price_basis = models.CharField(max_length=16, blank=True)  # frozen when asked; later edits of the offer don't change it
    price_pence = models.PositiveIntegerField(default=0)
    materials_pence = models.PositiveIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason.choices, blank=True)
    decline_note = models.CharField(max_length=300, blank=True)
    cancel_reason = models.CharField(max_length=24, choices=CancelReason.choices, blank=True)
    counts_removed_at = models.DateTimeField(null=True, blank=True)  # by retention: how many came, who they were, and what was written
    settled_pence = models.PositiveIntegerField(null=True, blank=True)  # the whole price then, which the numbers no longer give
    submission_key = models.UUIDField(null=True, blank=True, unique=True)  # one per form shown: a double submit is answered once

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(requested_at__isnull=False, pupils__gte=1)
                | Q(requested_at__isnull=False, counts_removed_at__isnull=False),
                name="bookings_booking_asked_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="requested") | Q(answer_by__isnull=False), name="bookings_booking_requested_has_deadline"
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(decline_reason=""), name="bookings_booking_declined_says_why"),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(cancel_reason=""), name="bookings_booking_cancelled_says_why"),
            models.CheckConstraint(
                condition=Q(state__in=["declined", "lapsed", "withdrawn", "cancelled", "completed"], closed_at__isnull=False)
                | Q(state__in=["draft", "requested", "agreed", "confirmed"], closed_at__isnull=True),
                name="bookings_booking_closed_when_final",
            ),
            models.CheckConstraint(
                condition=Q(counts_removed_at__isnull=True)
                | Q(closed_at__isnull=False, settled_pence__isnull=False, pupils=0, group__isnull=True, message=""),
                name="bookings_booking_counts_are_gone",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Confirmation(models.Model):
    """One party's answer. A link answers nothing by being opened: this row is written by the tap on the page behind it."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="confirmations")
    party = models.CharField(max_length=10, choices=Party.choices)
    answer = models.CharField(max_length=3, choices=PartyAnswer.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_email = models.EmailField(blank=True)  # the address whose link was used, where nobody signed in
    at = models.DateTimeField()
    visit_plan_agreed = models.BooleanField(default=False)  # off site: the approver says that the visits coordinator has agreed the plan

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "party"], name="bookings_confirmation_once"),
            models.CheckConstraint(condition=Q(by__isnull=False) | ~Q(by_email=""), name="bookings_confirmation_by_somebody"),
            models.CheckConstraint(condition=~Q(party="school") | Q(by__isnull=False), name="bookings_confirmation_school_by_member"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.answer}"


class Message(models.Model):
    """A question or an answer between members of the school about a booking. The provider never sees it."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=400)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="bookings_message_says_something")]

    def __str__(self) -> str:
        return f"message on {self.booking}"
