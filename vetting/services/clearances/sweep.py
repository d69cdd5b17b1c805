"""Works out everything anew, in case a day, a law or a provider's own words changed what follows. Writes only what differs."""

from collections.abc import Iterator

from django.db.models import QuerySet

from directory.models import Offer
from vetting.services.clearances import derive

AT_ONCE = 200  # offers in one transaction: locks are short and memory stays flat


def refresh_everything() -> int:
    """Every offer that was ever approved, with everybody and everything in it. Returns how many subjects changed.

    Nothing waits for it: an offer leaves the site when its last day is over, by the date alone, and clearance is computed when asked.
    """
    return sum(len(derive.refresh(offers=chunk)) for chunk in in_chunks(Offer.objects.filter(approved_version__isnull=False)))


def in_chunks(offers: QuerySet[Offer]) -> Iterator[list[int]]:
    """Their keys in order, so many at once, each read when its turn comes."""
    last = 0
    while True:
        chunk = list(offers.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        if not chunk:
            return
        yield chunk
        last = chunk[-1]
