import datetime

import pytest
import time_machine

from core import clock
from core.models import AuditEvent
from imports.models import Batch
from imports.services.pruning import discard_stale_imports
from imports.states import BatchState
from tests.factories.imports import brought, imported

pytestmark = pytest.mark.django_db


def test_what_nobody_imported_in_thirty_days_is_thrown_away() -> None:
    stale, done = brought(), imported()

    early = discard_stale_imports()
    with time_machine.travel(clock.now() + datetime.timedelta(days=31)):
        late = discard_stale_imports()

    states = dict(Batch.objects.values_list("pk", "state"))
    assert (early, late, states) == (0, 1, {stale.pk: BatchState.DISCARDED, done.pk: BatchState.IMPORTED})
    assert AuditEvent.objects.get(action="import.discard").reason_code == "out_of_time"
