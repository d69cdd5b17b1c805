"""What the text of an offer says, as facts that a policy can ask about."""

from typing import Any

from directory.models import OfferVersion
from schools.enums import YearGroup


def facts_said(version: OfferVersion | None) -> dict[str, Any]:
    """Fields of vetting.rules.policy.Facts. Reads the version's space, which whoever asks about many has fetched with them."""
    if version is None:
        return {}
    return {
        "runs": version.pattern,
        "involves": frozenset(version.involves),
        "years": frozenset(year.name.lower() for year in YearGroup if version.year_from <= year <= version.year_to),
        "capacity": version.space.capacity if version.space else 0,
    }
