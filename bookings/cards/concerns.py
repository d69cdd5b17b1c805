"""Whom a school rings now, and what it has passed on before."""

import dataclasses
from collections.abc import Sequence

from bookings.models import Booking
from directory.models import Person
from schools.enums import SchoolRole
from schools.queries.members import names_with_role
from vetting.models import Concern, VettingAuthority
from vetting.policies.roles import Visitor
from vetting.queries.concerns.addressees import lado_contacts


@dataclasses.dataclass(frozen=True)
class WhomToRing:
    """`leads` and `lados` are empty where the site does not know them; `council` is then whose switchboard does."""

    leads: str
    lados: Sequence[VettingAuthority]
    council: str


def whom_to_ring(booking: Booking) -> WhomToRing:
    school = booking.school
    council = school.authority.name if school.authority_id else ""
    return WhomToRing(names_with_role(school, SchoolRole.SAFEGUARDING_LEAD), lado_contacts(school, booking.provider), council)


def people_of(booking: Booking) -> list[Person]:
    """The adults whom the school agreed to."""
    return list(booking.version.people.order_by("name", "pk"))


def passed_on_before(booking: Booking, user: Visitor) -> list[Concern]:
    """What the school passed on about this provider, as far as this reader may know of it."""
    seen = Concern.objects.raised_for(user, booking.school).filter(provider=booking.provider)
    return list(seen.select_related("authority", "person"))
