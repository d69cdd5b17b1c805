"""Somebody else of the same provider for a date at risk: proposed by one side, agreed to by the other, and moved in one transaction."""

from collections.abc import Collection

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from bookings.enums import Party
from bookings.exceptions import BookingError, NotAllowedError
from bookings.models import Booking, Session, SessionPerson, Substitution
from bookings.policies import can_cancel_session
from bookings.queries.clearance import has_accepted, judge_sessions
from bookings.queries.risks import sessions_at_risk
from bookings.queries.substitutes import choices_of
from bookings.services import holding
from bookings.services.locking import lock_booking
from bookings.services.risks import chosen_at_risk
from bookings.services.steps import move
from bookings.services.telling import BOTH, tell
from bookings.states import SUBSTITUTION, SessionEvent, SubstitutionEvent, SubstitutionState
from core import clock
from core.services import audit
from directory.models import Person
from directory.services.diary import retry_on_deadlock


@retry_on_deadlock
@transaction.atomic
def propose_substitute(*, by: User, booking: Booking, session_ids: Collection[int], person: Person, party: str) -> list[Substitution]:
    """Ask the other side whether somebody else may come on these dates. All of them, or none with the dates that are not possible.

    Nothing is taken in anybody's diary until they say yes. An open proposal for a date gives way to the new one.
    """
    booking = lock_booking(booking.pk, and_people=[person.pk])
    if not can_cancel_session(by, booking, party):
        raise NotAllowedError(_("Only those who act for this school or this provider can propose somebody else."))
    sessions = chosen_at_risk(booking, session_ids)
    choices = choices_of(booking, sessions)
    for session in sessions:
        if session.uuid not in choices or person not in choices[session.uuid].people:
            raise _cannot_come(session, person)
    made = [_propose(session, choices[session.uuid].leaves, person, party, by=by) for session in sessions]
    ids = [session.pk for session in sessions]
    event = audit.record("substitution.propose", booking, by=by, details={"sessions": ids, "person": person.pk, "party": party})
    tell("bookings.substitute_proposed", booking, other(party), because=event, sessions=ids)
    return made


@retry_on_deadlock
@transaction.atomic
def answer_substitute(*, by: User, substitution: Substitution, agrees: bool) -> Substitution:
    """The other side's yes or no. With a yes the diary, the count of days and the session move together, and the date is firm again.

    Everything is judged anew under locks: raises BookingError where it is not possible any more, and then nothing has moved.
    """
    booking = lock_booking(substitution.session.booking_id, and_people=[substitution.comes_id])
    locked = _open_one(substitution)
    party = other(locked.proposed_by_party)
    if not can_cancel_session(by, booking, party):
        raise NotAllowedError(_("The other side of this booking answers that."))
    answered = {"answered_by": by, "answered_at": clock.now()}
    if agrees:
        SUBSTITUTION.fire(locked, SubstitutionEvent.AGREE, **answered)
        _move_over(booking, locked)
    else:
        SUBSTITUTION.fire(locked, SubstitutionEvent.DECLINE, **answered)
    event = audit.record(f"substitution.{locked.state}", booking, by=by, details={"substitution": locked.pk})
    told = BOTH if agrees else (Party(locked.proposed_by_party),)
    tell("bookings.substitute_answered", booking, *told, because=event, substitution=locked.pk)
    return locked


@retry_on_deadlock
@transaction.atomic
def take_back_substitute(*, by: User, substitution: Substitution) -> None:
    """The side that proposed thinks again, before an answer."""
    booking = lock_booking(substitution.session.booking_id)
    locked = _open_one(substitution)
    if not can_cancel_session(by, booking, locked.proposed_by_party):
        raise NotAllowedError(_("The side that proposed it can take it back."))
    SUBSTITUTION.fire(locked, SubstitutionEvent.TAKE_BACK)
    audit.record("substitution.take_back", booking, by=by, details={"substitution": locked.pk})


def other(party: str) -> Party:
    return Party.PROVIDER if party == Party.SCHOOL else Party.SCHOOL


def _open_one(substitution: Substitution) -> Substitution:
    """Under the booking's lock."""
    locked = Substitution.objects.select_related("session", "comes", "leaves").get(pk=substitution.pk)
    if locked.state != SubstitutionState.PROPOSED:
        raise BookingError(_("This is settled already. See how the date stands now."), code="settled")
    return locked


def _propose(session: Session, leaves: int, person: Person, party: str, *, by: User) -> Substitution:
    for earlier in Substitution.objects.filter(session=session, state=SubstitutionState.PROPOSED):
        SUBSTITUTION.fire(earlier, SubstitutionEvent.END)
    return Substitution.objects.create(
        session=session, leaves_id=leaves, comes=person, proposed_by=by, proposed_by_party=party, proposed_at=clock.now()
    )


def _move_over(booking: Booking, locked: Substitution) -> None:
    session = next((one for one in sessions_at_risk(booking) if one.pk == locked.session_id), None)
    if session is None:
        raise BookingError(_("This date is not at risk any more. See how it stands now."), code="stale")
    choice = choices_of(booking, [session]).get(session.uuid)
    if choice is None or choice.leaves != locked.leaves_id or locked.comes not in choice.people:
        raise _cannot_come(session, locked.comes)
    SessionPerson.objects.filter(session=session, person=locked.leaves).update(person=locked.comes)
    holding.hand_over(session, version=booking.version, leaves=locked.leaves, comes=locked.comes)
    if not (has_accepted(booking) and judge_sessions([session])[session.uuid].is_cleared):
        raise _cannot_come(session, locked.comes)
    move(session, SessionEvent.RECOVER)


def _cannot_come(session: Session, person: Person) -> BookingError:
    message = _("%(name)s can't come on %(date)s any more. Choose somebody else, or call the date off.")
    return BookingError(
        message % {"name": person.public_name, "date": date_format(session.date, "j F")}, code="cannot_come", field="person"
    )
