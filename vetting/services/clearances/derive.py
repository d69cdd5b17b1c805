"""Writes down what follows from checks, policy and decisions: the periods that SQL joins, and until when each offer is assured.

Nothing is believed from these rows where it matters: `queries.clearances` works from the evidence. They are rewritten with every change.
"""

import collections
import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from psycopg.types.range import DateRange

from directory.models import Offer
from directory.services import listing
from vetting import signals
from vetting.enums import CheckScope
from vetting.models import Clearance, ClearancePeriod, Recognition
from vetting.queries.clearances.evidence import SCOPE_FIELDS, Subject, subject_of, subjects_filter
from vetting.queries.clearances.periods import Period, assured_until, offer_periods, subject_periods
from vetting.queries.clearances.standings import Standings, offers_touching, standings_of, subjects_in
from vetting.rules.cover import DAY, Span
from vetting.states import ClearanceState
from vetting.states.partners import RecognitionState


@transaction.atomic
def refresh(
    *, people: Iterable[int] = (), providers: Iterable[int] = (), venues: Iterable[int] = (), offers: Iterable[int] = ()
) -> set[Subject]:
    """Work out anew what these subjects, and the offers that they have a part in, are cleared for. Returns the subjects that changed.

    Tells clearance_changed of each that changed. An offer brings everybody and everything in it along.
    """
    named: set[Subject] = {(CheckScope.PERSON, pk) for pk in people}
    named |= {(CheckScope.ORGANISATION, pk) for pk in providers} | {(CheckScope.VENUE, pk) for pk in venues}
    own_offers = set(offers)
    named |= {(CheckScope.OFFER, pk) for pk in own_offers}
    if own_offers:
        named |= subjects_in(own_offers)
    touched = offers_touching(named) | own_offers
    subjects = named | {(CheckScope.OFFER, pk) for pk in touched}
    rows = list(Clearance.objects.select_for_update(of=("self",)).filter(subjects_filter(subjects)).order_by("pk"))
    if not rows:
        return set()  # nobody was cleared for anything yet, so nothing follows
    standings = standings_of(touched, also=named)  # read under the locks
    derived = {clearance.pk: _periods(clearance, standings) for clearance in rows}
    changed = _rewrite(rows, derived)
    reassured = {offer.provider_id for offer in Offer.objects.filter(pk__in=touched).order_by("pk") if _assure(offer, derived, standings)}
    tell(changed)
    return changed | _refresh_what_recognises(reassured)


def _refresh_what_recognises(providers: set[int]) -> set[Subject]:
    """What other authorities let stand of these providers holds only while their assurance does, so it is worked out once more."""
    if not providers:
        return set()
    live = Recognition.objects.filter(statement__provider__in=providers, state=RecognitionState.CONFIRMED)
    recognised = set(live.values_list("statement__provider", flat=True))
    return refresh(providers=recognised) if recognised else set()


def subject_changed(subject: Subject) -> None:
    """Something about the subject changed: refresh, and tell of it even where no period did."""
    scope, pk = subject
    ids = {
        CheckScope.PERSON: "people",
        CheckScope.ORGANISATION: "providers",
        CheckScope.VENUE: "venues",
        CheckScope.OFFER: "offers",
    }
    if subject not in refresh(**{ids[CheckScope(scope)]: [pk]}):
        tell([subject])


def tell(subjects: Iterable[Subject]) -> None:
    """Let other apps judge anew what rests on these subjects."""
    for scope, pk in sorted(subjects):
        ids = {field: pk if field == SCOPE_FIELDS[CheckScope(scope)] else None for field in SCOPE_FIELDS.values()}
        signals.clearance_changed.send(sender=Clearance, **ids)


def _rewrite(rows: Sequence[Clearance], derived: Mapping[int, list[Period]]) -> set[Subject]:
    """Only where something differs. Returns the subjects whose rows did."""
    kept = _kept_periods(rows)
    stale = [clearance for clearance in rows if kept[clearance.pk] != _as_derived(derived[clearance.pk])]
    if stale:
        ClearancePeriod.objects.filter(clearance__in=stale).delete()
        ClearancePeriod.objects.bulk_create([_row(clearance, period) for clearance in stale for period in derived[clearance.pk]])
    return {subject_of(clearance) for clearance in stale}


def _kept_periods(rows: Sequence[Clearance]) -> dict[int, set[tuple[object, ...]]]:
    """By clearance. Plain values: a night reads them all, and rarely changes one."""
    kept: dict[int, set[tuple[object, ...]]] = collections.defaultdict(set)
    found = ClearancePeriod.objects.filter(clearance__in=rows).values_list("clearance", "level", "regulated", "renewable", "days")
    for clearance, level, regulated, renewable, days in found:
        kept[clearance].add((level, regulated, renewable, days.lower, days.upper))
    return kept


def _as_derived(periods: Sequence[Period]) -> set[tuple[object, ...]]:
    return {(one.level, one.regulated, one.renewable, *_bounds(one.days)) for one in periods}


def _periods(clearance: Clearance, standings: Standings) -> list[Period]:
    if clearance.state == ClearanceState.WITHDRAWN:
        return []
    if clearance.offer_id is not None:
        return offer_periods(clearance.offer_id, clearance, standings)
    return subject_periods(clearance, standings)


def _bounds(days: Span) -> tuple[datetime.date, datetime.date | None]:
    """As the database keeps a range of days: from the first to the day after the last."""
    return days.first, None if days.last is None else days.last + DAY


def _row(clearance: Clearance, period: Period) -> ClearancePeriod:
    lower, upper = _bounds(period.days)
    return ClearancePeriod(
        clearance=clearance,
        person_id=clearance.person_id,
        provider_id=clearance.provider_id,
        venue_id=clearance.venue_id,
        offer_id=clearance.offer_id,
        level=period.level,
        regulated=period.regulated,
        renewable=period.renewable,
        days=DateRange(lower, upper),
    )


def _assure(offer: Offer, derived: Mapping[int, list[Period]], standings: Standings) -> bool:
    """By the clearance that holds longest, where several authorities looked at the offer. Whether anything changed."""
    found = []
    for clearance in standings.clearances.get((CheckScope.OFFER, offer.pk), []):
        until = assured_until(offer.pk, derived[clearance.pk], clearance, standings)
        if until is not None:
            found.append((until, clearance.authority.name))
    last_day, name = max(found, default=(None, ""))
    if (offer.assured_until, offer.assured_by) == (last_day, name):
        return False
    listing.set_assurance(offer=offer, assured_until=last_day, assured_by=name)
    return True
