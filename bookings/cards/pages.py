"""A booking's own page, as the reader's side may see and use it."""

import dataclasses
import datetime
from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.cards.agreements import agreement_for_provider, agreement_for_school, stops_of
from bookings.cards.risks import deciding_words, settled_words, words_for_provider
from bookings.enums import CancelReason, Party, PartyAnswer
from bookings.models import Booking, Confirmation, Session
from bookings.policies import Visitor, can_act_for_school, can_answer_for_provider, can_approve_booking, can_request_booking, party_of
from bookings.queries.agreements import cost_words, counted_sessions
from bookings.queries.lists import dates_at_risk, standing_of
from bookings.queries.risks import Plight, Risk, risks_of, sessions_at_risk
from bookings.queries.weeks import state_words
from bookings.rules.words import dates_words, moment_words, times_words
from bookings.states import FIRM_SESSIONS, LIVE_SESSIONS, BookingState, SessionState
from core import clock
from core.parts import Row, Step, Stop
from vetting.policies.accreditation import can_answer_observation
from vetting.queries.accreditation.standing import observations_asked_of


@dataclasses.dataclass(frozen=True)
class SessionLine:
    """One date with what can be done about it; an empty address means that it can't."""

    date: datetime.date
    times: str
    state: str
    words: str
    note: str
    cancel_url: str
    outcome_url: str
    may_have_taken_place: bool


@dataclasses.dataclass(frozen=True)
class Action:
    label: str
    url: str
    kind: str = ""  # as the button component has it


@dataclasses.dataclass(frozen=True)
class BookingPage:
    booking: Booking
    is_school: bool
    standing: str
    standing_label: str
    headline: str
    steps: Sequence[Step]
    stops: Sequence[Stop]
    rows: Sequence[Row]
    sessions: Sequence[SessionLine]
    actions: Sequence[Action]
    may_write: bool
    observations: Sequence[Action] = ()


def booking_page(booking: Booking, user: Visitor) -> BookingPage:
    party = party_of(user, booking) or Party.PROVIDER
    sessions = list(booking.sessions.prefetch_related("substitutions__comes"))
    is_school = party == Party.SCHOOL
    agreement = agreement_for_school(booking, with_names=True) if is_school else agreement_for_provider(booking)
    may_act = can_act_for_school(user, booking) if is_school else True
    standing, standing_label = standing_of(booking)
    return BookingPage(
        booking=booking,
        is_school=is_school,
        standing=standing,
        standing_label=standing_label,
        headline=headline(booking, party),
        steps=_steps(booking),
        stops=stops_of(sessions),
        rows=[*agreement.rows, Row(_("Cost"), cost_words(booking, counted_sessions(booking))), Row(_("Reference"), booking.reference)],
        sessions=[_line(session, booking, may_act=may_act, is_school=is_school) for session in sessions],
        actions=_actions(booking, user, is_school=is_school),
        may_write=is_school and may_act,
        observations=_observations(booking, sessions, user) if is_school else (),
    )


def _observations(booking: Booking, sessions: Sequence[Session], user: Visitor) -> list[Action]:
    """The two questions about an adult who was there, as long as they are open."""
    asked = observations_asked_of(booking.school_id, [session.uuid for session in sessions if session.state == SessionState.DELIVERED])
    label = _("Two questions about %(name)s on %(date)s")
    return [
        Action(
            label % {"name": one.accreditation.person.short_name, "date": date_format(one.date, "j F")},
            reverse("bookings:observation", args=[one.pk]),
        )
        for one in asked
        if can_answer_observation(user, one)
    ]


def headline(booking: Booking, party: str) -> str:
    """Where it stands, and whose move it is, in one sentence."""
    if booking.state == BookingState.REQUESTED:
        return _whose_move(booking, party)
    if booking.state == BookingState.CONFIRMED and (at_risk := dates_at_risk(booking)):
        return _at_risk(at_risk, booking, party)
    why = {
        BookingState.DECLINED: booking.get_decline_reason_display(),
        BookingState.CANCELLED: booking.get_cancel_reason_display(),
    }.get(BookingState(booking.state), "")
    return str(STANDS[BookingState(booking.state)]) % {"why": str(why).lower()}


STANDS = {
    BookingState.DRAFT: gettext_lazy("A draft: nothing is held yet."),
    BookingState.AGREED: gettext_lazy("Everybody said yes. The dates confirm by themselves once what they wait for is in place."),
    BookingState.CONFIRMED: gettext_lazy("Confirmed. Both sides have it in writing."),
    BookingState.COMPLETED: gettext_lazy("All of it is behind us."),
    BookingState.DECLINED: gettext_lazy("Declined: %(why)s."),
    BookingState.LAPSED: gettext_lazy("No answer came in time, so the dates were let go."),
    BookingState.WITHDRAWN: gettext_lazy("The request was taken back."),
    BookingState.CANCELLED: gettext_lazy("Called off: %(why)s."),
}


def _at_risk(dates: Sequence[datetime.date], booking: Booking, party: str) -> str:
    """The school reads the same words whatever others' cause: what lies behind it is not the school's to know."""
    why = " ".join(dict.fromkeys(_why(risk, booking, party) for risk in risks_of(booking, sessions_at_risk(booking)).values()))
    return _("At risk: %(dates)s. %(why)s If that changes in time, it is confirmed again by itself.") % {
        "dates": dates_words(dates),
        "why": why,
    }


def _why(risk: Risk, booking: Booking, party: str) -> str:
    if party == Party.PROVIDER:
        return words_for_provider(booking, risk)
    if risk.plight == Plight.UNAVAILABLE:
        return _("%(provider)s is currently unavailable then.") % {"provider": booking.provider.name}
    return risk.words


