"""Words between members of a school about a booking. The hold stays while they talk; the provider never sees them."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bookings.exceptions import BookingError, NotAllowedError
from bookings.models import Booking, Message
from bookings.policies import can_act_for_school
from bookings.services.telling import addresses_of_colleagues
from core import clock
from core.services import audit, outbox

LONGEST = 400


@transaction.atomic
def write_message(*, by: User, booking: Booking, text: str) -> Message:
    """A question or an answer. Who asked for the booking, and who has written about it, get a mail; the writer does not."""
    if not can_act_for_school(by, booking):
        raise NotAllowedError(_("Only coordinators and approvers of the school can write here."))
    words = " ".join(text.split())
    if not words:
        raise BookingError(_("Write your question"), code="empty", field="question")
    if len(words) > LONGEST:
        raise BookingError(_("Use %(most)s characters or fewer") % {"most": LONGEST}, code="long", field="question")
    message = Message.objects.create(booking=booking, author=by, text=words, written_at=clock.now())
    audit.record("booking.message", booking, by=by, details={"message": message.pk})
    writers = {booking.requested_by_id, *booking.messages.values_list("author_id", flat=True)} - {by.pk}
    for address in addresses_of_colleagues(booking.school, *writers):
        outbox.post("bookings.message", to=address, event=f"message:{message.pk}", payload={"message": message.pk})
    return message
