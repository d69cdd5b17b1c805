"""The nightly look at whether the index says what the directory says. Signals keep it right; this finds what went past them."""

import dataclasses
import datetime

from core import clock
from directory.models import Offer
from search.engines import engine
from search.engines.protocol import fingerprint
from search.queries.documents import documents, offers_on_show
from search.services.index import BATCH, index_offers, rebuild, refresh_free, remove_strays

SAMPLE = 200
FREE_STALE_AFTER = datetime.timedelta(days=30)  # free half days are known for a year and a month, and always for a year
FREE_AT_ONCE = 5_000  # offers a night: at 50,000 each still gets its turn in time


@dataclasses.dataclass(frozen=True)
class Reconciled:
    """How many offers are on show; how many the index lacked, held unduly, and, of the sample, held wrongly."""

    shown: int
    missing: int
    strays: int
    sampled: int
    wrong: int


def reconcile() -> Reconciled:
    """Compare by number and by a sample, mend what differs, and carry on the free half days of those that nobody changed."""
    answering = engine()
    shown = set(Offer.objects.shown().values_list("pk", flat=True))
    missing = sorted(shown - answering.offer_ids())
    strays = remove_strays()
    _index(missing)
    sample = list(Offer.objects.shown().exclude(pk__in=missing).order_by("?").values_list("pk", flat=True)[:SAMPLE])
    written = answering.fingerprints(sample)
    wrong = [document.offer_id for document in documents(offers_on_show(sample)) if fingerprint(document) != written.get(document.offer_id)]
    if wrong:
        rebuild()
    _refresh(answering.oldest_free(FREE_AT_ONCE, clock.today() - FREE_STALE_AFTER))
    answering.count_words()
    return Reconciled(shown=len(shown), missing=len(missing), strays=strays, sampled=len(sample), wrong=len(wrong))


def _index(offer_ids: list[int]) -> None:
    for start in range(0, len(offer_ids), BATCH):
        index_offers(offer_ids=offer_ids[start : start + BATCH])


def _refresh(offer_ids: list[int]) -> None:
    for start in range(0, len(offer_ids), BATCH):
        refresh_free(offer_ids=offer_ids[start : start + BATCH])
