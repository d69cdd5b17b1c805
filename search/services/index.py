"""Keeping the index in step with the directory, in the transaction of the change: what is delisted is gone in the same commit."""

import dataclasses
from collections.abc import Callable, Collection

from django.db import connection, transaction
from django.db.models import Q

from core import clock
from directory.models import Offer
from search.engines import engine
from search.queries.documents import documents, free_halves, offers_on_show

BATCH = 200
LOCK = 7042  # the first half of an advisory lock's key; the second is the offer
TAKE_LOCKS = """
SELECT pg_advisory_xact_lock(%(lock)s, (offer_id %% 2147483647)::int)
FROM (SELECT unnest(%(ids)s::bigint[]) AS offer_id ORDER BY 1) AS in_order
"""


@dataclasses.dataclass(frozen=True)
class Rebuilt:
    """How many offers are in the index, how many were taken out of it, and how many words it knows."""

    indexed: int
    removed: int
    words: int


def index_offer(*, offer_id: int) -> bool:
    """Write what the offer says now, or take it out. Returns whether it is in the index."""
    return index_offers(offer_ids=[offer_id]) == 1


@transaction.atomic
def index_offers(*, offer_ids: Collection[int]) -> int:
    """Write what these offers say now, and take out those that are not on show. Returns how many are in the index."""
    _lock(offer_ids)
    offers = offers_on_show(offer_ids)
    answering = engine()
    answering.remove(set(offer_ids) - {offer.pk for offer in offers})
    free = free_halves(offers, clock.today())
    answering.write([(document, free[document.offer_id]) for document in documents(offers)])
    return len(offers)


@transaction.atomic
def refresh_free(*, offer_ids: Collection[int]) -> None:
    """Work out anew when these offers are free."""
    _lock(offer_ids)
    engine().write_free(free_halves(offers_on_show(offer_ids), clock.today()))


def refresh_diary(*, person_id: int | None = None, space_id: int | None = None) -> None:
    """Work out anew when the offers are free that this person leads, or that take place in this space."""
    owned = Q(approved_version__people=person_id) if person_id else Q(approved_version__space=space_id)
    offer_ids = list(Offer.objects.shown().filter(owned).values_list("pk", flat=True).distinct())
    if offer_ids:
        refresh_free(offer_ids=offer_ids)


def rebuild(*, progress: Callable[[int, int], None] = lambda done, total: None) -> Rebuilt:
    """Write everything anew, a batch to a transaction: search goes on answering meanwhile, and a run that was broken off is run again."""
    answering = engine()
    shown = sorted(Offer.objects.shown().order_by().values_list("pk", flat=True))
    indexed = 0
    for start in range(0, len(shown), BATCH):
        indexed += index_offers(offer_ids=shown[start : start + BATCH])
        progress(min(start + BATCH, len(shown)), len(shown))
    removed = remove_strays()
    return Rebuilt(indexed=indexed, removed=removed, words=answering.count_words())


@transaction.atomic
def remove_strays() -> int:
    """Take out whatever is in the index and not on show. Returns how many there were."""
    answering = engine()
    strays = answering.offer_ids() - set(Offer.objects.shown().values_list("pk", flat=True))
    return answering.remove(strays)


def _lock(offer_ids: Collection[int]) -> None:
    """Two changes to one offer are written one after the other, so that the later one has seen the earlier."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_LOCKS, {"lock": LOCK, "ids": list(offer_ids)})
