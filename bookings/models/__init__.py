from bookings.models.bookings import Booking, Confirmation, Message
from bookings.models.invitations import ProviderInvitation
from bookings.models.links import AnswerLink, CalendarFeed
from bookings.models.sessions import Session, SessionGroup, SessionPerson
from bookings.models.substitutions import Substitution

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
    "Substitution",
]
