"""Asking for an answer. Each mail carries a link to one page, where one tap answers; opening it changes nothing."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.emails.letters import Letter, booking_of, deadline, when
from bookings.enums import Party
from bookings.models import AnswerLink, Booking, Session
from bookings.queries.agreements import cost_words, place_words_of
from bookings.rules.words import capitalised, weekdays_words
from bookings.states import BookingState, SessionState
from core.models import OutboxMessage
from core.outbox import Mail, decides


@decides("bookings.asked")
def provider_is_asked(message: OutboxMessage) -> Mail | None:
    found = _open_question(message)
    if found is None:
        return None
    booking, link, sessions = found
    subject = _("%(school)s asks for %(title)s: %(count)s") % {
        "school": booking.school.name,
        "title": booking.version.title,
        "count": weekdays_words([session.date for session in sessions]),
    }
    paragraphs = [
        _("%(school)s would like to book you. The time is held in your diary until %(deadline)s; after that it is let go.")
        % {"school": booking.school.name, "deadline": deadline(booking)}
    ]
    letter = Letter(subject, paragraphs, _facts(booking, sessions), (_("See it and answer"), _path(link)), [_one_tap()])
    return letter.as_mail()


@decides("bookings.approval_asked")
def approver_is_asked(message: OutboxMessage) -> Mail | None:
    found = _open_question(message)
    if found is None:
        return None
    booking, link, sessions = found
    subject = _("To approve: %(title)s, %(count)s") % {
        "title": booking.version.title,
        "count": weekdays_words([session.date for session in sessions]),
    }
    paragraphs = [
        _("A coordinator of %(school)s asks for this, and %(provider)s has said yes. The dates are held until %(deadline)s.")
        % {"school": booking.school.name, "provider": booking.provider.name, "deadline": deadline(booking)}
    ]
    letter = Letter(subject, paragraphs, _facts(booking, sessions), (_("Read it and decide"), _path(link)), [_one_tap(), _yours_alone()])
    return letter.as_mail()


@decides("bookings.answer_reminder")
def answer_is_awaited(message: OutboxMessage) -> Mail | None:
    found = _open_question(message)
    if found is None:
        return None
    booking, link, sessions = found
    subject = _("Still waiting for your answer: %(title)s") % {"title": booking.version.title}
    other = booking.school.name if link.party == Party.PROVIDER else booking.provider.name
    paragraphs = [
        _("Without an answer by %(deadline)s the dates with %(other)s are let go.") % {"deadline": deadline(booking), "other": other}
    ]
    return Letter(subject, paragraphs, when(sessions), (_("See it and answer"), _path(link)), [_one_tap()]).as_mail()


def _open_question(message: OutboxMessage) -> tuple[Booking, AnswerLink, list[Session]] | None:
    """What is asked, unless it was answered, taken back or let go meanwhile."""
    booking = booking_of(message)
    link = AnswerLink.objects.filter(pk=message.payload["link"], used_at=None).first()
    if booking is None or link is None or booking.state != BookingState.REQUESTED:
        return None
    if booking.confirmations.filter(party=link.party).exists():
        return None
    return booking, link, list(booking.sessions.filter(state=SessionState.HELD))


def _facts(booking: Booking, sessions: list[Session]) -> list[tuple[str, str]]:
    pupils = ngettext("%(number)s pupil", "%(number)s pupils", booking.pupils) % {"number": booking.pupils}
    adults = ngettext("%(number)s of the school's staff", "%(number)s of the school's staff", booking.adults) % {"number": booking.adults}
    return [
        *when(sessions),
        (_("Who"), capitalised(_("%(pupils)s with %(adults)s") % {"pupils": pupils, "adults": adults})),
        (_("Where"), place_words_of(booking)),
        (_("Cost"), cost_words(booking, len(sessions))),
    ]


def _path(link: AnswerLink) -> str:
    return reverse("bookings:answer", args=[link.token])


def _one_tap() -> str:
    return _("No need to sign in: one tap on that page answers. Opening it changes nothing.")


def _yours_alone() -> str:
    return _("The link is yours alone. Please don't pass this mail on.")
