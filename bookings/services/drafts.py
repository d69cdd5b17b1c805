"""A request while it is being typed. Every step is saved, so that nothing is lost by closing the page."""

import datetime
import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bookings.exceptions import BookingError, NotAllowedError
from bookings.models import Booking
from bookings.policies import can_edit_draft, can_request_booking
from bookings.states import BOOKING, BookingEvent, BookingState
from core import clock
from core.services import audit
from directory.models import Offer
from schools.models import School

READABLE = "23456789ABCDEFGHJKMNPQRSTWXYZ"  # no 0 and O, 1, I and L, U and V: read out on the telephone


@transaction.atomic
def start_request(*, by: User, school: School, offer: Offer) -> Booking:
    """A draft of the school's request for the offer: the one that this user has begun already, or a new one."""
    if not can_request_booking(by, school):
        raise NotAllowedError(_("Only coordinators of a school that is open can ask. Ask your school's administrator for that role."))
    version = offer.approved_version
    if version is None or not Offer.objects.shown().filter(pk=offer.pk).exists():
        raise BookingError(_("This offer is not available at present. Look for something like it."), code="not_available")
    School.objects.select_for_update(no_key=True, of=("self",)).get(pk=school.pk)  # two quick taps begin one draft
    begun = Booking.objects.filter(school=school, offer=offer, state=BookingState.DRAFT, requested_by=by).first()
    if begun:
        return begun
    booking = Booking.objects.create(
        reference=_new_reference(),
        school=school,
        provider=offer.provider,
        offer=offer,
        version=version,
        supervision=version.supervision,
        requested_by=by,
        created_at=clock.now(),
        saved_at=clock.now(),
    )
    audit.record("booking.start", booking, by=by, acting_for=f"school:{school.pk}")
    return booking


@transaction.atomic
def save_draft(*, by: User, booking: Booking, **typed: Any) -> Booking:
    """Add to what has been typed. Values are plain: dates and times as ISO text, so that JSON holds them."""
    draft = _locked_draft(by, booking)
    draft.draft = {**draft.draft, **{name: _plain(value) for name, value in typed.items()}}
    draft.saved_at = clock.now()
    draft.save(update_fields=["draft", "saved_at"])
    return draft


@transaction.atomic
def discard_draft(*, by: User, booking: Booking) -> None:
    draft = _locked_draft(by, booking)
    BOOKING.fire(draft, BookingEvent.WITHDRAW, closed_at=clock.now())
    audit.record("booking.discard", draft, by=by)


@transaction.atomic
def forget_draft(*, booking_id: int) -> None:
    """Give up a draft that nobody went on with."""
    draft = Booking.objects.select_for_update(no_key=True).filter(pk=booking_id, state=BookingState.DRAFT).first()
    if draft:
        BOOKING.fire(draft, BookingEvent.WITHDRAW, closed_at=clock.now())
        audit.record("booking.discard", draft, by=None)


def _locked_draft(by: User, booking: Booking) -> Booking:
    draft = Booking.objects.select_for_update(no_key=True, of=("self",)).select_related("school").get(pk=booking.pk)
    if not can_edit_draft(by, draft):
        raise NotAllowedError(_("Only coordinators of the school can go on with this."))
    if draft.state != BookingState.DRAFT:
        raise BookingError(_("This has been asked already. Open the booking to see where it stands."), code="asked")
    return draft


def _new_reference() -> str:
    while True:
        reference = "J-" + "".join(secrets.choice(READABLE) for _place in range(6))
        if not Booking.objects.filter(reference=reference).exists():
            return reference


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
