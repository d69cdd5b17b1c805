"""Bookings whose details, or whose rows, nobody needs any more."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from bookings.models import AnswerLink, Booking, CalendarFeed, ProviderInvitation, Session
from bookings.states import BookingState
from core.retention import unneeded
from schools.states import InvitationState

SEPTEMBER = 9


def _over_since(day: datetime.date) -> QuerySet[Booking]:
    """Asked for, closed, and with no session from that day on."""
    later = Session.objects.filter(booking=OuterRef("pk"), date__gte=day)
    return Booking.objects.filter(~Exists(later), closed_at__isnull=False, requested_at__isnull=False)


def with_adjustments(before: datetime.datetime) -> QuerySet[Booking]:
    """Over since then; one that was called off earlier counts from its last date all the same."""
    return _over_since(before.date()).exclude(adjustments={}, draft={}).filter(closed_at__lt=before)


def with_counts(before: datetime.datetime) -> QuerySet[Booking]:
    """All of whose sessions lie in academic years that had ended by then: those before the last 1 September."""
    year = before.year if before.month >= SEPTEMBER else before.year - 1
    first_day = datetime.date(year, SEPTEMBER, 1)
    return _over_since(first_day).filter(counts_removed_at=None, closed_at__lt=before)


def unasked(before: datetime.datetime) -> QuerySet[Booking]:
    """Drafts that were put away."""
    return unneeded(Booking.objects.filter(state=BookingState.WITHDRAWN, requested_at=None, closed_at__lt=before))


def old_bookings(before: datetime.datetime) -> QuerySet[Booking]:
    return unneeded(_over_since(before.date()).filter(closed_at__lt=before), except_from=("bookings.session",))


def dead_links(before: datetime.datetime) -> QuerySet[AnswerLink]:
    return AnswerLink.objects.filter(Q(expires_at__lt=before) | Q(used_at__lt=before))


def revoked_feeds(before: datetime.datetime) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(revoked_at__lt=before)


def ended_invitations(before: datetime.datetime) -> QuerySet[ProviderInvitation]:
    return ProviderInvitation.objects.exclude(state=InvitationState.SENT).filter(expires_at__lt=before)
