"""The shape of a mail: paragraphs, facts and one thing to do. Written once, sent as plain text and as HTML."""

import dataclasses
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from bookings.enums import Party
from bookings.models import Booking, Session
from bookings.queries.ical import calendar_of, with_what_calendars_say
from bookings.rules.words import capitalised, dates_words, moment_words, times_words, weekdays_words
from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Attachment, Mail


@dataclasses.dataclass(frozen=True)
class Letter:
    """`facts` are (label, value); `action` is (label, path); `after` are paragraphs below the link."""

    subject: str
    paragraphs: Sequence[str]
    facts: Sequence[tuple[str, str]] = ()
    action: tuple[str, str] | None = None
    after: Sequence[str] = ()

    def as_mail(self, *attachments: Attachment) -> Mail:
        label, path = self.action or ("", "")
        context = {
            "paragraphs": self.paragraphs,
            "facts": self.facts,
            "action_label": label,
            "action_url": absolute(path) if path else "",
            "after": self.after,
        }
        return dataclasses.replace(render("bookings/letter", context, subject=self.subject), attachments=attachments)


def booking_of(message: OutboxMessage) -> Booking | None:
    return (
        Booking.objects.select_related("school", "provider", "offer", "version__venue", "group", "requested_by")
        .filter(pk=message.payload["booking"])
        .first()
    )


def sessions_of(message: OutboxMessage, booking: Booking, *states: str) -> list[Session]:
    """The sessions that the message is about, as far as they are still in one of these states."""
    about = booking.sessions.filter(state__in=states)
    return list(about.filter(pk__in=message.payload["sessions"]) if "sessions" in message.payload else about)


def other_side(booking: Booking, party: str) -> str:
    return booking.school.name if party == Party.PROVIDER else booking.provider.name


def booking_page(booking: Booking) -> tuple[str, str]:
    return _("See the booking"), reverse("bookings:booking-detail", args=[booking.reference])


def when(sessions: Sequence[Session]) -> list[tuple[str, str]]:
    """The dates and the time as facts."""
    if not sessions:
        return []
    label = capitalised(weekdays_words([session.date for session in sessions]))
    return [
        (label, dates_words([session.date for session in sessions])),
        (_("Time"), times_words(sessions[0].starts, sessions[0].ends)),
    ]


def calendar_file(booking: Booking, party: str) -> Attachment:
    """The whole booking as it stands, so that a calendar that read an earlier file is put right."""
    sessions = with_what_calendars_say(booking.sessions.all())
    content = calendar_of(sessions, name=booking.version.title, for_party=Party(party))
    return Attachment(f"{booking.reference}.ics", content, "text/calendar; charset=utf-8; method=PUBLISH")


def deadline(booking: Booking) -> str:
    return moment_words(booking.answer_by) if booking.answer_by else ""
