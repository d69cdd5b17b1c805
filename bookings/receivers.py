"""Signals from below, sent inside the transaction of the change."""

from typing import Any

from django.dispatch import receiver

from bookings.services.merging import follow_merge
from bookings.services.rejudging import Ground, rejudge
from directory.signals import people_merged
from vetting.signals import clearance_changed, reliance_changed


@receiver(clearance_changed, dispatch_uid="bookings.rejudge")
def rejudge_what_rests_on_it(
    sender: object,
    *,
    person_id: int | None = None,
    provider_id: int | None = None,
    venue_id: int | None = None,
    offer_id: int | None = None,
    **kwargs: Any,
) -> None:
    rejudge(Ground(person_id=person_id, provider_id=provider_id, venue_id=venue_id, offer_id=offer_id))


@receiver(reliance_changed, dispatch_uid="bookings.rejudge_for_school")
def rejudge_what_a_school_relies_on(sender: object, *, school_id: int, provider_id: int | None = None, **kwargs: Any) -> None:
    rejudge(Ground(school_id=school_id, provider_id=provider_id))


@receiver(people_merged, dispatch_uid="bookings.follow_merge")
def move_sessions_to_who_is_kept(sender: object, *, keep_id: int, gone_id: int, **kwargs: Any) -> None:
    follow_merge(keep_id=keep_id, gone_id=gone_id)
