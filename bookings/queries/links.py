"""What a mailed link opens, if it still opens anything."""

import dataclasses

from django.utils.translation import gettext as _

from bookings.enums import Party, PartyAnswer
from bookings.models import AnswerLink, Confirmation
from bookings.policies import can_approve_booking
from bookings.rules.words import moment_words
from bookings.states import BookingState
from core import clock
from core.tokens import hash_token


@dataclasses.dataclass(frozen=True)
class LinkStatus:
    """`code` is open, answered, or why it opens nothing any more; then the words say so, and what to do next."""

    code: str
    heading: str = ""
    words: str = ""

    @property
    def is_open(self) -> bool:
        return self.code == "open"


OPEN = LinkStatus("open")


def link_by_token(token: str) -> AnswerLink | None:
    found = AnswerLink.objects.select_related(
        "booking__school", "booking__provider", "booking__offer", "booking__version__venue", "booking__version__space", "booking__group",
        "booking__requested_by", "user",
    )  # fmt: skip
    return found.filter(token_hash=hash_token(token)).first()


def status_of(link: AnswerLink) -> LinkStatus:
    """An answer given comes first: whoever opens the link again reads what they said, whatever became of it since."""
    answer = Confirmation.objects.filter(booking=link.booking, party=link.party).first()
    if answer:
        return _answered(link, answer)
    booking = link.booking
    if booking.state == BookingState.WITHDRAWN:
        return LinkStatus(
            "withdrawn", _("The school has taken this request back"), _("There is nothing to do, and your time is free again.")
        )
    if booking.state == BookingState.LAPSED or link.expires_at <= clock.now() or (booking.answer_by and booking.answer_by <= clock.now()):
        words = _("The dates have been let go. If they would still suit you, write to the other side: the school can ask again.")
        return LinkStatus("expired", _("The time to answer is over"), words)
    if booking.state != BookingState.REQUESTED:
        return LinkStatus("closed", _("This request is closed"), _("It was settled in another way, so there is nothing to answer."))
    if link.party == Party.SCHOOL and (link.user is None or not can_approve_booking(link.user, booking)):
        words = _("Approving needs the approver's role at the school. Ask your school's administrator if that should be you.")
        return LinkStatus("not_allowed", _("This is not yours to approve any more"), words)
    return OPEN


def _answered(link: AnswerLink, answer: Confirmation) -> LinkStatus:
    said_yes = answer.answer == PartyAnswer.YES
    on = moment_words(answer.at)
    if link.party == Party.PROVIDER:
        heading = _("You said yes") if said_yes else _("You said no")
        words = (
            _("Recorded on %(moment)s. You get a mail with a calendar file as soon as the school's approver has agreed too.")
            if said_yes
            else _("Recorded on %(moment)s. The school has been told, and your time is free again.")
        )
        return LinkStatus("answered", heading, words % {"moment": on})
    heading = _("Approved") if said_yes else _("Not approved")
    return LinkStatus("answered", heading, _("Recorded on %(moment)s for your school.") % {"moment": on})
