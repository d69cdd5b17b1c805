"""On which days a check counts: from verified evidence alone, never from a stored status."""

import dataclasses
import datetime
from collections.abc import Iterable

DAY = datetime.timedelta(days=1)
PRESENT = "school_staff_present"  # directory.enums.SupervisionMode: school staff in the room throughout


@dataclasses.dataclass(frozen=True)
class Evidence:
    """A verified check, without anything that it says, or a waiver of one. It counts through its last day, and is gone on the next."""

    code: str
    starts: datetime.date
    ends: datetime.date | None  # the last day; None: for good
    passed: bool
    stands_for: frozenset[str]  # its own code among them
    extends: frozenset[str]
    only_supervised: bool = False  # passed on the condition that school staff are in the room
    is_waived: bool = False  # not made: not asked until its last day


@dataclasses.dataclass(frozen=True)
class Span:
    first: datetime.date
    last: datetime.date | None

    def covers(self, date: datetime.date) -> bool:
        return self.first <= date and (self.last is None or date <= self.last)


def spans(code: str, pool: Iterable[Evidence]) -> tuple[Span, ...]:
    """The days on which the check of this code is covered, in order and without overlaps.

    A status check lengthens the life of the check that came before it; a failed one, or a failed check, ends it on the day before. What
    was made and not passed is not waived away.
    """
    evidence = list(pool)
    has_failed = any(not one.passed and one.code == code for one in evidence)
    bases = [one for one in evidence if one.passed and code in one.stands_for and not (one.is_waived and has_failed)]
    longer = [one for one in evidence if one.passed and code in one.extends and any(base.starts <= one.starts for base in bases)]
    fails = [one.starts for one in evidence if not one.passed and (one.code == code or code in one.extends)]
    found = [Span(one.starts, _cut(one, fails)) for one in (*bases, *longer)]
    return _merged(span for span in found if span.last is None or span.first <= span.last)


def counting_under(supervision: str, pool: Iterable[Evidence]) -> list[Evidence]:
    """The evidence that counts under this supervision."""
    return [one for one in pool if not one.only_supervised or supervision == PRESENT]


def without_end(pool: Iterable[Evidence], codes: frozenset[str]) -> list[Evidence]:
    """The evidence as it would be, were everything of these codes renewed whenever it runs out. A waiver is not renewed."""
    return [dataclasses.replace(one, ends=None) if one.passed and one.code in codes and not one.is_waived else one for one in pool]


def made(pool: Iterable[Evidence]) -> list[Evidence]:
    """The checks that were made, without those that are only waived."""
    return [one for one in pool if not one.is_waived]


def spans_of_any(codes: Iterable[str], pool: Iterable[Evidence]) -> tuple[Span, ...]:
    """The days on which at least one of the checks is covered."""
    evidence = list(pool)
    return _merged(span for code in codes for span in spans(code, evidence))


def _cut(one: Evidence, fails: list[datetime.date]) -> datetime.date | None:
    ends = [fail - DAY for fail in fails if one.starts <= fail]
    return min([*ends, *([one.ends] if one.ends else [])], default=None)


def _merged(found: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(found, key=lambda span: span.first):
        before = merged[-1] if merged else None
        if before is None or (before.last is not None and before.last + DAY < span.first):
            merged.append(span)
        elif before.last is not None and (span.last is None or span.last > before.last):
            merged[-1] = Span(before.first, span.last)
    return tuple(merged)
