"""What changes after dates were promised. Nothing here says why somebody is not available."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from bookings.emails.letters import Letter, booking_of, booking_page, calendar_file, other_side, sessions_of, when
from bookings.enums import CancelReason, Party
from bookings.models import Booking, Session
from bookings.queries.risks import Plight, risks_of
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
        _why_at_risk(booking, sessions),
        _("They are confirmed again by themselves if that changes in time, and you will hear."),
        _("Choose now: wait where that is possible, ask for somebody else of theirs, look for another provider, or call off. What nobody "
          "has decided is called off by itself: %(days)s.") % {"days": _deciding_days(sessions)},
    ]  # fmt: skip
    action = (_("Decide"), reverse("bookings:booking-at-risk", args=[booking.reference]))
    return Letter(subject, paragraphs, when(sessions), action).as_mail()


def _why_at_risk(booking: Booking, sessions: Sequence[Session]) -> str:
    """What the school itself decided is said; what others did reads the same whatever it was."""
    plights = {risk.plight for risk in risks_of(booking, sessions).values()}
    if plights == {Plight.ACCEPTANCE}:
        return _("Your school does not accept the assurance of %(provider)s at the moment.") % {"provider": booking.provider.name}
    if plights == {Plight.OWN}:
        return _("%(provider)s does not have what your school asks for in addition.") % {"provider": booking.provider.name}
    return _("%(provider)s is currently unavailable, so these dates can't go ahead as things stand.") % {"provider": booking.provider.name}


def _deciding_days(sessions: Sequence[Session]) -> str:
    return dates_words([session.decide_by for session in sessions if session.decide_by])


@decides("bookings.kept")
def school_waits(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    sessions = [one for one in sessions_of(message, booking, SessionState.AT_RISK) if one.kept_at] if booking else []
    if booking is None or not sessions:
        return None
    subject = _("%(school)s waits for you: %(title)s") % {"school": booking.school.name, "title": booking.version.title}
    paragraphs = [
        _("These dates can't go ahead as things stand. The school keeps them until %(days)s. Sign in to see what is missing.")
        % {"days": _deciding_days(sessions)}
    ]
    return Letter(subject, paragraphs, when(sessions), booking_page(booking)).as_mail()


@decides("bookings.risk_over")
def risk_is_over(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    sessions = sessions_of(message, booking, SessionState.CANCELLED) if booking else []
    if booking is None or not sessions:
        return None
    subject = _("Called off: %(title)s, %(dates)s") % {
        "title": booking.version.title,
        "dates": dates_words([session.date for session in sessions]),
    }
    paragraphs = [
        _("These dates could not be made firm in time, so they are called off. It costs nothing. Other dates of the booking stay.")
    ]
    return Letter(subject, paragraphs, when(sessions), booking_page(booking)).as_mail(calendar_file(booking, message.payload["party"]))


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
