"""What becomes of a booking as the years pass: first the needs go, then the counts and words, at last the row."""

from typing import Any

from bookings.models import Booking, Message, Session, SessionGroup
from bookings.queries.agreements import counted_sessions, price_of_booking
from core import clock


def forget_adjustments(keys: list[Any]) -> None:
    Booking.objects.filter(pk__in=keys).update(adjustments={}, draft={})


def forget_counts(keys: list[Any]) -> None:
    """How many came and which group, what was written to one another. What it cost is worked out a last time, for the accounts."""
    SessionGroup.objects.filter(session__booking__in=keys).delete()
    Message.objects.filter(booking__in=keys).delete()
    for booking in Booking.objects.filter(pk__in=keys):
        price = price_of_booking(booking, counted_sessions(booking)) if booking.price_basis else None
        Booking.objects.filter(pk=booking.pk).update(
            settled_pence=price.total if price else 0,
            pupils=0,
            adults=0,
            group=None,
            adjustments={},
            draft={},
            message="",
            decline_note="",
            counts_removed_at=clock.now(),
        )


def delete_bookings(keys: list[Any]) -> None:
    Session.objects.filter(booking__in=keys).delete()
    Booking.objects.filter(pk__in=keys).delete()
