"""Who else of the same provider could lead a date at risk: free then, and cleared for it on that day."""

import dataclasses
import uuid
from collections.abc import Sequence

from bookings.models import Booking, Session
from bookings.queries.clearance import engagements_of, live_sessions_of, requests_for, severity
from bookings.queries.clearance import judge as judge_requests
from bookings.queries.places import point_of
from directory.models import Person, ProviderPerson
from directory.queries.diary import who_is_free
from vetting.answers import ClearanceRequest, Verdict
from vetting.queries.clearances.judging import clearances


@dataclasses.dataclass(frozen=True)
class Choice:
    """Who would leave one session, and who could come in their place."""

    session: Session
    leaves: int
    people: tuple[Person, ...]


def choices_of(booking: Booking, sessions: Sequence[Session]) -> dict[uuid.UUID, Choice]:
    """By session; left out is every session for which nobody could come, for whatever reason. A few queries for each.

    Where anything but one adult is not cleared (two of them, the provider, the place), nobody else of theirs would help.
    """
    requests = requests_for(sessions)
    answers = clearances(requests)
    found = {}
    for session in sessions:
        own = [request for request in requests if request.session == session.uuid]
        missing = [request for request in own if answers[request].verdict != Verdict.CLEARED]
        if len(missing) == 1:
            people = _who_could_come(booking, session, missing[0], {request.person_id for request in own})
            if people:
                found[session.uuid] = Choice(session, missing[0].person_id, people)
    return found


def _who_could_come(booking: Booking, session: Session, leaving: ClearanceRequest, besides: set[int]) -> tuple[Person, ...]:
    links = ProviderPerson.objects.filter(provider=booking.provider_id, left_on=None).exclude(person__in=besides)
    people = [link.person for link in links.select_related("person").order_by("person__name", "person")]
    free = who_is_free(booking.version, people, session.date, session.starts, session.ends, place=point_of(booking.version, booking.school))
    engagements = engagements_of(person.pk for person in free)
    requests = {
        dataclasses.replace(leaving, person_id=person.pk, engagement=engagements.get((booking.provider_id, person.pk), "")): person
        for person in free
    }
    answers = clearances(list(requests), proposed_days=()) if requests else {}
    cleared = {request: person for request, person in requests.items() if answers[request].verdict == Verdict.CLEARED}
    return tuple(person for request, person in cleared.items() if not _endangers_others(request, person))


def _endangers_others(request: ClearanceRequest, person: Person) -> bool:
    """Whether this day more would take the clearance from a day that the same adult has been promised for."""
    promised = requests_for(live_sessions_of([person]))
    if not promised:
        return False
    now, then = judge_requests(promised), judge_requests([*promised, request])
    return any(severity(then[session]) < severity(answer) for session, answer in now.items())