def _whose_move(booking: Booking, party: str) -> str:
    until = moment_words(booking.answer_by) if booking.answer_by else ""
    if booking.confirmations.filter(party=Party.PROVIDER).exists():
        wording = _("%(provider)s said yes. Waiting for the school's approver until %(until)s.")
        return wording % {"provider": booking.provider.name, "until": until}
    whom = _("you") if party == Party.PROVIDER else _("them")
    return _("Waiting for %(whom)s to answer. The dates are held until %(until)s.") % {"whom": whom, "until": until}


def _steps(booking: Booking) -> list[Step]:
    """What has happened, what is awaited."""
    answers = {answer.party: answer for answer in booking.confirmations.all()}
    steps = [Step(_("Asked"), _moment(booking.requested_at), "done")]
    for party, label in ((Party.PROVIDER, booking.provider.name), (Party.SCHOOL, _("The school's approver"))):
        steps.append(_answer_step(booking, label, answers.get(party)))
    if booking.confirmed_at:
        steps.append(Step(_("Confirmed"), _moment(booking.confirmed_at), "done"))
    elif booking.closed_at:
        steps.append(Step(str(BookingState(booking.state).label), _moment(booking.closed_at), "done"))
    else:
        state = "here" if booking.state == BookingState.AGREED else "ahead"
        steps.append(Step(_("Confirmed"), "", state))  # type: ignore[arg-type]
    if booking.closed_at and booking.confirmed_at:
        steps.append(Step(str(BookingState(booking.state).label), _moment(booking.closed_at), "done"))
    return steps


def _answer_step(booking: Booking, label: str, answer: Confirmation | None) -> Step:
    if answer:
        said = _("said yes") if answer.answer == PartyAnswer.YES else _("said no")
        return Step(_("%(who)s %(said)s") % {"who": label, "said": said}, _moment(answer.at), "done")
    awaited = booking.state == BookingState.REQUESTED
    first = not booking.confirmations.exists() and label == booking.provider.name
    is_here = awaited and (first or (label != booking.provider.name and booking.confirmations.exists()))
    return Step(_("%(who)s answers") % {"who": label}, "", "here" if is_here else "ahead")


def _moment(moment: datetime.datetime | None) -> str:
    return moment_words(moment) if moment else ""


def _line(session: Session, booking: Booking, *, may_act: bool, is_school: bool) -> SessionLine:
    has_begun = clock.local(session.date, session.starts) <= clock.now()
    may_cancel = may_act and not has_begun and session.state in LIVE_SESSIONS and booking.state != BookingState.DRAFT
    may_record = may_act and is_school and has_begun and session.state in FIRM_SESSIONS
    return SessionLine(
        date=session.date,
        times=times_words(session.starts, session.ends),
        state=session.state,
        words=state_words(session),
        note=_note(session, is_school=is_school),
        cancel_url=reverse("bookings:session-cancel", args=[session.uuid]) if may_cancel else "",
        outcome_url=reverse("bookings:session-outcome", args=[session.uuid]) if may_record else "",
        may_have_taken_place=session.state == SessionState.CONFIRMED,
    )


def _note(session: Session, *, is_school: bool) -> str:
    if session.state == SessionState.CANCELLED:
        return str(CancelReason(session.cancel_reason).label)
    if session.state == SessionState.AT_RISK:
        return deciding_words(session)
    if session.state == SessionState.AGREED and session.decide_by:
        why = session.awaiting if is_school else _("Waits for a renewal.")
        return _("%(why)s Decided by %(date)s.") % {"why": why or _("Waits."), "date": date_format(session.decide_by, "j F")}
    return settled_words(session)


def _actions(booking: Booking, user: Visitor, *, is_school: bool) -> list[Action]:
    if booking.state == BookingState.REQUESTED:
        return _school_actions(booking, user) if is_school else _provider_actions(booking, user)
    may_act = not is_school or can_act_for_school(user, booking)
    decide = []
    if may_act and dates_at_risk(booking):
        decide = [Action(_("Decide about the dates at risk"), reverse("bookings:booking-at-risk", args=[booking.reference]))]
    if may_act and booking.state in (BookingState.AGREED, BookingState.CONFIRMED) and _is_anything_ahead(booking):
        call_off = Action(_("Call off everything still to come"), reverse("bookings:booking-cancel", args=[booking.reference]), "secondary")
        return [*decide, call_off]
    return decide


def _school_actions(booking: Booking, user: Visitor) -> list[Action]:
    found = []
    if not _has_answered(booking, Party.SCHOOL) and can_approve_booking(user, booking):
        found.append(Action(_("Read it and decide"), reverse("bookings:booking-approve", args=[booking.reference])))
    if can_request_booking(user, booking.school):
        found.append(Action(_("Take the request back"), reverse("bookings:booking-withdraw", args=[booking.reference]), "secondary"))
    return found


def _provider_actions(booking: Booking, user: Visitor) -> list[Action]:
    if _has_answered(booking, Party.PROVIDER) or not can_answer_for_provider(user, booking):
        return []
    return [Action(_("Answer"), reverse("bookings:booking-answer", args=[booking.reference]))]


def _has_answered(booking: Booking, party: Party) -> bool:
    return booking.confirmations.filter(party=party).exists()


def _is_anything_ahead(booking: Booking) -> bool:
    return booking.sessions.filter(state__in=LIVE_SESSIONS, date__gte=clock.today()).exists()
