"""The rule sets of a jurisdiction: which hold today, which are to come, which are past."""

import dataclasses
import datetime
from itertools import pairwise

from core import clock
from vetting.models import RuleSet

DAY = datetime.timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class LawLine:
    """One rule set. `last` is the day before the next one of its key begins, None where none does."""

    key: str
    value: int | bool | datetime.date
    first: datetime.date
    last: datetime.date | None
    source: str

    @property
    def is_yes_or_no(self) -> bool:
        return isinstance(self.value, bool)

    @property
    def is_day(self) -> bool:
        return isinstance(self.value, datetime.date)


@dataclasses.dataclass(frozen=True)
class Law:
    today: tuple[LawLine, ...]
    to_come: tuple[LawLine, ...]  # the next first
    past: tuple[LawLine, ...]  # the latest first


def law_in(jurisdiction: str) -> Law:
    """In one query."""
    rows = list(RuleSet.objects.filter(jurisdiction=jurisdiction).order_by("key", "effective_from"))
    lines = [_line(row, after) for row, after in pairwise([*rows, None]) if row is not None]
    today = clock.today()
    return Law(
        today=tuple(one for one in lines if one.first <= today and (one.last is None or today <= one.last)),
        to_come=tuple(sorted((one for one in lines if today < one.first), key=lambda one: (one.first, one.key))),
        past=tuple(sorted((one for one in lines if one.last and one.last < today), key=lambda one: (one.last, one.key), reverse=True)),
    )


def _line(row: RuleSet, after: RuleSet | None) -> LawLine:
    last = after.effective_from - DAY if after is not None and after.key == row.key else None
    value = datetime.date.fromisoformat(row.value) if isinstance(row.value, str) else row.value
    return LawLine(row.key, value, row.effective_from, last, row.source)
