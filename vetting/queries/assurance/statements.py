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
from vetting.models import Check, Clearance, VettingAuthority
from vetting.queries.clearances.evidence import Subject, subject_key, verified_checks
from vetting.queries.clearances.periods import LEVELS
from vetting.queries.policies.content import content_of
from vetting.states import IN_FORCE


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
    checks = verified_checks(list(named))
    summary = [
        _line(check, named[subject])
        for subject in sorted(named, key=lambda key: named[key])
        for check in sorted(checks.get((authority.pk, subject), []), key=lambda one: (one.check_type, one.pk))
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


def _line(check: Check, subject: str) -> dict[str, Any]:
    return {
        "subject": subject,
        "check": check.check_type,
        "outcome": check.outcome,
        "performed_on": check.performed_on.isoformat(),
        "expires_on": check.expires_on.isoformat() if check.expires_on else None,
    }


def _digest(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
