"""Taking away what is no longer kept, rule by rule, in chunks that are each whole."""

import logging
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from core import clock
from core.exceptions import DomainError
from core.locks import lock_if_free, lock_until_commit
from core.models import RetentionCount, RetentionRun
from core.queries.retention import due_rows
from core.retention import Action, Rule, all_rules, held_things
from core.services import audit

logger = logging.getLogger(__name__)

HOLDS_LOCK = "retention.holds"  # who sets a hold takes it alone, so that no chunk under way misses it
RUN_LOCK = "retention.run"


class BusyError(DomainError):
    """Another run is under way."""

    code = "busy"


class RetentionFailedError(Exception):
    """Some rules failed; the others were applied. The message names them."""


def apply_retention(*, by: audit.Actor = None, rules: Iterable[Rule] | None = None) -> list[RetentionRun]:
    """Apply every rule, or the named ones. What one run leaves undone, whatever the reason, the next one does.

    Each chunk is a transaction with its audit event. Raises BusyError where another run is under way, and RetentionFailedError, after all
    others were applied, where a rule failed.
    """
    with lock_if_free(RUN_LOCK) as free:
        if not free:
            raise BusyError("Retention is being applied by another process at this moment. Try again later.")
        runs = [_apply(rule, by) for rule in (all_rules() if rules is None else rules) if rule.action is not Action.REVIEW]
    failed = [run.rule for run in runs if run is not None and run.error]
    if failed:
        raise RetentionFailedError(f"These rules failed, and are tried again at the next run: {', '.join(failed)}. The log says why.")
    return [run for run in runs if run is not None]


def _apply(rule: Rule, by: audit.Actor) -> RetentionRun | None:
    """None where nothing is due and nothing held."""
    moment, everything = clock.now(), rule.rows(clock.now())
    held = everything.count() - due_rows(rule, moment, held_things()).count()
    if not held and not everything.exists():
        return None
    run = RetentionRun.objects.create(rule=rule.name, started_at=moment, held=held)
    last: Any = None
    try:
        while (last := _chunk(rule, run, by, after=last)) is not None:
            pass
    except Exception as error:
        logger.exception("The rule of retention %s failed", rule.name)
        RetentionRun.objects.filter(pk=run.pk).update(error=type(error).__name__)
    RetentionRun.objects.filter(pk=run.pk).update(finished_at=clock.now())
    run.refresh_from_db()
    return run


@transaction.atomic
def _chunk(rule: Rule, run: RetentionRun, by: audit.Actor, *, after: Any) -> Any:
    """Take away the next rows. The key of the last of them; None where none was left. Rows that somebody is working on wait."""
    lock_until_commit(HOLDS_LOCK, shared=True)
    due = due_rows(rule, run.started_at, held_things())
    rows = due.model._default_manager.filter(pk__in=due.values("pk")).order_by("pk")
    rows = rows if rule.is_chain else rows.select_for_update(skip_locked=True, of=("self",))
    keys = list((rows if after is None else rows.filter(pk__gt=after)).values_list("pk", flat=True)[: rule.chunk])
    if not keys:
        return None
    _count(rule, due.model, keys)
    if rule.apply is None:
        due.model._default_manager.filter(pk__in=keys).delete()
    else:
        rule.apply(keys)
    RetentionRun.objects.filter(pk=run.pk).update(rows=F("rows") + len(keys))
    details = {"rule": rule.name, "rows": len(keys), "action": rule.action.value}
    audit.record("retention.apply", run, by=by, reason=rule.name, details=details)
    return keys[-1]


def _count(rule: Rule, model: Any, keys: list[Any]) -> None:
    """Leave behind how many there were of each kind."""
    if not rule.counted_by:
        return
    kinds = Counter(model._default_manager.filter(pk__in=keys).values_list(*rule.counted_by))
    for kind, rows in kinds.items():
        count, _made = RetentionCount.objects.get_or_create(
            rule=rule.name, year=clock.today().year, kind=" ".join(str(part) for part in kind)[:120]
        )
        RetentionCount.objects.filter(pk=count.pk).update(rows=F("rows") + rows)
