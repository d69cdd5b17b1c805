import datetime

import pytest
import time_machine

from core import clock
from imports.models import Change, Row
from imports.services.pruning import prune_imports
from imports.states import BatchState
from tests.factories.imports import REGISTER, brought, imported

pytestmark = pytest.mark.django_db


def test_lines_are_kept_for_thirty_days() -> None:
    brought()

    assert (prune_imports(), Row.objects.count()) == (0, 3)


def test_what_nobody_imported_in_thirty_days_is_thrown_away() -> None:
    batch = brought()

    with time_machine.travel(clock.now() + datetime.timedelta(days=31)):
        prune_imports()

    batch.refresh_from_db()
    assert (batch.state, Row.objects.count()) == (BatchState.DISCARDED, 0)


def test_refused_lines_and_old_values_are_forgotten_thirty_days_after_an_import() -> None:
    first = imported(REGISTER + "X,no address,,,,,,,\n")
    imported(REGISTER.replace("NE24 1AA", "NE24 1AB"), authority=first.authority)

    with time_machine.travel(clock.now() + datetime.timedelta(days=31)):
        prune_imports()

    assert (Row.objects.count(), Change.objects.get(before__isnull=False).before) == (0, {})
