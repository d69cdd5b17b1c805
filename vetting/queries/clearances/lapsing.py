"""Offers whose assurance runs out soon, what runs out with it, and how many planned sessions that leaves without cover."""

import collections
import dataclasses
import datetime
from collections.abc import Collection

from django.db.models import Count, F, QuerySet

from core import clock
from directory.models import Offer, Person, Provider
from vetting.enums import CheckScope
from vetting.models import Check, Clearance, PlannedUse, VettingAuthority, Waiver
from vetting.queries.clearances.evidence import Known, Subject, subject_key, subject_of, subjects_filter
from vetting.queries.policies.content import content_of
from vetting.states import IN_FORCE, CheckState
from vetting.states.leads import WaiverState

FARTHEST = datetime.timedelta(days=90)


@dataclasses.dataclass(frozen=True)
class Lapse:
    """`until` is the last day that is covered; `days` from today to it. `checks` are those that end on it: none where a review is due.

    `sessions` are planned after it, held or confirmed, at so many `schools`.
    """

    offer: Offer
    clearance: Clearance
    until: datetime.date
    days: int
    checks: tuple[str, ...]
    sessions: int
    schools: int


def lapses_of(authorities: Collection[VettingAuthority]) -> tuple[Lapse, ...]:
    """On the site today by assurance of these authorities, and not for long, soonest first. So many queries, however many offers."""
    today = clock.today()
    given = Clearance.objects.filter(
        authority__in=authorities,
        state__in=IN_FORCE,
        offer__in=Offer.objects.shown().filter(assured_until__lte=today + FARTHEST).values("pk"),
    )
    found = list(
        given.select_related("authority__policy", "offer__provider", "offer__approved_version")
        .prefetch_related("offer__approved_version__people")
        .order_by("offer__assured_until", "pk")
    )
    sessions, names = _sessions_after(found), _names_by_subject(found)
    return tuple(_lapse(one, today, sessions.get(one.offer_id or 0, (0, 0)), names) for one in found)


def _lapse(clearance: Clearance, today: datetime.date, planned: tuple[int, int], names: dict[tuple[int, Subject], list[Known]]) -> Lapse:
    offer = clearance.offer
    if offer is None or offer.assured_until is None:
        raise ValueError(clearance)  # they are asked for by both
    types = content_of(clearance.authority.policy).by_code
    ending = [
        check for subject in _subjects(offer) for check in names[clearance.authority_id, subject] if check.expires_on == offer.assured_until
    ]
    checks = tuple(types[check.check_type].name for check in ending if check.check_type in types)
    return Lapse(offer, clearance, offer.assured_until, (offer.assured_until - today).days, checks, *planned)


def _subjects(offer: Offer) -> list[Subject]:
    version = offer.approved_version
    if version is None:
        raise ValueError(offer)  # it is on the site
    parts: list[Person | Provider | Offer] = [*version.people.all(), offer.provider, offer]
    own = [subject_key(one) for one in parts]
    return own if version.venue_id is None else [*own, _venue_key(version.venue_id)]


def _venue_key(pk: int) -> Subject:
    return (CheckScope.VENUE, pk)


def _names_by_subject(found: list[Clearance]) -> dict[tuple[int, Subject], list[Known]]:
    """The verified checks and waivers of everybody and everything in these offers that end with them, by authority and subject."""
    subjects = {subject for one in found if one.offer for subject in _subjects(one.offer)}
    last_days = {one.offer.assured_until for one in found if one.offer}
    about = subjects_filter(subjects)
    checks = Check.objects.filter(about, state=CheckState.VERIFIED, expires_on__in=last_days)
    waivers = Waiver.objects.filter(about, state=WaiverState.GRANTED, expires_on__in=last_days)
    by_subject: dict[tuple[int, Subject], list[Known]] = collections.defaultdict(list)
    for one in (*checks.order_by("check_type", "pk"), *waivers.order_by("check_type", "pk")):
        by_subject[one.authority_id, subject_of(one)].append(one)
    return by_subject


def _sessions_after(found: list[Clearance]) -> dict[int, tuple[int, int]]:
    after: QuerySet[PlannedUse] = PlannedUse.objects.filter(offer__in=[one.offer_id for one in found], date__gt=F("offer__assured_until"))
    counted = after.order_by().values("offer").annotate(sessions=Count("session", distinct=True), schools=Count("school", distinct=True))
    return {row["offer"]: (row["sessions"], row["schools"]) for row in counted}
