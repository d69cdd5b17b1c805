from bookings.models.bookings import Booking, Confirmation, Message
from bookings.models.invitations import ProviderInvitation
from bookings.models.links import AnswerLink, CalendarFeed
from bookings.models.sessions import Session, SessionGroup, SessionPerson

__all__ = [
    "AnswerLink",
    "Booking",
    "CalendarFeed",
    "Confirmation",
    "Message",
    "ProviderInvitation",
    "Session",
    "SessionGroup",
    "SessionPerson",
]
