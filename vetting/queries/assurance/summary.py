"""What may be said about vetting: one line to the public, a list of checks to signed-in schools. Names and dates, never findings."""

import dataclasses
import datetime
from collections.abc import Sequence

from core import clock
from directory.models import Offer, OfferVersion, Provider
from vetting.queries.asked.requirements import requirements_for


@dataclasses.dataclass(frozen=True)
class AssuranceLine:
    """“Assured by … until …”."""

    authority_name: str
    until: datetime.date


@dataclasses.dataclass(frozen=True)
class CheckLine:
    """A check that is in place, or waived. `renews_first`: it runs out before the last of the dates that were asked about."""

    name: str
    subject: str
    until: datetime.date | None
    renews_first: bool
    is_waived: bool = False


def assurance_of(provider: Provider) -> AssuranceLine | None:
    """By whom the provider's offers on show are assured, and until the first of them runs out; None where none is."""
    first = Offer.objects.shown().filter(provider=provider).order_by("assured_until", "pk").first()
    if first is None or first.assured_until is None:
        return None
    return AssuranceLine(first.assured_by, first.assured_until)


def checks_table(version: OfferVersion, dates: Sequence[datetime.date] = ()) -> list[CheckLine]:
    """For schools: what is in place for the offer, and what has to be renewed before the dates. Empty where the offer is not assured."""
    offer = version.offer
    if offer.assured_until is None or offer.assured_until < clock.today():
        return []
    last = max(dates, default=clock.today())
    return [
        CheckLine(one.name, one.subject, one.until, one.until is not None and one.until < last, is_waived=one.state == "waived")
        for one in requirements_for(version)
        if one.is_met
    ]
