"""How a request goes on: agreed, firm, or not."""

from django.utils.translation import gettext as _

from bookings.emails.letters import Letter, booking_of, booking_page, calendar_file, other_side, sessions_of, when
from bookings.enums import DeclineReason, Party
from bookings.models import Booking
from bookings.rules.words import capitalised, dates_words, weekdays_words
from bookings.states import BookingState, SessionState
from core.models import OutboxMessage
from core.outbox import Mail, decides
from core.outbox_states import OutboxState


@decides("bookings.confirmed")
def booking_is_confirmed(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    if booking is None or booking.state not in (BookingState.CONFIRMED, BookingState.COMPLETED):
        return None
    party = message.payload["party"]
    firm = list(booking.sessions.filter(state=SessionState.CONFIRMED))
    waiting = list(booking.sessions.filter(state=SessionState.AGREED))
    if not firm:
        return None
    subject = _("Confirmed: %(title)s, %(count)s") % {"title": booking.version.title, "count": weekdays_words([s.date for s in firm])}
    paragraphs = [_("Everybody has said yes. %(other)s has been told too.") % {"other": other_side(booking, party)}]
    if waiting:
        paragraphs.append(
            _("%(dates)s are agreed and held, and wait for a renewal. They confirm by themselves; you will hear.")
            % {"dates": dates_words([session.date for session in waiting])}
        )
    after = [_("The calendar file holds every date. Open it to put them into your calendar.")]
    return Letter(subject, paragraphs, when(firm), booking_page(booking), after).as_mail(calendar_file(booking, party))


@decides("bookings.more_confirmed")
def more_is_confirmed(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    sessions = sessions_of(message, booking, SessionState.CONFIRMED) if booking else []
    if booking is None or not sessions:
        return None
    subject = _("Firm now: %(title)s, %(dates)s") % {
        "title": booking.version.title,
        "dates": dates_words([session.date for session in sessions]),
    }
    paragraphs = [_("What these dates waited for is in place, so they are confirmed.")]
    return Letter(subject, paragraphs, when(sessions), booking_page(booking)).as_mail(calendar_file(booking, message.payload["party"]))


@decides("bookings.agreed")
def booking_waits(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    sessions = sessions_of(message, booking, SessionState.AGREED) if booking else []
    if booking is None or booking.state != BookingState.AGREED or not sessions:
        return None
    subject = _("Agreed, not yet firm: %(title)s") % {"title": booking.version.title}
    paragraphs = [
        _("Everybody has said yes and the time is kept. The dates wait for a renewal and confirm by themselves; you will hear either way.")
    ]
    return Letter(subject, paragraphs, when(sessions), booking_page(booking)).as_mail()


@decides("bookings.wait_over")
def waiting_is_over(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    sessions = sessions_of(message, booking, SessionState.LAPSED) if booking else []
    if booking is None or not sessions:
        return None
    subject = _("Not going ahead: %(title)s, %(dates)s") % {
        "title": booking.version.title,
        "dates": dates_words([session.date for session in sessions]),
    }
    paragraphs = [_("What these dates waited for did not come in time, so they have been let go. Other dates of the booking stay.")]
    return Letter(subject, paragraphs, when(sessions), booking_page(booking)).as_mail(calendar_file(booking, message.payload["party"]))


@decides("bookings.declined")
def request_is_declined(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    if booking is None or booking.state != BookingState.DECLINED:
        return None
    by_provider = booking.confirmations.filter(party=Party.PROVIDER, answer="no").exists()
    if message.payload["party"] == Party.PROVIDER:
        subject = _("Not this time: %(title)s for %(school)s") % {"title": booking.version.title, "school": booking.school.name}
        paragraphs = [_("The school has decided not to go ahead. Your time is free again. Thank you for saying yes.")]
        return Letter(subject, paragraphs, when(list(booking.sessions.all())), booking_page(booking)).as_mail()
    who = booking.provider.name if by_provider else _("Your approver")
    subject = _("%(who)s said no: %(title)s") % {"who": capitalised(str(who)), "title": booking.version.title}
    facts = [(_("Reason"), str(DeclineReason(booking.decline_reason).label))]
    if booking.decline_note:
        facts.append((_("In their words"), booking.decline_note))
    paragraphs = [_("The dates have been let go. You can ask for others, or look for something like it.")]
    return Letter(subject, paragraphs, facts, booking_page(booking)).as_mail()


@decides("bookings.withdrawn")
def request_is_taken_back(message: OutboxMessage) -> Mail | None:
    """Only for a provider whose first mail really went out: nobody is told that something they never heard of is off."""
    booking = booking_of(message)
    if booking is None or booking.state != BookingState.WITHDRAWN or not _was_told(message, booking):
        return None
    subject = _("Taken back: %(title)s for %(school)s") % {"title": booking.version.title, "school": booking.school.name}
    return Letter(subject, [_("The school has taken its request back. Your time is free again; there is nothing to do.")]).as_mail()


@decides("bookings.lapsed")
def request_has_lapsed(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    if booking is None or booking.state != BookingState.LAPSED:
        return None
    subject = _("Let go without an answer: %(title)s") % {"title": booking.version.title}
    if message.payload["party"] == Party.PROVIDER:
        paragraphs = [_("The time to answer %(school)s is over, so your time is free again.") % {"school": booking.school.name}]
        return Letter(subject, paragraphs).as_mail()
    answered = booking.confirmations.filter(party=Party.PROVIDER).exists()
    who = _("your school's approver") if answered else booking.provider.name
    paragraphs = [_("No answer came in time from %(who)s, so the dates are no longer held. You can ask again.") % {"who": who}]
    return Letter(subject, paragraphs, when(list(booking.sessions.all())), booking_page(booking)).as_mail()


def _was_told(message: OutboxMessage, booking: Booking) -> bool:
    asked = OutboxMessage.objects.filter(kind="bookings.asked", recipient=message.recipient, payload__booking=booking.pk)
    return asked.exclude(state__in=[OutboxState.DROPPED, OutboxState.PENDING]).exists()
