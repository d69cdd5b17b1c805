"""Which recognitions hold today: worked out from what the first authority says, so that they fall with it."""

import collections
import dataclasses
import datetime
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from core import clock
from directory.models import Offer, Provider
from vetting.enums import ClearanceLevel
from vetting.models import AssuranceStatement, Clearance, Recognition, VettingAuthority
from vetting.states import IN_FORCE
from vetting.states.partners import RecognitionState

LEVELS: list[str] = list(ClearanceLevel.values)  # from the lowest
RELATED = ("authority", "statement__authority", "statement__provider", "statement__policy")


@dataclasses.dataclass(frozen=True)
class Holding:
    """A recognition that holds today: for these offers, at most at this level, until this day."""

    recognition: Recognition
    level: str
    until: datetime.date
    offers: tuple[int, ...]

    @property
    def authority(self) -> VettingAuthority:
        return self.recognition.authority


@dataclasses.dataclass(frozen=True)
class Recogniser:
    name: str
    until: datetime.date


def holding(recognitions: Iterable[Recognition]) -> dict[int, Holding]:
    """By recognition, those that hold today; two queries. Pass them with RELATED.

    The first authority has the offer cleared today, had cleared it before the officer recognised, and nobody has suspended it: what it
    clears later, or anew, is not meant. The level is the lowest of what was recognised, said and cleared.
    """
    today = clock.today()
    live = [one for one in recognitions if one.state == RecognitionState.CONFIRMED and one.starts_on <= today <= one.expires_on]
    if not live:
        return {}
    cleared = _cleared_today({one.statement.provider_id for one in live}, today)
    last = _last_levels(live)
    found = {}
    for one in live:
        key = (one.statement.authority_id, one.statement.provider_id)
        covered = [clearance for clearance in cleared[key] if _covers(one, clearance)]
        if covered:
            level = min([one.level, last[key], max((row.level for row in covered), key=LEVELS.index)], key=LEVELS.index)
            days = [row.offer.assured_until for row in covered if row.offer and row.offer.assured_until]
            found[one.pk] = Holding(one, level, min(one.expires_on, max(days)), tuple(row.offer_id or 0 for row in covered))
    return found


def _cleared_today(providers: Collection[int], today: datetime.date) -> dict[tuple[int, int], list[Clearance]]:
    """Clearances of offers that are assured today by who gave them, by authority and provider."""
    rows = Clearance.objects.filter(offer__provider__in=providers, offer__assured_until__gte=today, state__in=IN_FORCE)
    found: dict[tuple[int, int], list[Clearance]] = collections.defaultdict(list)
    for row in rows.select_related("authority", "offer__approved_version").order_by("pk"):
        if row.offer and row.offer.assured_by == row.authority.name:
            found[(row.authority_id, row.offer.provider_id)].append(row)
    return found


def _last_levels(recognitions: Collection[Recognition]) -> dict[tuple[int, int], str]:
    """What each authority said last of each provider."""
    rows = AssuranceStatement.objects.filter(
        provider__in={one.statement.provider_id for one in recognitions}, authority__in={one.statement.authority_id for one in recognitions}
    )
    said = rows.order_by("issued_at", "pk").values_list("authority", "provider", "level")
    return {(authority, provider): level for authority, provider, level in said}


def _covers(recognition: Recognition, clearance: Clearance) -> bool:
    version = clearance.offer.approved_version if clearance.offer else None
    return version is not None and clearance.granted_at <= recognition.recognised_at and recognition.covers(version.nature, version.setting)


def holding_about(providers: Collection[int]) -> list[Holding]:
    """All that hold today about these providers, by the name of who recognises."""
    rows = Recognition.objects.filter(statement__provider__in=providers, state=RecognitionState.CONFIRMED).select_related(*RELATED)
    return sorted(holding(rows).values(), key=lambda one: (one.authority.name, one.recognition.pk))


def recognisers_of(offers: Iterable[Offer]) -> dict[int, list[Recogniser]]:
    """Who else lets the assurance of each offer stand today, each authority once, and until when."""
    wanted = list(offers)
    found: dict[int, dict[str, datetime.date]] = collections.defaultdict(dict)
    if not wanted:
        return {}
    for one in holding_about({offer.provider_id for offer in wanted}):
        for offer in one.offers:
            found[offer][one.authority.name] = max(one.until, found[offer].get(one.authority.name, one.until))
    return {offer.pk: [Recogniser(name, until) for name, until in found[offer.pk].items()] for offer in wanted}


def recognisers_of_provider(provider: Provider) -> list[Recogniser]:
    """Who lets the assurance of any of its offers stand today."""
    found: dict[str, datetime.date] = {}
    for one in holding_about({provider.pk}):
        found[one.authority.name] = max(one.until, found.get(one.authority.name, one.until))
    return [Recogniser(name, until) for name, until in found.items()]


def relied_on_by(user: object) -> QuerySet[Recognition]:
    """What the user's authorities recognise, or are about to: the list of whom they rely on."""
    rows = Recognition.objects.visible_to(user).exclude(state=RecognitionState.WITHDRAWN)
    return rows.select_related(*RELATED, "recognised_by", "confirmed_by")
