"""What the directory and vetting tell of, inside the transaction of the change: the index commits or fails with it."""

from typing import Any

from django.dispatch import receiver

from directory.signals import diary_changed, offer_changed
from search.services.index import index_offer, refresh_diary, refresh_free
from vetting.signals import clearance_changed


@receiver(offer_changed, dispatch_uid="search.index_offer")
def write_offer(*, offer_id: int, **_rest: Any) -> None:
    index_offer(offer_id=offer_id)


@receiver(diary_changed, dispatch_uid="search.refresh_diary")
def write_free_half_days(*, person_id: int | None = None, space_id: int | None = None, **_rest: Any) -> None:
    refresh_diary(person_id=person_id, space_id=space_id)


@receiver(clearance_changed, dispatch_uid="search.refresh_cleared_days")
def write_cleared_days(*, offer_id: int | None = None, **_rest: Any) -> None:
    """Of a person, provider or place nothing is written: their offers are told of by themselves."""
    if offer_id is not None:
        refresh_free(offer_ids=[offer_id])
