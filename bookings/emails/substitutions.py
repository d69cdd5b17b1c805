"""Somebody else for a date at risk: asked, and answered. Who leaves, and why, is in none of it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from bookings.emails.letters import Letter, booking_of, booking_page, calendar_file, other_side, when
from bookings.models import Substitution
from bookings.rules.words import dates_words
from bookings.states import SubstitutionState
from core.models import OutboxMessage
from core.outbox import Mail, decides


@decides("bookings.substitute_proposed")
def somebody_else_is_proposed(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    asked = message.payload["sessions"]
    still = Substitution.objects.filter(session__in=asked, state=SubstitutionState.PROPOSED).select_related("session", "comes")
    proposals = list(still.exclude(proposed_by_party=message.payload["party"])) if booking else []
    if booking is None or not proposals:
        return None
    sessions = [one.session for one in proposals]
    subject = _("Somebody else for %(title)s, %(dates)s?") % {
        "title": booking.version.title,
        "dates": dates_words([session.date for session in sessions]),
    }
    paragraphs = [
        _("%(other)s proposes that %(name)s comes on these dates. They are free and cleared then. It is firm once you say yes.")
        % {"other": other_side(booking, message.payload["party"]), "name": proposals[0].comes.public_name}
    ]
    action = (_("Answer"), reverse("bookings:booking-at-risk", args=[booking.reference]))
    return Letter(subject, paragraphs, when(sessions), action).as_mail()


@decides("bookings.substitute_answered")
def proposal_is_answered(message: OutboxMessage) -> Mail | None:
    booking = booking_of(message)
    found = Substitution.objects.select_related("session", "comes").filter(pk=message.payload["substitution"]).first()
    if booking is None or found is None:
        return None
    names = {"title": booking.version.title, "dates": dates_words([found.session.date]), "name": found.comes.public_name}
    if found.state == SubstitutionState.AGREED:
        subject = _("Back on: %(title)s, %(dates)s") % names
        paragraphs = [_("%(name)s comes on this date. It is confirmed.") % names]
        calendar = calendar_file(booking, message.payload["party"])
        return Letter(subject, paragraphs, when([found.session]), booking_page(booking)).as_mail(calendar)
    subject = _("No, not somebody else: %(title)s, %(dates)s") % names
    paragraphs = [_("The other side would rather not. The date is still at risk: choose again, or call it off.")]
    return Letter(subject, paragraphs, when([found.session]), booking_page(booking)).as_mail()
