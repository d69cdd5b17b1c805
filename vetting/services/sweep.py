"""Works out everything anew, in case a day, a law or a provider's own words changed what follows. Writes only what differs."""

from collections.abc import Iterator

from directory.models import Offer
from vetting.services import derive

AT_ONCE = 200  # offers in one transaction: locks are short and memory stays flat


def refresh_everything() -> int:
    """Every offer that was ever approved, with everybody and everything in it. Returns how many subjects changed.

    Nothing waits for it: an offer leaves the site when its last day is over, by the date alone, and clearance is computed when asked.
    """
    return sum(len(derive.refresh(offers=chunk)) for chunk in _chunks())


def _chunks() -> Iterator[list[int]]:
    last = 0
    while True:
        rows = Offer.objects.filter(pk__gt=last, approved_version__isnull=False).order_by("pk").values_list("pk", flat=True)
        chunk = list(rows[:AT_ONCE])
        if not chunk:
            return
        yield chunk
        last = chunk[-1]
