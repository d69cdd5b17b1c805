"""After a session: two questions to the school about an adult who is on the way to being accredited."""

from bookings.enums import Party
from bookings.models import Booking, Session
from bookings.queries.recipients import addresses_of_school
from core.services import outbox
from vetting.services.accreditation.observations import ask_about


def ask_what_it_was_like(booking: Booking, session: Session) -> None:
    """Called in the transaction that records that the session took place. Vetting says whether anything is asked; mostly nothing is."""
    for observation in ask_about(session.uuid):
        payload = {"booking": booking.pk, "party": Party.SCHOOL, "observation": observation.pk}
        for address in addresses_of_school(booking):
            outbox.post("bookings.observation_asked", to=address, event=f"observation:{observation.pk}", payload=payload)
