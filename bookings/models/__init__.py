from bookings.models.bookings import Booking, Confirmation
from bookings.models.invitations import ProviderInvitation
from bookings.models.links import AnswerLink, CalendarFeed
from bookings.models.sessions import Session, SessionGroup, SessionPerson

__all__ = [
    "AnswerLink",
    "Booking",
    "CalendarFeed",
    "Confirmation",
    "ProviderInvitation",
    "Session",
    "SessionGroup",
    "SessionPerson",
]
