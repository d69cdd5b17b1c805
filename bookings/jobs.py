"""What the schedule does for bookings. Every job is safe to run twice, at once or late.

Each commits booking by booking: one that fails leaves the others done, and locks are held for one booking at a time.
"""

import datetime
from collections.abc import Callable, Iterable

from bookings import rules
from bookings.models import Booking, ProviderInvitation, Session
from bookings.services import invitations, lapses
from bookings.services.drafts import forget_draft
from bookings.services.rejudging import Ground, rejudge, relying_bookings
from bookings.services.reminders import remind_of_session
from bookings.states import BookingState, SessionState
from core import clock
from core.periodic import every_run
from schools.states import InvitationState

HOURLY = datetime.timedelta(hours=1)


@every_run("bookings.lapse_requests", atomic=False)
def lapse_requests() -> None:
    _each(lapses.due_to_lapse(), lapses.lapse_request)


@every_run("bookings.decide_waiting", at_most_every=HOURLY, atomic=False)
def decide_waiting() -> None:
    _each(lapses.due_to_decide(), lapses.decide_waiting)


@every_run("bookings.decide_at_risk", at_most_every=HOURLY, atomic=False)
def decide_at_risk() -> None:
    _each(lapses.due_at_risk(), lapses.decide_at_risk)


@every_run("bookings.end_at_risk", atomic=False)
def end_at_risk() -> None:
    _each(lapses.due_to_end(), lapses.end_at_risk)


@every_run("bookings.remind_of_sessions", at_most_every=HOURLY, atomic=False)
def remind_of_sessions() -> None:
    soon = clock.today() + rules.REMIND_BEFORE_SESSION
    for session in Session.objects.filter(state=SessionState.CONFIRMED, date__gte=clock.today(), date__lte=soon).select_related("booking"):
        remind_of_session(session=session)


@every_run("bookings.judge_again", at_most_every=HOURLY, atomic=False)
def judge_again() -> None:
    """A change of clearance is acted on when it happens; this catches what only time or another booking changed."""
    for booking_id in relying_bookings():
        rejudge(Ground(booking_id=booking_id))


@every_run("bookings.forget_drafts", at_most_every=HOURLY, atomic=False)
def forget_drafts() -> None:
    old = Booking.objects.filter(state=BookingState.DRAFT, saved_at__lt=clock.now() - rules.DRAFT_KEPT)
    _each(old.values_list("pk", flat=True), forget_draft)


@every_run("bookings.lapse_invitations", at_most_every=HOURLY, atomic=False)
def lapse_invitations() -> None:
    for invitation in ProviderInvitation.objects.filter(state=InvitationState.SENT, expires_at__lt=clock.now()):
        invitations.lapse_invitation(invitation_id=invitation.pk)


def _each(booking_ids: Iterable[int], work: Callable[..., None]) -> None:
    for booking_id in list(booking_ids):
        work(booking_id=booking_id)
