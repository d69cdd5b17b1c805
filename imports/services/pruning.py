"""Throwing away what nobody imported in time: its lines go by the next rule of retention."""

from django.db import transaction

from core import clock
from core.retention import period
from core.services import audit
from imports.models import Batch
from imports.states import BATCH, BatchEvent, BatchState


@transaction.atomic
def discard_stale_imports() -> int:
    """How many were thrown away: brought before the period for which lines are kept, and never started."""
    before = clock.now() - period("import_lines")
    stale = Batch.objects.filter(state__in=[BatchState.MAPPING, BatchState.PREVIEW], brought_at__lt=before)
    batches = list(stale.select_for_update())
    for batch in batches:
        BATCH.fire(batch, BatchEvent.DISCARD, closed_at=clock.now())
        audit.record("import.discard", batch, by=None, reason="out_of_time")
    return len(batches)
