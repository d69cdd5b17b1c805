"""What is missing on a date, out of what is asked."""

import dataclasses
import datetime
from collections.abc import Iterable, Sequence

from vetting.rules.applicability import Asked
from vetting.rules.cover import Evidence, made, spans
from vetting.rules.policy import CheckType


@dataclasses.dataclass(frozen=True)
class Gap:
    """A check that blocks and is not covered on the date."""

    check: CheckType
    ended: datetime.date | None  # its last day, where it was covered before; None: it never was
    renewable: bool  # ran out by itself, and is of a kind that people renew as a matter of course


def gaps(asked: Iterable[Asked], pool: Sequence[Evidence], date: datetime.date, supervision: str) -> list[Gap]:
    """The blocking checks that are not covered on the date, in the policy's order."""
    return [gap for one in asked if one.blocks(supervision) and (gap := _gap(one.check, pool, date)) is not None]


def _gap(check: CheckType, pool: Sequence[Evidence], date: datetime.date) -> Gap | None:
    if is_covered(check.code, pool, date):
        return None
    found = spans(check.code, made(pool))  # nothing waits for a waiver to be renewed
    ended = max((span.last for span in found if span.last is not None and span.last < date), default=None)
    failed = any(not one.passed and check.code in {one.code, *one.extends} for one in pool)
    return Gap(check, ended, renewable=check.may_renew and ended is not None and not failed)


def is_covered(code: str, pool: Sequence[Evidence], date: datetime.date) -> bool:
    return any(span.covers(date) for span in spans(code, pool))


def covered_until(asked: Iterable[Asked], pool: Sequence[Evidence], date: datetime.date, supervision: str) -> datetime.date | None:
    """The last day of the cover that holds on the date, of the check that runs out first; None where nothing runs out.

    Meant for a date without gaps: a check that is not covered then is passed over.
    """
    ends = (
        span.last
        for one in asked
        if one.blocks(supervision)
        for span in spans(one.check.code, pool)
        if span.covers(date) and span.last is not None
    )
    return min(ends, default=None)


def has_person_check(pool: Iterable[Evidence], person_codes: frozenset[str], date: datetime.date) -> bool:
    """Whether any check of the adult counts on the date. Nobody without one is left alone with pupils, whatever a policy says.

    Source: Keeping children safe in education, on volunteers: one who was not checked is never left unsupervised.
    """
    return any(
        one.passed and one.code in person_codes and one.starts <= date and (one.ends is None or date <= one.ends) for one in made(pool)
    )
