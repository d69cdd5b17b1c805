"""What is agreed to, on one page: for the provider the least that an answer needs, for the school's approver the whole."""

import dataclasses
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.models import Booking, Session
from bookings.queries.agreements import cost_words, place_words_of
from bookings.queries.clearance import has_accepted, judge_sessions
from bookings.queries.places import is_off_site, point_of
from bookings.rules.words import capitalised, dates_words, moment_words, times_words, weekdays_words
from bookings.states import CALENDAR_STATUS, LIVE_SESSIONS, SessionState
from core import clock
from core.geo import Point, distance_band, miles_between
from core.parts import Row, Stop, StopState
from directory.cards import years_words
from directory.enums import Adjustment, SupervisionMode
from vetting.models import AssuranceStatement
from vetting.queries.assurance.acceptance import statement_to_accept
from vetting.queries.assurance.own import names_asked

STOPS: dict[str, StopState] = {
    SessionState.HELD: "free",
    SessionState.AGREED: "part",
    SessionState.CONFIRMED: "free",
    SessionState.DELIVERED: "free",
    SessionState.AT_RISK: "risk",
}


@dataclasses.dataclass(frozen=True)
class Agreement:
    """`rows` are for the summary list."""

    reference: str
    title: str
    kind: str
    count: str
    times: str
    cost: str
    deadline: str
    stops: Sequence[Stop]
    rows: Sequence[Row]


@dataclasses.dataclass(frozen=True)
class Approval:
    """The head's page: the agreement, and what comes with a yes."""

    agreement: Agreement
    question: str
    provider: str
    asked_by: str
    provider_said_yes: bool
    statement: AssuranceStatement | None  # None: accepted already, or nothing to accept
    needs_acceptance: bool
    is_off_site: bool


def agreement_for_provider(booking: Booking) -> Agreement:
    """No school staff by name, no other booking, nothing of the school's messages."""
    sessions = list(booking.sessions.filter(state__in=LIVE_SESSIONS))
    rows = [
        Row(_("Who comes"), _group_words(booking)),
        Row(_("Where"), place_words_of(booking)),
        Row(_("Who is with them"), str(SupervisionMode(booking.supervision).label)),
    ]
    rows += [*_own_rows(booking), *_adjustment_rows(booking)]
    rows += [Row(_("Message"), booking.message)] if booking.message else []
    return _agreement(booking, sessions, rows)


def agreement_for_school(booking: Booking, *, with_names: bool) -> Agreement:
    """`with_names` for signed-in members; a page opened by a link names no group, and nobody beyond what the public sees."""
    sessions = list(booking.sessions.filter(state__in=LIVE_SESSIONS))
    rows = [
        Row(_("Who goes"), _group_words(booking, with_label=with_names)),
        Row(_("Who leads"), leaders_words(booking, with_names=with_names)),
        Row(_("Where"), _place_and_distance(booking)),
        Row(_("Who is with them"), str(SupervisionMode(booking.supervision).label)),
        Row(_("Cleared"), cleared_words(sessions)),
    ]
    rows += [*_own_rows(booking), *_adjustment_rows(booking)]
    rows += [Row(_("Message to the provider"), booking.message)] if booking.message and with_names else []
    return _agreement(booking, sessions, rows)


def approval_of(booking: Booking, *, with_names: bool) -> Approval:
    agreement = agreement_for_school(booking, with_names=with_names)
    accepted = has_accepted(booking)
    dates = [stop.date for stop in agreement.stops]
    question = _("Approve %(count)s: %(title)s?") % {"count": weekdays_words(dates), "title": booking.version.title}
    return Approval(
        agreement=agreement,
        question=question,
        provider=booking.provider.name,
        asked_by=booking.requested_by.name if with_names else _("a coordinator"),
        provider_said_yes=booking.confirmations.filter(party="provider", answer="yes").exists(),
        statement=None if accepted else statement_to_accept(booking.provider, clock.today()),
        needs_acceptance=not accepted,
        is_off_site=is_off_site(booking.version),
    )


