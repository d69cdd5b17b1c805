"""What retention would take now and soon, counted and named by number, never by value."""

import dataclasses
import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from core import clock
from core.retention import Held, Rule, all_rules, held_things

EXAMPLES = 5


@dataclasses.dataclass(frozen=True)
class Outlook:
    """What one rule has to do. `soon` counts what is due by then, what is due now included; what is held is in neither."""

    rule: Rule
    cutoff: datetime.datetime
    due: int
    soon: int
    held: int
    examples: tuple[str, ...]


def outlook(*, within: datetime.timedelta = datetime.timedelta(0), of: Held | None = None) -> tuple[Outlook, ...]:
    """Rule by rule. `of` narrows it to the rows that hang on these things; rules whose rows can't are left out then."""
    moment, held = clock.now(), held_things()
    found = []
    for rule in all_rules():
        narrowed = rule.about(of) if of is not None else Q()
        if narrowed is not None:
            found.append(_look(rule, moment, within, held, narrowed))
    return tuple(found)


def due_rows(rule: Rule, moment: datetime.datetime, held: Held) -> QuerySet[Any]:
    """What is due and not held."""
    return _without(rule, rule.rows(moment), held)


def _look(rule: Rule, moment: datetime.datetime, within: datetime.timedelta, held: Held, narrowed: Q) -> Outlook:
    rows = _within(rule, rule.rows(moment), narrowed)
    free = _without(rule, rows, held)
    later = _without(rule, _within(rule, rule.rows(moment + within), narrowed), held)
    due = free.count()
    examples = tuple(str(key) for key in free.order_by("pk").values_list("pk", flat=True)[:EXAMPLES])
    return Outlook(rule, rule.cutoff(moment), due, later.count() if within else due, rows.count() - due, examples)


def _within(rule: Rule, rows: QuerySet[Any], narrowed: Q) -> QuerySet[Any]:
    return rows.filter(pk__in=rows.model._default_manager.filter(narrowed).values("pk")) if narrowed else rows


def _without(rule: Rule, rows: QuerySet[Any], held: Held) -> QuerySet[Any]:
    """By a subquery: a row that hangs on many things is kept by any of them."""
    if rule.is_chain and held:
        return rows.none()
    about = rule.about(held)
    return rows if about is None else rows.exclude(pk__in=rows.model._default_manager.filter(about).values("pk"))


def rules_named(names: Collection[str]) -> tuple[Rule, ...]:
    """Raises KeyError for a name that nothing registered."""
    known = {rule.name: rule for rule in all_rules()}
    return tuple(known[name] for name in names)
