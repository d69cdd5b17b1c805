"""The day counter: which adult is planned where, on which days, at all schools. Bookings writes it in its own transaction."""

import uuid
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction

from directory.models import Person
from vetting.answers import ClearanceRequest
from vetting.models import PlannedUse

COPIED = ["date", "nature", "supervision", "setting", "engagement", "is_confirmed", "venue", "school", "offer", "provider"]


def lock_people(person_ids: Iterable[int]) -> None:
    """Lock the adults in the order of their keys, so that nobody else counts or adds their days until the transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Locks last as long as a transaction: begin one first.")
    list(Person.objects.select_for_update().filter(pk__in=set(person_ids)).order_by("pk").values_list("pk"))


@transaction.atomic
def plan(requests: Sequence[ClearanceRequest], *, confirmed: bool) -> None:
    """Count these days as held, or as confirmed. A session that is already counted is counted anew, as it now stands."""
    lock_people(request.person_id for request in requests)
    PlannedUse.objects.bulk_create(
        [_row(request, confirmed=confirmed) for request in requests],
        update_conflicts=True,
        unique_fields=["session", "person"],
        update_fields=COPIED,
    )


def _row(request: ClearanceRequest, *, confirmed: bool) -> PlannedUse:
    return PlannedUse(
        person_id=request.person_id,
        provider_id=request.provider_id,
        offer_id=request.offer_id,
        venue_id=request.venue_id,
        school_id=request.school_id,
        session=request.session,
        date=request.date,
        nature=request.nature,
        supervision=request.supervision,
        setting=request.setting,
        engagement=request.engagement,
        is_confirmed=confirmed,
    )


@transaction.atomic
def confirm(sessions: Collection[uuid.UUID]) -> None:
    """These sessions are firm now."""
    lock_people(PlannedUse.objects.filter(session__in=sessions).values_list("person", flat=True))
    PlannedUse.objects.filter(session__in=sessions).update(is_confirmed=True)


@transaction.atomic
def drop(sessions: Collection[uuid.UUID]) -> None:
    """These sessions won't take place: their days no longer count."""
    lock_people(PlannedUse.objects.filter(session__in=sessions).values_list("person", flat=True))
    PlannedUse.objects.filter(session__in=sessions).delete()
