"""The school's acceptance of an authority's assurance, where agreed dates wait for it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bookings.exceptions import NotAllowedError
from bookings.models import Booking
from bookings.policies import can_approve_booking
from bookings.services.confirming import confirm_what_may
from bookings.states import SessionState
from directory.services.diary import retry_on_deadlock
from vetting.services.assurance.acceptance import accept_provider


@retry_on_deadlock
@transaction.atomic
def accept_for_booking(*, by: User, booking: Booking) -> None:
    """Accept, and make firm every agreed date of this school with this provider that waited only for it."""
    if not can_approve_booking(by, booking):
        raise NotAllowedError(_("Somebody else has to accept this: an approver of the school who did not ask for the booking."))
    accept_provider(by=by, school=booking.school, provider=booking.provider)
    waiting = Booking.objects.filter(school=booking.school, provider=booking.provider, sessions__state=SessionState.AGREED)
    for booking_id in waiting.order_by("pk").values_list("pk", flat=True).distinct():
        confirm_what_may(by=by, booking_id=booking_id)
