"""Life cycles of a booking and of its sessions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine


class BookingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REQUESTED = "requested", _("Waiting for answers")
    AGREED = "agreed", _("Agreed, not yet firm")
    CONFIRMED = "confirmed", _("Confirmed")
    COMPLETED = "completed", _("Completed")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    WITHDRAWN = "withdrawn", _("Taken back")
    CANCELLED = "cancelled", _("Cancelled")


class BookingEvent(models.TextChoices):
    REQUEST = "request"
    AGREE = "agree"
    CONFIRM = "confirm"
    COMPLETE = "complete"
    DECLINE = "decline"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"


BOOKING = Machine(
    "booking",
    {
        (BookingState.DRAFT, BookingEvent.REQUEST): BookingState.REQUESTED,
        (BookingState.DRAFT, BookingEvent.WITHDRAW): BookingState.WITHDRAWN,
        (BookingState.REQUESTED, BookingEvent.AGREE): BookingState.AGREED,
        (BookingState.REQUESTED, BookingEvent.DECLINE): BookingState.DECLINED,
        (BookingState.REQUESTED, BookingEvent.LAPSE): BookingState.LAPSED,
        (BookingState.REQUESTED, BookingEvent.WITHDRAW): BookingState.WITHDRAWN,
        (BookingState.AGREED, BookingEvent.CONFIRM): BookingState.CONFIRMED,
        (BookingState.AGREED, BookingEvent.CANCEL): BookingState.CANCELLED,
        (BookingState.AGREED, BookingEvent.LAPSE): BookingState.LAPSED,
        (BookingState.CONFIRMED, BookingEvent.COMPLETE): BookingState.COMPLETED,
        (BookingState.CONFIRMED, BookingEvent.CANCEL): BookingState.CANCELLED,
    },
)

OPEN_BOOKINGS = (BookingState.REQUESTED, BookingState.AGREED, BookingState.CONFIRMED)


class SessionState(models.TextChoices):
    HELD = "held", _("Held")
    AGREED = "agreed", _("Agreed")
    CONFIRMED = "confirmed", _("Confirmed")
    AT_RISK = "at_risk", _("At risk")
    DELIVERED = "delivered", _("Took place")
    DID_NOT_HAPPEN = "did_not_happen", _("Did not happen")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    CANCELLED = "cancelled", _("Cancelled")


class SessionEvent(models.TextChoices):
    AGREE = "agree"
    CONFIRM = "confirm"
    DELIVER = "deliver"
    NOT_HAPPEN = "not_happen"
    DECLINE = "decline"
    LAPSE = "lapse"
    ENDANGER = "endanger"
    KEEP = "keep"
    RECOVER = "recover"
    CANCEL = "cancel"


SESSION = Machine(
    "session",
    {
        (SessionState.HELD, SessionEvent.AGREE): SessionState.AGREED,
        (SessionState.HELD, SessionEvent.DECLINE): SessionState.DECLINED,
        (SessionState.HELD, SessionEvent.LAPSE): SessionState.LAPSED,
        (SessionState.HELD, SessionEvent.CANCEL): SessionState.CANCELLED,
        (SessionState.AGREED, SessionEvent.CONFIRM): SessionState.CONFIRMED,
        (SessionState.AGREED, SessionEvent.LAPSE): SessionState.LAPSED,
        (SessionState.AGREED, SessionEvent.CANCEL): SessionState.CANCELLED,
        (SessionState.CONFIRMED, SessionEvent.DELIVER): SessionState.DELIVERED,
        (SessionState.CONFIRMED, SessionEvent.NOT_HAPPEN): SessionState.DID_NOT_HAPPEN,
        (SessionState.CONFIRMED, SessionEvent.ENDANGER): SessionState.AT_RISK,
        (SessionState.CONFIRMED, SessionEvent.CANCEL): SessionState.CANCELLED,
        (SessionState.AT_RISK, SessionEvent.ENDANGER): SessionState.AT_RISK,
        (SessionState.AT_RISK, SessionEvent.KEEP): SessionState.AT_RISK,
        (SessionState.AT_RISK, SessionEvent.RECOVER): SessionState.CONFIRMED,
        (SessionState.AT_RISK, SessionEvent.CANCEL): SessionState.CANCELLED,
        (SessionState.AT_RISK, SessionEvent.NOT_HAPPEN): SessionState.DID_NOT_HAPPEN,
    },
)

LIVE_SESSIONS = (SessionState.HELD, SessionState.AGREED, SessionState.CONFIRMED, SessionState.AT_RISK)
WAITING_SESSIONS = (SessionState.HELD, SessionState.AGREED)
FIRM_SESSIONS = (SessionState.CONFIRMED, SessionState.AT_RISK)

# How a session stands in somebody's calendar (iCalendar's STATUS). A change of it raises the session's sequence.
CALENDAR_STATUS = {
    SessionState.HELD: "TENTATIVE",
    SessionState.AGREED: "TENTATIVE",
    SessionState.CONFIRMED: "CONFIRMED",
    SessionState.AT_RISK: "TENTATIVE",
    SessionState.DELIVERED: "CONFIRMED",
    SessionState.DID_NOT_HAPPEN: "CANCELLED",
    SessionState.DECLINED: "CANCELLED",
    SessionState.LAPSED: "CANCELLED",
    SessionState.CANCELLED: "CANCELLED",
}


class SubstitutionState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    TAKEN_BACK = "taken_back", _("Taken back")
    OVER = "over", _("No longer needed")


class SubstitutionEvent(models.TextChoices):
    AGREE = "agree"
    DECLINE = "decline"
    TAKE_BACK = "take_back"
    END = "end"


SUBSTITUTION = Machine(
    "substitution",
    {
        (SubstitutionState.PROPOSED, SubstitutionEvent.AGREE): SubstitutionState.AGREED,
        (SubstitutionState.PROPOSED, SubstitutionEvent.DECLINE): SubstitutionState.DECLINED,
        (SubstitutionState.PROPOSED, SubstitutionEvent.TAKE_BACK): SubstitutionState.TAKEN_BACK,
        (SubstitutionState.PROPOSED, SubstitutionEvent.END): SubstitutionState.OVER,
    },
)
