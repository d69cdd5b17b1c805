import datetime

import pytest
import time_machine

from core import clock
from imports.models import Change, Row
from imports.queries.retention import ended_claim_invitations
from imports.services.pruning import discard_stale_imports
from tests.factories.imports import REGISTER, brought, imported
from tests.support.retention import applied, later

pytestmark = pytest.mark.django_db


def test_lines_of_what_was_thrown_away_go_with_the_next_run() -> None:
    brought()

    early = applied("imports.lines")
    with time_machine.travel(clock.now() + datetime.timedelta(days=31)):
        discard_stale_imports()
        late = applied("imports.lines")

    assert (early, late, Row.objects.count()) == ({}, {"imports.lines": 3}, 0)


def test_refused_lines_and_old_values_go_thirty_days_after_an_import() -> None:
    first = imported(REGISTER + "X,no address,,,,,,,\n")
    imported(REGISTER.replace("NE24 1AA", "NE24 1AB"), authority=first.authority)

    with later(days=31):
        applied("imports.lines", "imports.values")
        again = applied("imports.lines", "imports.values")

    assert (Row.objects.count(), Change.objects.get(before__isnull=False).before, again) == (0, {}, {})


def test_invitations_that_stand_stay() -> None:
    assert ended_claim_invitations(clock.now()).count() == 0
