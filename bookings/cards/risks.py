"""The page on which a side decides about dates at risk. Each reads what it may: the school nothing of others' reasons."""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.enums import Party
from bookings.models import Booking, Session, Substitution
from bookings.queries.risks import Plight, Risk, risks_of, sessions_at_risk
from bookings.queries.substitutes import choices_of
from bookings.rules.words import dates_words, times_words
from bookings.states import SubstitutionState
from directory.models import Person
from vetting.queries.assurance.own import names_asked


@dataclasses.dataclass(frozen=True)
class Proposal:
    """Somebody else who is proposed for a date, and whether the reader's side answers."""

    name: str
    is_ours: bool
    url: str


@dataclasses.dataclass(frozen=True)
class RiskLine:
    """`find_url` looks for somebody else on that date, for the same group."""

    date: datetime.date
    times: str
    words: str
    decide_by: datetime.date | None
    is_kept: bool
    proposal: Proposal | None
    find_url: str


@dataclasses.dataclass(frozen=True)
class RiskPage:
    sessions: Sequence[Session]
    lines: Sequence[RiskLine]
    people: Mapping[int, str]  # who could come, and when
    may_keep: bool
    accept_url: str  # where the school's own acceptance is all that is missing


def risk_page(booking: Booking, party: str) -> RiskPage:
    sessions = sessions_at_risk(booking)
    risks = risks_of(booking, sessions)
    is_school = party == Party.SCHOOL
    lacks_acceptance = any(risk.plight == Plight.ACCEPTANCE for risk in risks.values())
    proposals = {one.session_id: one for one in _open_proposals(sessions)}
    return RiskPage(
        sessions=sessions,
        lines=[_line(booking, risks[session.uuid], proposals.get(session.pk), party) for session in sessions],
        people=_people(booking, sessions, party),
        may_keep=is_school and any(risk.may_keep for risk in risks.values()),
        accept_url=reverse("bookings:booking-accept", args=[booking.reference]) if is_school and lacks_acceptance else "",
    )


def _open_proposals(sessions: Sequence[Session]) -> Iterable[Substitution]:
    return Substitution.objects.filter(session__in=sessions, state=SubstitutionState.PROPOSED).select_related("comes")


def _line(booking: Booking, risk: Risk, proposal: Substitution | None, party: str) -> RiskLine:
    session = risk.session
    return RiskLine(
        date=session.date,
        times=times_words(session.starts, session.ends),
        words=risk.words if party == Party.SCHOOL else words_for_provider(booking, risk),
        decide_by=session.decide_by,
        is_kept=session.kept_at is not None,
        proposal=_proposal(proposal, party) if proposal else None,
        find_url=find_url(booking, session) if party == Party.SCHOOL else "",
    )


def words_for_provider(booking: Booking, risk: Risk) -> str:
    """What they can do about it; of the school's own decision no more than that it is the school's."""
    if risk.plight == Plight.ACCEPTANCE:
        return _("The school has to decide again whether it can go ahead.")
    if risk.plight == Plight.OWN:
        return _("The school asks in addition for: %(checks)s.") % {"checks": ", ".join(names_asked(booking.school, booking.supervision))}
    return _("Your clearance does not cover that at present.")


def _proposal(one: Substitution, party: str) -> Proposal:
    url = reverse("bookings:substitution-answer", args=[one.pk])
    return Proposal(one.comes.public_name, one.proposed_by_party == party, url)


def _people(booking: Booking, sessions: Sequence[Session], party: str) -> dict[int, str]:
    """By their public names to the school: who is not part of what was agreed is not known to it by more."""
    dates: dict[Person, list[datetime.date]] = {}
    for choice in choices_of(booking, sessions).values():
        for person in choice.people:
            dates.setdefault(person, []).append(choice.session.date)
    return {
        person.pk: _("%(name)s, on %(dates)s")
        % {"name": person.public_name if party == Party.SCHOOL else person.name, "dates": dates_words(found)}
        for person, found in dates.items()
    }


def find_url(booking: Booking, session: Session) -> str:
    """The search with the date, the size of the group and its years filled in."""
    question: list[tuple[str, str]] = [("when", "date"), ("date", session.date.isoformat()), ("group", str(booking.pupils))]
    question += [("years", str(year)) for year in (booking.group.years if booking.group else [])]
    return f"{reverse('search:offers')}?{urlencode(question)}"


def settled_words(session: Session) -> str:
    """Who comes in whose place is part of how a date stands; nothing of why, and nobody who was substituted in turn."""
    agreed = [one for one in session.substitutions.all() if one.state == SubstitutionState.AGREED]
    left = {one.leaves_id for one in agreed}
    names = [one.comes.public_name for one in agreed if one.comes_id not in left]
    words = ngettext("%(names)s comes instead.", "%(names)s come instead.", len(names))
    return words % {"names": get_text_list(names, _("and"))} if names else ""


def deciding_words(session: Session) -> str:
    if session.decide_by is None:
        return ""
    day = date_format(session.decide_by, "j F")
    return (_("Kept until %(day)s.") if session.kept_at else _("Called off on %(day)s unless somebody decides.")) % {"day": day}
