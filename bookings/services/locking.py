"""Locks are taken in one order: the school, people, spaces, then the booking. So no two services wait for each other."""

from collections.abc import Iterable

from django.db import connection, transaction

from bookings.models import Booking, SessionPerson
from directory.models import OfferVersion
from directory.services.diary import lock_diaries
from schools.models import School


def lock_school(school_id: int) -> School:
    """What a school may hold at once is counted under this lock."""
    _refuse_outside_transaction()
    return School.objects.select_for_update(no_key=True, of=("self",)).get(pk=school_id)


def lock_offer_diaries(version: OfferVersion) -> None:
    """Everybody who leads the offer, and the space it takes."""
    lock_diaries(version.people.values_list("pk", flat=True), [version.space_id] if version.space_id else [])


def lock_booking(booking_id: int, *, with_diaries: bool = True, and_people: Iterable[int] = ()) -> Booking:
    """The booking as it is now, held until the end of the transaction; before it, the diaries of its sessions, and of whom else is named.

    Who leads is read before the lock, and may have changed when it is had: then those who came meanwhile are locked after it.
    """
    _refuse_outside_transaction()
    people = _people_of(booking_id) if with_diaries else set()
    if with_diaries:
        spaces = Booking.objects.filter(pk=booking_id, sessions__space__isnull=False).values_list("sessions__space_id", flat=True)
        lock_diaries(people | set(and_people), set(spaces))
    locked = Booking.objects.select_for_update(no_key=True, of=("self",))
    booking = locked.select_related("school", "provider", "offer", "version", "group", "requested_by").get(pk=booking_id)
    if with_diaries and (came := _people_of(booking_id) - people):
        lock_diaries(came)
    return booking


def _people_of(booking_id: int) -> set[int]:
    return set(SessionPerson.objects.filter(session__booking=booking_id).values_list("person_id", flat=True))


def _refuse_outside_transaction() -> None:
    if not connection.in_atomic_block or transaction.get_connection().needs_rollback:
        raise RuntimeError("Locks belong to a transaction.")
