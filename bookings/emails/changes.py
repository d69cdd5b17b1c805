"""What changes after dates were promised. Nothing here says why somebody is not available."""

from django.utils.translation import gettext as _

from bookings.emails.letters import Letter, booking_of, booking_page, calendar_file, other_side, sessions_of, when
from bookings.enums import CancelReason, Party
from bookings.rules.words import dates_words
from bookings.states import SessionState
from core.models import OutboxMessage
from core.outbox import Mail, decides


@decides("bookings.called_off")
def dates_are_called_off(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    sessions = sessions_of(message, booking, SessionState.CANCELLED) if booking else []
    if booking is None or not sessions:
        return None
    party = message.payload["party"]
    by = sessions[0].cancelled_by_party
    who = _("You") if by == party else other_side(booking, party)
    dates = dates_words([session.date for session in sessions])
    subject = _("Called off: %(title)s, %(dates)s") % {"title": booking.version.title, "dates": dates}
    paragraphs = [_("%(who)s called off %(dates)s.") % {"who": who, "dates": dates}]
    left = booking.sessions.filter(state__in=[SessionState.CONFIRMED, SessionState.AGREED, SessionState.HELD])
    if left:
        paragraphs.append(_("Still on: %(dates)s.") % {"dates": dates_words([session.date for session in left])})
    facts = [(_("Reason"), str(CancelReason(sessions[0].cancel_reason).label)), *when(sessions)]
    return Letter(subject, paragraphs, facts, booking_page(booking)).as_mail(calendar_file(booking, party))


@decides("bookings.at_risk")
def dates_are_at_risk(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    sessions = sessions_of(message, booking, SessionState.AT_RISK) if booking else []
    if booking is None or not sessions:
        return None
    subject = _("At risk: %(title)s, %(dates)s") % {
        "title": booking.version.title,
        "dates": dates_words([session.date for session in sessions]),
    }
    paragraphs = [
        _("%(provider)s is currently unavailable, so these dates can't go ahead as things stand.") % {"provider": booking.provider.name},
        _("They recover by themselves if that changes, and you will hear. You can also call them off and look for something else."),
    ]
    return Letter(subject, paragraphs, when(sessions), booking_page(booking)).as_mail()


@decides("bookings.recovered")
def dates_have_recovered(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    sessions = sessions_of(message, booking, SessionState.CONFIRMED) if booking else []
    if booking is None or not sessions:
        return None
    subject = _("Back on: %(title)s, %(dates)s") % {
        "title": booking.version.title,
        "dates": dates_words([session.date for session in sessions]),
    }
    paragraphs = [_("%(provider)s is available again. These dates are confirmed as before.") % {"provider": booking.provider.name}]
    return Letter(subject, paragraphs, when(sessions), booking_page(booking)).as_mail(calendar_file(booking, Party.SCHOOL))


@decides("bookings.not_happened")
def dates_did_not_happen(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    sessions = sessions_of(message, booking, SessionState.DID_NOT_HAPPEN) if booking else []
    if booking is None or not sessions:
        return None
    subject = _("Did not take place: %(title)s") % {"title": booking.version.title}
    paragraphs = [
        _("%(provider)s was still unavailable on the day, so this is on record as not held.") % {"provider": booking.provider.name}
    ]
    return Letter(subject, paragraphs, when(sessions), booking_page(booking)).as_mail()


@decides("bookings.session_reminder")
def session_is_near(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    sessions = sessions_of(message, booking, SessionState.CONFIRMED) if booking else []
    if booking is None or not sessions:
        return None
    subject = _("Coming up: %(title)s, %(dates)s") % {
        "title": booking.version.title,
        "dates": dates_words([session.date for session in sessions]),
    }
    paragraphs = [_("A reminder of your session with %(other)s.") % {"other": other_side(booking, message.payload["party"])}]
    return Letter(subject, paragraphs, when(sessions), booking_page(booking)).as_mail()
