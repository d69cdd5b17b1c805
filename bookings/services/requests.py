"""Asking for dates. Everything is judged again under locks: what the page showed a minute ago is only what it showed."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from bookings import rules
from bookings.enums import CancelReason, Party
from bookings.exceptions import BookingError, DateProblem, DatesNotPossibleError, NotAllowedError, StaleRequestError
from bookings.models import Booking, Session, SessionGroup, SessionPerson
from bookings.policies import can_request_booking, has_another_approver
from bookings.queries.clearance import Ask
from bookings.queries.dates import impossible_dates
from bookings.queries.drafts import Draft, fingerprint, read_draft
from bookings.queries.requests import find_obstacles
from bookings.services import holding
from bookings.services.locking import lock_booking, lock_offer_diaries, lock_school
from bookings.services.steps import call_off
from bookings.services.telling import ask_provider, tell
from bookings.states import BOOKING, BookingEvent, BookingState, SessionState
from core import clock
from core.services import audit
from directory.exceptions import TimeTakenError
from directory.models import Offer, OfferVersion, Person
from directory.services.diary import retry_on_deadlock
from schools.models import School
from schools.queries.calendars import add_school_days


@retry_on_deadlock
@transaction.atomic
def request_booking(*, by: User, booking: Booking, submission_key: uuid.UUID, seen: str) -> Booking:
    """Hold the dates of a draft and ask the provider. `seen` is the fingerprint of what the page showed, `submission_key` that page's own.

    All dates are held or none. Pressing the button twice asks once. Raises BookingError; DatesNotPossibleError says which dates and why.
    """
    school = lock_school(booking.school_id)
    version = _current_version(booking)
    lock_offer_diaries(version)
    booking = lock_booking(booking.pk, with_diaries=False)
    if booking.submission_key == submission_key and booking.state != BookingState.DRAFT:
        return booking
    _refuse_unless_askable(by, school, booking, version, seen)
    draft = read_draft(booking, version)
    for obstacle in find_obstacles(booking, version, draft):
        raise BookingError(obstacle.message, code=obstacle.code, field=obstacle.field)
    _refuse_impossible_dates(draft.ask(booking, version), draft.dates)
    answer_by = answer_deadline(school, draft.dates[0], draft.starts)
    _write_request(booking, version, draft, submission_key, answer_by)
    sessions = _hold_sessions(booking, version, draft, answer_by)
    audit.record("booking.request", booking, by=by, acting_for=f"school:{school.pk}", details={"sessions": len(sessions)})
    ask_provider(booking, remind_at=answer_by - rules.REMIND_BEFORE_DEADLINE)
    return booking


@retry_on_deadlock
@transaction.atomic
def withdraw_request(*, by: User, booking: Booking) -> Booking:
    """Take back a request that is not agreed yet. The dates are let go."""
    booking = lock_booking(booking.pk)
    if not can_request_booking(by, booking.school):
        raise NotAllowedError(_("Only coordinators of the school can take this back."))
    BOOKING.fire(booking, BookingEvent.WITHDRAW, closed_at=clock.now())
    held = list(booking.sessions.filter(state=SessionState.HELD))
    for session in held:
        call_off(session, reason=CancelReason.WITHDRAWN, party=Party.SCHOOL)
    holding.let_go(held)
    event = audit.record("booking.withdraw", booking, by=by, acting_for=f"school:{booking.school_id}")
    tell("bookings.withdrawn", booking, Party.PROVIDER, because=event)
    return booking


def answer_deadline(school: School, first_date: datetime.date, starts: datetime.time) -> datetime.datetime:
    """The end of the answering days, but always some hours before the first session."""
    day = add_school_days(school, clock.today(), rules.ANSWER_SCHOOL_DAYS)
    return min(clock.local(day, rules.ANSWERS_CLOSE), clock.local(first_date, starts) - rules.LAST_ANSWER_BEFORE)


def _current_version(booking: Booking) -> OfferVersion:
    """What the offer says now, whatever it said when the draft was begun."""
    offer = (
        Offer.objects.shown()
        .select_related("approved_version__offer__provider", "approved_version__venue")
        .filter(pk=booking.offer_id)
        .first()
    )
    if offer is None or offer.approved_version is None:
        raise BookingError(
            _("This offer has become unavailable. What you typed is kept; look for something like it."), code="not_available"
        )
    return offer.approved_version


def _refuse_unless_askable(by: User, school: School, booking: Booking, version: OfferVersion, seen: str) -> None:
    if not can_request_booking(by, school):
        raise NotAllowedError(_("Only coordinators of a school that is open can ask. Ask your school's administrator for that role."))
    if booking.state != BookingState.DRAFT:
        raise BookingError(_("This has been asked already. Open the booking to see where it stands."), code="asked")
    if seen != fingerprint(booking, version):
        raise StaleRequestError(_("This has changed since you opened the page, here or in the offer itself. Read it again, then ask."))
    if not has_another_approver(school, than=by):
        message = _(
            "Nobody else at your school may approve this yet. Ask your school's administrator to give the approver's role to somebody."
        )
        raise BookingError(message, code="no_approver")


def _refuse_impossible_dates(ask: Ask, dates: Sequence[datetime.date]) -> None:
    problems = impossible_dates(ask, dates)
    if problems:
        raise _not_possible(problems)


def _not_possible(problems: Sequence[DateProblem]) -> DatesNotPossibleError:
    message = ngettext(
        "%(date)s can't be held any more. Nothing was asked yet: take it out or choose another, then ask again.",
        "%(number)s dates can't be held any more. Nothing was asked yet: take them out or choose others, then ask again.",
        len(problems),
    ) % {"number": len(problems), "date": date_format(problems[0].date, "j F")}
    return DatesNotPossibleError(message, problems=problems)


def _write_request(booking: Booking, version: OfferVersion, draft: Draft, submission_key: uuid.UUID, answer_by: datetime.datetime) -> None:
    BOOKING.fire(
        booking,
        BookingEvent.REQUEST,
        version=version,
        group=draft.group,
        pupils=draft.pupils,
        adults=draft.adults,
        supervision=draft.supervision,
        adjustments=draft.adjustments,
        message=draft.message,
        requested_at=clock.now(),
        answer_by=answer_by,
        price_basis=version.price_basis,
        price_pence=version.price_pence,
        materials_pence=version.materials_pence,
        submission_key=submission_key,
    )


def _hold_sessions(booking: Booking, version: OfferVersion, draft: Draft, until: datetime.datetime) -> list[Session]:
    people = list(version.people.all())
    sessions = [_make_session(booking, version, draft, people, date) for date in draft.dates]
    problems = []
    for session in sessions:
        try:
            holding.claim_session(session, version=version, people=people, until=until)
        except TimeTakenError as error:
            problems.append(DateProblem(session.date, error.code, str(error.message)))
    if problems:
        raise _not_possible(problems)
    holding.count_days(sessions)
    return sessions


def _make_session(booking: Booking, version: OfferVersion, draft: Draft, people: Sequence[Person], date: datetime.date) -> Session:
    session = Session.objects.create(
        booking=booking, date=date, starts=draft.starts, ends=draft.ends, space=version.space, changed_at=clock.now()
    )
    SessionPerson.objects.bulk_create(
        SessionPerson(session=session, person=person, role="assistant" if place else "lead", supervision=draft.supervision)
        for place, person in enumerate(people)
    )
    if draft.group and draft.pupils:
        SessionGroup.objects.create(session=session, group=draft.group, pupils=draft.pupils)
    return session
