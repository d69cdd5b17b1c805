"""What an authority can say about a provider today: outcomes and dates, never what lies behind them."""

import dataclasses
import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from core import clock
from directory.models import Offer, Person, Provider, Venue
from vetting.enums import ClearanceLevel
from vetting.models import Clearance, VettingAuthority, Waiver
from vetting.queries.clearances.evidence import Known, Subject, subject_key, what_counts
from vetting.queries.clearances.periods import LEVELS
from vetting.queries.policies.content import content_of
from vetting.states import IN_FORCE

WAIVED = "waived"  # stands where the outcome of a check would


@dataclasses.dataclass(frozen=True)
class StatementContent:
    level: str
    holds_until: datetime.date
    summary: list[dict[str, Any]]
    sha256: str  # of all of it, so that a copy can be told from a forgery


def statement_content(provider: Provider, authority: VettingAuthority) -> StatementContent | None:
    """None while the authority assures none of the provider's offers. It holds until the first of them runs out."""
    rows = Offer.objects.filter(provider=provider, assured_until__gte=clock.today(), assured_by=authority.name).order_by("pk")
    offers = list(rows.select_related("approved_version__venue").prefetch_related("approved_version__people"))
    if not offers:
        return None
    levels = Clearance.objects.filter(offer__in=offers, authority=authority, state__in=IN_FORCE).values_list("level", flat=True)
    level = max(levels, key=LEVELS.index, default=ClearanceLevel.LISTED_ONLY)
    holds_until = min(offer.assured_until for offer in offers if offer.assured_until)
    named = _named(provider, offers)
    counts, today = what_counts(list(named)), clock.today()
    summary = [
        _line(one, named[subject])
        for subject in sorted(named, key=lambda key: named[key])
        for one in sorted(counts.get((authority.pk, subject), []), key=lambda one: (one.check_type, isinstance(one, Waiver), one.pk))
        if not isinstance(one, Waiver) or one.starts_on <= today <= one.expires_on
    ]
    said = {"provider": str(provider.uuid), "authority": authority.name, "level": level, "until": str(holds_until), "checks": summary}
    return StatementContent(level, holds_until, summary, _digest(said | {"policy": content_of(authority.policy).label}))


def _named(provider: Provider, offers: Sequence[Offer]) -> dict[Subject, str]:
    """Everybody and everything in the offers, by their public ids: a statement outlives names."""
    versions = [offer.approved_version for offer in offers if offer.approved_version]
    people = [person for version in versions for person in version.people.all()]
    venues = [version.venue for version in versions if version.venue]
    found: list[Person | Provider | Venue | Offer] = [provider, *offers, *people, *venues]
    return {subject_key(one): f"{subject_key(one)[0]}:{one.uuid}" for one in found}


def _line(known: Known, subject: str) -> dict[str, Any]:
    """Of a waiver that there is one, and its days; never why."""
    outcome, since = (WAIVED, known.starts_on) if isinstance(known, Waiver) else (known.outcome, known.performed_on)
    return {
        "subject": subject,
        "check": known.check_type,
        "outcome": outcome,
        "performed_on": since.isoformat(),
        "expires_on": known.expires_on.isoformat() if known.expires_on else None,
    }


def _digest(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
