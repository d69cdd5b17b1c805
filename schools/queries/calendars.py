"""On which days a school teaches, and why not on the others."""

import dataclasses
import datetime
import itertools
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from schools.enums import DayCode, DayPart
from schools.models import School, Term
from schools.queries.resolved import DayStatus, ResolvedCalendar, resolve_calendar
from schools.rules import DAY, SATURDAY

__all__ = ["DayStatus", "WholeTerm", "add_school_days", "day_status", "statuses", "teaching_days", "term_label", "term_of", "terms_from"]


@dataclasses.dataclass(frozen=True, slots=True)
class WholeTerm:
    """Both halves of a term. The days are its first and its last; half-term lies between them."""

    label: str
    start: datetime.date
    end: datetime.date


def day_status(school: School, date: datetime.date, part: str = DayPart.PM) -> DayStatus:
    return resolve_calendar(school, date, date).status(date, part)


def statuses(school: School, dates: Iterable[datetime.date], part: str = DayPart.PM) -> dict[datetime.date, DayStatus]:
    """The status of each date, in the order given."""
    wanted = list(dates)
    if not wanted:
        return {}
    calendar = resolve_calendar(school, min(wanted), max(wanted))
    return {date: calendar.status(date, part) for date in wanted}


def teaching_days(
    school: School, start: datetime.date, end: datetime.date, weekday: int | None = None, part: str = DayPart.PM
) -> list[datetime.date]:
    """The days from start to end, both included, on which the school teaches at that part of the day. Monday is weekday 0."""
    calendar = resolve_calendar(school, start, end)
    days = (start + DAY * number for number in range((end - start).days + 1))
    return [day for day in days if weekday in (None, day.weekday()) and calendar.status(day, part).is_teaching]


def term_of(school: School, date: datetime.date) -> Term | None:
    """The half-term block that the date lies in."""
    return resolve_calendar(school, date, date).term_of(date)


def terms_from(school: School, date: datetime.date) -> list[WholeTerm]:
    """The terms that have not ended before the date, the present one first."""
    blocks = resolve_calendar(school, date).terms
    seasons = (list(group) for _season, group in itertools.groupby(blocks, key=lambda block: (block.calendar_id, block.season)))
    whole = [WholeTerm(term_label(halves[0]), halves[0].starts_on, halves[-1].ends_on) for halves in seasons]
    return [term for term in whole if term.end >= date]


def add_school_days(school: School, date: datetime.date, n: int) -> datetime.date:
    """The nth day of teaching after the date, or before it where n is negative; the date itself for 0.

    Where no calendar is known, the weekdays count, so that a deadline always has a date.
    """
    if n == 0:
        return date
    calendar = resolve_calendar(school, date) if n > 0 else resolve_calendar(school, datetime.date.min, date)
    counted = (day for day in _days_beside(date, DAY if n > 0 else -DAY) if _counts(calendar, day))
    return next(itertools.islice(counted, abs(n) - 1, None))


def _days_beside(date: datetime.date, step: datetime.timedelta) -> Iterator[datetime.date]:
    while True:
        date += step
        yield date


def _counts(calendar: ResolvedCalendar, day: datetime.date) -> bool:
    status = calendar.status(day, DayPart.ALL)
    return status.is_teaching or (status.code in (DayCode.UNKNOWN, DayCode.SCHOOL_CLOSED) and day.weekday() < SATURDAY)


def term_label(block: Term) -> str:
    """Spring term 2027, for either half."""
    names = {"autumn": _("Autumn term %(year)s"), "spring": _("Spring term %(year)s"), "summer": _("Summer term %(year)s")}
    return names[block.season] % {"year": block.starts_on.year}
