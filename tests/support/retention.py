"""Years that pass, and what retention does with them."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from dateutil.relativedelta import relativedelta

from core import clock
from core.models import RetentionRun
from core.queries.retention import outlook, rules_named
from core.services.retention import apply_retention


@contextmanager
def later(**by: int) -> Iterator[datetime.datetime]:
    """As if it were so much later: `later(years=6, days=1)`."""
    moment = clock.now() + relativedelta(**by)  # type: ignore[arg-type]  # the stubs want each length by name
    with time_machine.travel(moment, tick=False):
        yield moment


def applied(*names: str) -> dict[str, int]:
    """What these rules did: rows by rule."""
    return {run.rule: run.rows for run in apply_retention(rules=rules_named(names)) if run.rows}


def due() -> dict[str, int]:
    """What is due now, by rule."""
    return {one.rule.name: one.due for one in outlook() if one.due}


def held() -> dict[str, int]:
    return {one.rule.name: one.held for one in outlook() if one.held}


def runs() -> list[tuple[str, int, int]]:
    return [(run.rule, run.rows, run.held) for run in RetentionRun.objects.order_by("pk")]
