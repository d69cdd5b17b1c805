"""How an import stands: its lines by what they do, and how far it has come."""

import dataclasses

from django.db.models import Count, QuerySet

from imports.enums import Thing, Verdict
from imports.models import Batch, Change, Row

DOING = (Verdict.NEW, Verdict.JOINS, Verdict.CHANGED)


@dataclasses.dataclass(frozen=True)
class Standing:
    """Lines by verdict, and how many have been dealt with."""

    by_verdict: dict[str, int]
    done: int
    to_undo: int

    @property
    def lines(self) -> int:
        return sum(self.by_verdict.values())

    @property
    def to_do(self) -> int:
        """Lines that change something."""
        return sum(self.by_verdict.get(verdict, 0) for verdict in DOING)


def standing_of(batch: Batch) -> Standing:
    rows = Row.objects.filter(batch=batch).order_by()
    counted = dict(rows.values_list("verdict").annotate(Count("pk")))
    by_verdict = {verdict: counted.get(verdict, 0) for verdict in Verdict.values}
    done = rows.filter(done_at__isnull=False).count()
    return Standing(by_verdict, done, pending_undo(batch).count() if done else 0)


def pending_undo(batch: Batch) -> QuerySet[Change]:
    """Changes that have neither been undone nor been found to stay."""
    return Change.objects.filter(batch=batch, undone_at=None, kept_because="")


def made_by(batch: Batch) -> dict[str, int]:
    """What the import made, by kind of thing."""
    made = Change.objects.filter(batch=batch, before__isnull=True).order_by()
    counted = dict(made.values_list("thing").annotate(Count("pk")))
    return {thing: counted.get(thing, 0) for thing in Thing.values}
