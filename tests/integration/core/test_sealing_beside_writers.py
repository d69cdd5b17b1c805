"""Writers and sealers on real connections at once: nothing is left out of the chain, and nobody waits for a seal."""

import random
import threading

import pytest
from django.db import transaction

from core.models import AuditEvent, AuditSeal
from core.queries.audit import chain_report
from core.services.sealing import seal_audit
from tests.factories.core import AuditEventFactory
from tests.support.threads import at_once

WRITERS, SEALERS = 3, 2


def write(transactions: int, chance: random.Random) -> int:
    """Write in so many transactions, of which some fail; how many events were committed."""
    committed = 0
    for _turn in range(transactions):
        is_undone, events = chance.random() < 0.3, chance.randint(1, 4)
        with transaction.atomic():
            for _event in range(events):
                AuditEventFactory()
            transaction.set_rollback(is_undone)
        committed += 0 if is_undone else events
    return committed


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("transactions", [30, pytest.param(1_000, marks=pytest.mark.slow)])
def test_sealing_beside_writers_leaves_nothing_out(transactions: int) -> None:
    still_writing = [threading.Event() for _writer in range(WRITERS)]

    def writer(number: int) -> int:
        committed = write(transactions, random.Random(number))
        still_writing[number].set()
        return committed

    def sealer() -> int:
        sealed = 0
        while not all(event.is_set() for event in still_writing):
            sealed += seal_audit().sealed
        return sealed

    jobs = [lambda number=number: writer(number) for number in range(WRITERS)] + [sealer] * SEALERS
    results = at_once(*jobs)
    last = seal_audit()

    report = chain_report()
    assert AuditEvent.objects.count() == AuditSeal.objects.count() == sum(results[:WRITERS])
    assert sum(results[WRITERS:]) + last.sealed == sum(results[:WRITERS])
    assert sum(results[WRITERS:]) > 0
    assert (report.broken, report.waiting) == (None, 0)
