"""Asking vetting about sessions: those that are, and those that would be."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from bookings.models import Booking, Session
from bookings.states import LIVE_SESSIONS
from core import clock
from directory.enums import Setting
from directory.models import OfferVersion, Person, ProviderPerson
from schools.models import School
from vetting.answers import ClearanceAnswer, ClearanceRequest, Reason, Verdict
from vetting.queries.assurance.acceptance import live_acceptance
from vetting.queries.clearances.judging import clearances

WORST_FIRST = (Verdict.NOT_CLEARED, Verdict.NEEDS_OFFICER, Verdict.AWAITING_RENEWAL, Verdict.CLEARED)


@dataclasses.dataclass(frozen=True)
class Judgement:
    """The answer for a session: that of the adult for whom it is worst."""

    verdict: Verdict
    reasons: tuple[Reason, ...]

    @property
    def is_cleared(self) -> bool:
        return self.verdict == Verdict.CLEARED

    @property
    def may_hold(self) -> bool:
        return self.verdict in (Verdict.CLEARED, Verdict.AWAITING_RENEWAL)

    @property
    def words(self) -> str:
        return " ".join(str(reason.text) for reason in self.reasons)


@dataclasses.dataclass(frozen=True)
class Ask:
    """What a school would book: enough to judge any date of it."""

    school: School
    version: OfferVersion
    starts: datetime.time
    ends: datetime.time
    supervision: str
    years: tuple[int, ...] = ()


def requests_for(sessions: Iterable[Session]) -> list[ClearanceRequest]:
    """One request for each adult of each session. Four statements however many there are."""
    listed = list(sessions)
    found = (
        Session.objects.filter(pk__in=[session.pk for session in listed])
        .select_related("booking__version", "booking__group", "space")
        .prefetch_related("session_people")
    )
    people = {link.person_id for session in found for link in session.session_people.all()}
    engagements = engagements_of(people)
    return [
        ClearanceRequest(
            session=session.uuid,
            date=session.date,
            school_id=session.booking.school_id,
            provider_id=session.booking.provider_id,
            person_id=link.person_id,
            venue_id=_venue_of(session.booking.version),
            offer_id=session.booking.offer_id,
            nature=session.booking.version.nature,
            supervision=link.supervision,
            setting=session.booking.version.setting,
            engagement=engagements.get((session.booking.provider_id, link.person_id), ""),
            years=tuple(session.booking.group.years) if session.booking.group else (),
        )
        for session in found
        for link in session.session_people.all()
    ]


def requests_to_ask(ask: Ask, sessions: Mapping[uuid.UUID, datetime.date]) -> list[ClearanceRequest]:
    """The same for sessions that don't exist yet, keyed by the ids that they would have."""
    version = ask.version
    people = list(version.people.all())
    engagements = engagements_of({person.pk for person in people})
    provider_id = version.offer.provider_id
    return [
        ClearanceRequest(
            session=session,
            date=date,
            school_id=ask.school.pk,
            provider_id=provider_id,
            person_id=person.pk,
            venue_id=_venue_of(version),
            offer_id=version.offer_id,
            nature=version.nature,
            supervision=ask.supervision,
            setting=version.setting,
            engagement=engagements.get((provider_id, person.pk), ""),
            years=ask.years,
        )
        for session, date in sessions.items()
        for person in people
    ]


def live_sessions_of(people: Iterable[Person]) -> list[Session]:
    """What these people have before them, at any school: one more day may change the answer for a day already promised."""
    ids = [person.pk for person in people]
    sessions = Session.objects.filter(session_people__person__in=ids, state__in=LIVE_SESSIONS, date__gte=clock.today())
    return list(sessions.distinct())


def judge(requests: Sequence[ClearanceRequest], *, as_one_set: bool = True) -> dict[uuid.UUID, Judgement]:
    """The worst answer for each session, counting all that is planned already; as one set, or each as if it alone were added."""
    answers = clearances(requests, proposed_days=None if as_one_set else ())
    by_session: dict[uuid.UUID, list[ClearanceAnswer]] = {}
    for request, answer in answers.items():
        by_session.setdefault(request.session, []).append(answer)
    return {session: _worst(found) for session, found in by_session.items()}


def severity(judgement: Judgement) -> int:
    """Lower is worse."""
    return WORST_FIRST.index(judgement.verdict)


def nobody_leads() -> Judgement:
    return Judgement(Verdict.NOT_CLEARED, (Reason("nobody", _("Nobody is named to lead this yet.")),))


def judge_sessions(sessions: Iterable[Session]) -> dict[uuid.UUID, Judgement]:
    """Every session of the set is answered, also one that nobody leads any more."""
    listed = list(sessions)
    answers = judge(requests_for(listed))
    return {session.uuid: answers.get(session.uuid, nobody_leads()) for session in listed}


def has_accepted(booking: Booking) -> bool:
    """Whether the school accepts an authority's assurance of the provider today, as far as this booking needs it."""
    return live_acceptance(booking.school, booking.provider, clock.today(), supervision=booking.supervision) is not None


def _worst(answers: Sequence[ClearanceAnswer]) -> Judgement:
    verdict = min((answer.verdict for answer in answers), key=WORST_FIRST.index)
    reasons = dict.fromkeys(reason for answer in answers if answer.verdict == verdict for reason in answer.reasons)
    return Judgement(verdict, tuple(reasons))


def engagements_of(people: Iterable[int]) -> dict[tuple[int, int], str]:
    links = ProviderPerson.objects.filter(person__in=list(people)).order_by("left_on")
    return {(link.provider_id, link.person_id): link.engagement for link in links}


def _venue_of(version: OfferVersion) -> int | None:
    return None if version.setting in (Setting.SCHOOL_SITE, Setting.ONLINE_LIVE) else version.venue_id
