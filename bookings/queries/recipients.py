"""To whom a side of a booking is written."""

from bookings.models import Booking
from schools.queries.members import approvers_of, coordinators_of


def addresses_of_provider(booking: Booking) -> list[str]:
    return [booking.provider.contact_email]


def addresses_of_school(booking: Booking) -> list[str]:
    """Who asked; once they have left or lost the role, the school's coordinators; failing them, its approvers."""
    coordinators = coordinators_of(booking.school)
    asked = coordinators.filter(pk=booking.requested_by_id)
    for group in (asked, coordinators, approvers_of(booking.school)):
        addresses = [user.email for user in group]
        if addresses:
            return addresses
    return []
