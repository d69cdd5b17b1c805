"""The answers of both parties. Opening a page writes nothing; these are called by the one tap on it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bookings import rules
from bookings.enums import DeclineReason, Party, PartyAnswer
from bookings.exceptions import BookingError, LinkError, NotAllowedError
from bookings.models import AnswerLink, Booking, Confirmation
from bookings.policies import can_answer_for_provider, can_approve_booking
from bookings.queries.clearance import has_accepted
from bookings.queries.places import is_off_site
from bookings.services import holding
from bookings.services.confirming import agree_if_all_said_yes
from bookings.services.locking import lock_booking
from bookings.services.requests import answer_deadline
from bookings.services.steps import move_all
from bookings.services.telling import ask_approvers, tell
from bookings.states import BOOKING, BookingEvent, BookingState, SessionEvent, SessionState
from core import clock
from core.services import audit
from directory.services.diary import retry_on_deadlock
from vetting.services.assurance.acceptance import accept_assurance


@retry_on_deadlock
@transaction.atomic
def answer_for_provider(
    *, booking: Booking, answer: str, by: User | None = None, link: AnswerLink | None = None, reason: str = "", note: str = ""
) -> Booking:
    """The provider's yes or no, by a signed-in member or through the link that was mailed. A no needs a DeclineReason."""
    booking = _open_booking(booking)
    if link:
        _use(link, booking, Party.PROVIDER)
    elif by is None or not can_answer_for_provider(by, booking):
        raise NotAllowedError(_("Only those who act for the provider can answer this."))
    _write_answer(booking, Party.PROVIDER, answer, by=by, link=link)
    if answer == PartyAnswer.NO:
        return _decline(booking, Party.PROVIDER, by=by, reason=reason, note=note)
    _give_school_time(booking)
    audit.record("booking.provider_yes", booking, by=by, acting_for=f"provider:{booking.provider_id}")
    agree_if_all_said_yes(booking, by=by)
    if booking.state == BookingState.REQUESTED and booking.answer_by:
        ask_approvers(booking, remind_at=booking.answer_by - rules.REMIND_BEFORE_DEADLINE)
    return booking


@retry_on_deadlock
@transaction.atomic
def answer_for_school(
    *,
    by: User,
    booking: Booking,
    answer: str,
    link: AnswerLink | None = None,
    accepts_assurance: bool = False,
    visit_plan_agreed: bool = False,
    reason: str = "",
    note: str = "",
) -> Booking:
    """The approver's yes or no. With a yes comes the school's acceptance of the authority's assurance, where none is live yet, and for a
    visit the word that the visits coordinator has agreed the plan."""
    booking = _open_booking(booking)
    if not can_approve_booking(by, booking):
        raise NotAllowedError(_("Somebody else has to approve this: an approver of the school who did not ask for it."))
    if link:
        _use(link, booking, Party.SCHOOL)
    _write_answer(booking, Party.SCHOOL, answer, by=by, link=link, visit_plan_agreed=visit_plan_agreed)
    if answer == PartyAnswer.NO:
        return _decline(booking, Party.SCHOOL, by=by, reason=reason, note=note)
    if is_off_site(booking.version) and not visit_plan_agreed:
        message = _("Pupils leave the school for this. Tick that your visits coordinator has agreed the plan, or ask a question first")
        raise BookingError(message, code="visit_plan", field="visit_plan_agreed")
    _accept(booking, by=by, accepts=accepts_assurance)
    audit.record("booking.school_yes", booking, by=by, acting_for=f"school:{booking.school_id}")
    agree_if_all_said_yes(booking, by=by)
    return booking


def _open_booking(booking: Booking) -> Booking:
    booking = lock_booking(booking.pk)
    if booking.state != BookingState.REQUESTED:
        raise LinkError(_("This request is no longer open, so there is nothing to answer."), code=booking.state)
    if booking.answer_by and booking.answer_by <= clock.now():
        raise LinkError(_("The time to answer is over, and the dates have been let go."), code="expired")
    return booking


def _use(link: AnswerLink, booking: Booking, party: Party) -> None:
    locked = AnswerLink.objects.select_for_update().get(pk=link.pk)
    if locked.booking_id != booking.pk or locked.party != party:
        raise LinkError(_("This link does not belong to this request."))
    if locked.used_at:
        raise LinkError(_("This link has been used already."), code="used")
    if locked.expires_at <= clock.now():
        raise LinkError(_("This link has run out."), code="expired")
    locked.used_at = clock.now()
    locked.save(update_fields=["used_at"])


def _write_answer(
    booking: Booking, party: Party, answer: str, *, by: User | None, link: AnswerLink | None, visit_plan_agreed: bool = False
) -> None:
    if booking.confirmations.filter(party=party).exists():
        raise LinkError(_("This has been answered already, so nothing was changed."), code="answered")
    Confirmation.objects.create(
        booking=booking,
        party=party,
        answer=PartyAnswer(answer),
        by=by,
        by_email=link.email if link else "",
        at=clock.now(),
        visit_plan_agreed=visit_plan_agreed,
    )


def _give_school_time(booking: Booking) -> None:
    """The school has its own days to answer, however late the provider's yes came."""
    held = list(booking.sessions.filter(state=SessionState.HELD))
    if not held:
        return
    later = answer_deadline(booking.school, held[0].date, held[0].starts)
    if booking.answer_by is None or later > booking.answer_by:
        booking.answer_by = later
        booking.save(update_fields=["answer_by"])
        holding.hold_until(booking, held, until=later)


def _accept(booking: Booking, *, by: User, accepts: bool) -> None:
    if has_accepted(booking):
        return
    if not accepts:
        message = _("Tick that your school accepts the assurance, or ask a question first")
        raise BookingError(message, code="acceptance", field="accepts_assurance")
    accept_assurance(by=by, school=booking.school, provider=booking.provider)


def _decline(booking: Booking, party: Party, *, by: User | None, reason: str, note: str) -> Booking:
    if reason not in DeclineReason.values:
        raise BookingError(_("Choose a reason, so that they know what could be different"), code="reason", field="reason")
    BOOKING.fire(booking, BookingEvent.DECLINE, closed_at=clock.now(), decline_reason=reason, decline_note=note[:300])
    held = list(booking.sessions.filter(state=SessionState.HELD))
    move_all(held, SessionEvent.DECLINE)
    holding.let_go(held)
    event = audit.record("booking.decline", booking, by=by, reason=reason, details={"party": party})
    tell("bookings.declined", booking, Party.SCHOOL, because=event)
    if party == Party.SCHOOL:
        tell("bookings.declined", booking, Party.PROVIDER, because=event)
    return booking