def leaders_words(booking: Booking, *, with_names: bool) -> str:
    people = booking.version.people.order_by("name")
    return ", ".join(person.name if with_names else person.public_name for person in people) or _("Not named yet")


def cleared_words(sessions: Sequence[Session]) -> str:
    """On how many dates everybody is cleared, and which wait for a renewal. Asked of vetting now, not remembered."""
    judged = judge_sessions([session for session in sessions if session.date >= clock.today()])
    if not judged:
        return _("Nothing is still to come")
    dates = {session.uuid: session.date for session in sessions}
    waiting = sorted(dates[key] for key, answer in judged.items() if not answer.is_cleared)
    cleared = len(judged) - len(waiting)
    if not waiting:
        return _("On every date")
    why = next(answer.words for answer in judged.values() if not answer.is_cleared)
    return _("On %(cleared)s of %(all)s dates. Not yet on %(waiting)s: %(why)s") % {
        "cleared": cleared,
        "all": len(judged),
        "waiting": dates_words(waiting),
        "why": why,
    }


def _agreement(booking: Booking, sessions: Sequence[Session], rows: Sequence[Row]) -> Agreement:
    dates = [session.date for session in sessions]
    return Agreement(
        reference=booking.reference,
        title=booking.version.title,
        kind=booking.offer.kind,
        count=capitalised(weekdays_words(dates)) if dates else "",
        times=times_words(sessions[0].starts, sessions[0].ends) if sessions else "",
        cost=cost_words(booking, len(sessions)),
        deadline=moment_words(booking.answer_by) if booking.answer_by else "",
        stops=stops_of(sessions),
        rows=rows,
    )


def stops_of(sessions: Sequence[Session]) -> list[Stop]:
    return [Stop(session.date, STOPS.get(session.state, "no"), _stop_words(session)) for session in sessions]


def _stop_words(session: Session) -> str:
    called_off = CALENDAR_STATUS[SessionState(session.state)] == "CANCELLED"
    return _("not included") if called_off else str(SessionState(session.state).label).lower()


def _group_words(booking: Booking, *, with_label: bool = False) -> str:
    """What a school calls its group is for its own members."""
    pupils = ngettext("%(number)s pupil", "%(number)s pupils", booking.pupils) % {"number": booking.pupils}
    if booking.group:
        years = years_words(min(booking.group.years), max(booking.group.years))
        pupils = _("%(pupils)s of %(years)s") % {"pupils": pupils, "years": years}
    adults = ngettext("%(number)s adult of the school", "%(number)s adults of the school", booking.adults) % {"number": booking.adults}
    words = _("%(pupils)s with %(adults)s") % {"pupils": pupils, "adults": adults}
    return f"{booking.group.label}: {words}" if with_label and booking.group else words


def _place_and_distance(booking: Booking) -> str:
    place = place_words_of(booking)
    venue, school = point_of(booking.version, booking.school), booking.school
    if not is_off_site(booking.version) or venue is None or school.latitude is None or school.longitude is None:
        return place
    band = distance_band(miles_between(Point(school.latitude, school.longitude), venue))
    return _("%(place)s, %(band)s away") % {"place": place, "band": band}


def _own_rows(booking: Booking) -> list[Row]:
    """What this school asks beyond the authority, so that whoever comes can get it in time."""
    names = names_asked(booking.school, booking.supervision)
    return [Row(_("Asked in addition"), _("%(checks)s. The vetting authority records it.") % {"checks": ", ".join(names)})] if names else []


def _adjustment_rows(booking: Booking) -> list[Row]:
    labels = [str(Adjustment(code).label) for code in booking.adjustments if code in Adjustment.values]
    return [Row(_("Adjustments asked for"), ", ".join(labels))] if labels else []


def accepted_words(statement: AssuranceStatement) -> str:
    return _("%(authority)s assures this provider until %(until)s") % {
        "authority": statement.authority.name,
        "until": date_format(statement.holds_until, "j F Y"),
    }
