"""A school's year for its page: half-terms as lines whose stops are the school's afternoons, and the days on which nobody teaches."""

import dataclasses
import datetime
import itertools
from collections.abc import Iterator

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.parts import Stop
from schools import rules
from schools.enums import DayPart, NonTeachingKind
from schools.models import NonTeachingDay, Term
from schools.queries.calendars import term_label
from schools.queries.resolved import ResolvedCalendar, ResolvedYear
from schools.rules import DAY, weekdays


@dataclasses.dataclass(frozen=True)
class BlockCard:
    """A half-term: its days in words, and the school's afternoons in it as stops."""

    title: str
    dates: str
    label: str
    stops: list[Stop]
    is_over: bool


@dataclasses.dataclass(frozen=True)
class TermCard:
    title: str
    blocks: list[BlockCard]


@dataclasses.dataclass(frozen=True)
class DayRow:
    """A day that is not as the terms say. `can_remove` is for the school's own, `can_open` for those of its authority."""

    pk: int
    date: datetime.date
    part: str
    what: str
    set_by: str
    can_remove: bool
    can_open: bool


@dataclasses.dataclass(frozen=True)
class YearCard:
    code: str
    is_example: bool
    terms_are_own: bool
    set_by: str
    summary: str
    terms: list[TermCard]
    days: list[DayRow]


def year_card(calendar: ResolvedCalendar, year: ResolvedYear, today: datetime.date, *, may_edit: bool) -> YearCard:
    authority = calendar.school.authority.name
    return YearCard(
        code=year.year.code,
        is_example=year.is_example,
        terms_are_own=year.terms_are_own,
        set_by=_("your school") if year.terms_are_own else authority,
        summary=_summary(calendar, year),
        terms=_terms(calendar, year, today),
        days=[_day_row(day, authority, today, may_edit=may_edit) for day in _days_that_matter(calendar, year)],
    )


def _teaching_days(calendar: ResolvedCalendar, start: datetime.date, end: datetime.date) -> int:
    return sum(calendar.status(day, DayPart.ALL).is_teaching for day in _span(start, end))


def _span(start: datetime.date, end: datetime.date) -> Iterator[datetime.date]:
    return (start + DAY * number for number in range((end - start).days + 1))


def _summary(calendar: ResolvedCalendar, year: ResolvedYear) -> str:
    """How many days are taught, and a doubt where that is far from the usual 190."""
    if not year.terms:
        return ""
    number = _teaching_days(calendar, year.terms[0].starts_on, year.terms[-1].ends_on)
    said = ngettext("%(number)s whole day of teaching.", "%(number)s whole days of teaching.", number) % {"number": number}
    if number in rules.USUAL_DAYS:
        return said
    return _("%(said)s Most schools have about 190: check the dates below.") % {"said": said}


def _terms(calendar: ResolvedCalendar, year: ResolvedYear, today: datetime.date) -> list[TermCard]:
    halves = ((season, list(terms)) for season, terms in itertools.groupby(year.terms, key=lambda term: term.season))
    return [TermCard(term_label(terms[0]), [_block(calendar, term, today) for term in terms]) for _season, terms in halves]


def _block(calendar: ResolvedCalendar, term: Term, today: datetime.date) -> BlockCard:
    number = _teaching_days(calendar, term.starts_on, term.ends_on)
    days = ngettext("%(number)s day of teaching", "%(number)s days of teaching", number) % {"number": number}
    name = term.get_code_display()
    weekday = WEEKDAYS[calendar.school.session_weekday]
    return BlockCard(
        title=name,
        dates=_("%(first)s to %(last)s, %(days)s") % {"first": _short(term.starts_on), "last": _short(term.ends_on), "days": days},
        label=_("%(weekday)ss of %(term)s") % {"weekday": weekday, "term": name},
        stops=_stops(calendar, term),
        is_over=term.ends_on < today,
    )


def _short(date: datetime.date) -> str:
    return formats.date_format(date, "D j F")


def _stops(calendar: ResolvedCalendar, term: Term) -> list[Stop]:
    part = DayPart.PM if calendar.school.session_starts >= datetime.time(12) else DayPart.AM
    days = [day for day in _span(term.starts_on, term.ends_on) if day.weekday() == calendar.school.session_weekday]
    answers = [(day, calendar.status(day, part)) for day in days]
    return [Stop(day, "free", _("school")) if one.is_teaching else Stop(day, "no", one.reason) for day, one in answers]


def _days_that_matter(calendar: ResolvedCalendar, year: ResolvedYear) -> list[NonTeachingDay]:
    """The school's own, and its authority's where they fall on a day of term and the school has not replaced them."""
    deciding = {day.pk: day for day in calendar.days.values()}
    own = list(year.own.days.all()) if year.own else []
    taught = {day for term in year.terms for day in weekdays(term.starts_on, term.ends_on)}
    inherited = [day for day in (year.inherited.days.all() if year.inherited else []) if day.pk in deciding and day.date in taught]
    return sorted([*own, *inherited], key=lambda day: (day.date, day.part))


def _day_row(day: NonTeachingDay, authority: str, today: datetime.date, *, may_edit: bool) -> DayRow:
    what = day.label if day.kind == NonTeachingKind.BANK_HOLIDAY and day.label else day.get_kind_display()
    if day.part != DayPart.ALL:
        what = _("%(what)s, %(part)s only") % {"what": what, "part": day.get_part_display().lower()}
    if day.label and day.label not in what:
        what = _("%(what)s: %(label)s") % {"what": what, "label": day.label}
    is_own, is_open = day.calendar.school_id is not None, may_edit and day.date >= today
    return DayRow(
        pk=day.pk,
        date=day.date,
        part=day.part,
        what=what,
        set_by=_("your school") if is_own else authority,
        can_remove=is_open and is_own,
        can_open=is_open and not is_own,
    )


def choose_year(calendar: ResolvedCalendar, code: str, today: datetime.date) -> ResolvedYear | None:
    """The year that was asked for, else the first with a term that is not over, else the last known."""
    asked = next((year for year in calendar.years if year.year.code == code), None)
    going = next((year for year in calendar.years if year.terms and year.terms[-1].ends_on >= today), None)
    return asked or going or next(reversed(calendar.years), None)
