"""A word before a date. Posted when it is near; whether it still holds is decided when the mail goes out."""

from django.db import transaction

from bookings.enums import Party
from bookings.models import Session
from bookings.queries.recipients import addresses_of_provider, addresses_of_school
from core.services import outbox


@transaction.atomic
def remind_of_session(*, session: Session) -> None:
    """Owe both sides a reminder; the outbox says it to each address once, however often this is called."""
    booking = session.booking
    for party, addresses in ((Party.PROVIDER, addresses_of_provider(booking)), (Party.SCHOOL, addresses_of_school(booking))):
        for address in addresses:
            payload = {"booking": booking.pk, "party": party, "sessions": [session.pk]}
            outbox.post("bookings.session_reminder", to=address, event=f"session:{session.pk}:near", payload=payload)
