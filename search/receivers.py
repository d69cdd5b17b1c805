"""What the directory tells of, inside the transaction of the change: the index commits or fails with it."""

from typing import Any

from django.dispatch import receiver

from directory.signals import diary_changed, offer_changed
from search.services.index import index_offer, refresh_diary


@receiver(offer_changed, dispatch_uid="search.index_offer")
def write_offer(*, offer_id: int, **_rest: Any) -> None:
    index_offer(offer_id=offer_id)


@receiver(diary_changed, dispatch_uid="search.refresh_diary")
def write_free_half_days(*, person_id: int | None = None, space_id: int | None = None, **_rest: Any) -> None:
    refresh_diary(person_id=person_id, space_id=space_id)
