"""Forgetting what was brought: thirty days after it came, or was imported, no line of it is left."""

import datetime

from django.db import transaction

from core import clock
from core.services import audit
from imports.models import Batch, Change, Row
from imports.states import BATCH, BatchEvent, BatchState

KEEP = datetime.timedelta(days=30)


@transaction.atomic
def prune_imports() -> int:
    """Returns how many lines were forgotten. What nobody imported in time is thrown away."""
    before = clock.now() - KEEP
    for batch in Batch.objects.filter(state__in=[BatchState.MAPPING, BatchState.PREVIEW], brought_at__lt=before).select_for_update():
        BATCH.fire(batch, BatchEvent.DISCARD, closed_at=clock.now())
        audit.record("import.discard", batch, by=None, reason="thirty_days")
    ended = Batch.objects.filter(finished_at__lt=before) | Batch.objects.filter(state=BatchState.DISCARDED)
    forgotten, _by_model = Row.objects.filter(batch__in=ended).exclude(batch__state=BatchState.UNDOING).delete()
    Change.objects.filter(batch__finished_at__lt=before, before__isnull=False).exclude(batch__state=BatchState.UNDOING).update(before={})
    return forgotten
