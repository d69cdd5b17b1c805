"""Where an accreditation stands, and whether a session beside a school adult is awaited."""

import dataclasses
import datetime
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core import clock
from directory.models import Provider
from vetting.models import Accreditation, Observation, VettingAuthority
from vetting.queries.accreditation.candidates import clearing_authorities, lasting_people
from vetting.queries.accreditation.shown import standing_today
from vetting.queries.policies.content import content_of
from vetting.states import LIVE_ACCREDITATIONS, AccreditationState, ObservationState

REMIND, USUAL_REMIND_DAYS = "ACCREDITATION_REMIND_DAYS", 60
RENEW_FROM = datetime.timedelta(days=90)  # so long before it ends a new observation is asked for


def ends_soon(accreditation: Accreditation) -> bool:
    until = accreditation.holds_until
    return accreditation.state == AccreditationState.ACCREDITED and until is not None and until - RENEW_FROM <= clock.today()


def has_new_observation(accreditation: Accreditation) -> bool:
    """Whether a school has answered since the adult was last accredited."""
    answered = accreditation.observations.filter(state=ObservationState.ANSWERED)
    since = accreditation.accredited_at
    return answered.filter(answered_at__gt=since).exists() if since else answered.exists()


def wants_observation(accreditation: Accreditation) -> bool:
    """After the induction, and again before it runs out."""
    if accreditation.state == AccreditationState.INDUCTED:
        return True
    return ends_soon(accreditation) and not has_new_observation(accreditation)


def to_remind_of() -> QuerySet[Accreditation]:
    """What everybody may read today and ends within its authority's number of days, where no school has answered since it was given."""
    today, near = clock.today(), Q(pk__in=[])
    for authority in VettingAuthority.objects.select_related("policy"):
        days = content_of(authority.policy).number_or(REMIND, today, USUAL_REMIND_DAYS)
        near |= Q(authority=authority, holds_until__lte=today + datetime.timedelta(days=days))
    answered = Observation.objects.filter(
        accreditation=OuterRef("pk"), state=ObservationState.ANSWERED, answered_at__gt=OuterRef("accredited_at")
    )
    return standing_today().filter(near, ~Exists(answered))


@dataclasses.dataclass(frozen=True)
class OwnStanding:
    """One adult of a provider with one authority; `accreditation` is None before anybody has begun."""

    person_id: int
    name: str
    authority: VettingAuthority
    accreditation: Accreditation | None


def standings_of(provider: Provider) -> list[OwnStanding]:
    """What a provider is told: where each adult of its lasting offers stands. Empty where it has none. Never what a school answered."""
    people = lasting_people(provider)
    if not people:
        return []
    authorities = clearing_authorities(people)
    rows = Accreditation.objects.filter(person__in=people).exclude(state=AccreditationState.WITHDRAWN)
    latest = {(row.person_id, row.authority_id): row for row in rows.order_by("begun_at", "pk")}
    return [
        OwnStanding(person.pk, person.name, authority, latest.get((person.pk, authority.pk)))
        for person in people
        for authority in authorities.get(person.pk, [])
    ]


STEPS = {
    "observed": Q(state=AccreditationState.OBSERVED),
    "declared": Q(state=AccreditationState.BEGUN, declared_at__isnull=False),
    "begun": Q(state=AccreditationState.BEGUN, declared_at=None),
    "inducted": Q(state=AccreditationState.INDUCTED),
    "accredited": Q(state=AccreditationState.ACCREDITED),
    "ended": Q(state__in=[AccreditationState.LAPSED, AccreditationState.WITHDRAWN]),
}


def at_step(accreditations: QuerySet[Accreditation], step: str) -> QuerySet[Accreditation]:
    """The ones that have waited longest first; accredited ones by when they end."""
    order = ("holds_until", "pk") if step == "accredited" else ("-ended_at", "-pk") if step == "ended" else ("begun_at", "pk")
    return accreditations.filter(STEPS[step]).select_related("person", "authority__policy").order_by(*order)


def counts_by_step(accreditations: QuerySet[Accreditation]) -> dict[str, int]:
    """In one query."""
    counted: dict[str, int] = accreditations.aggregate(
        **{f"n_{step}": Count("pk", filter=rule, distinct=True) for step, rule in STEPS.items()}
    )
    return {step: counted[f"n_{step}"] for step in STEPS}


def providers_to_tell(accreditation: Accreditation) -> QuerySet[Provider]:
    return Provider.objects.filter(
        provider_people__person=accreditation.person_id, provider_people__left_on=None, is_closed=False
    ).distinct()


def live_of(authority: VettingAuthority, people: Iterable[int]) -> set[int]:
    """Which of these adults have begun with the authority, or are accredited by it."""
    rows = Accreditation.objects.filter(authority=authority, person__in=people, state__in=LIVE_ACCREDITATIONS)
    return set(rows.values_list("person", flat=True))


def observations_asked_of(school_id: int, sessions: Iterable[object]) -> QuerySet[Observation]:
    """What a school is asked about these sessions and has not answered."""
    rows = Observation.objects.filter(school=school_id, session__in=list(sessions), state=ObservationState.ASKED, closes_at__gt=clock.now())
    return rows.select_related("accreditation__person")
