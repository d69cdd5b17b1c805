"""Changing calendars: examples to begin with, a school's own days and terms, and confirming what was shipped as an example."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from core import clock
from core.services import audit
from core.services.audit import Actor
from schools import rules
from schools.enums import DayCode, DayPart, NonTeachingKind
from schools.exceptions import CalendarError
from schools.models import AcademicYear, Authority, Calendar, NonTeachingDay, School, Term
from schools.queries.resolved import resolve_calendar
from schools.rules import Block

YEARS_AHEAD = 2
AUGUST = 8
FREE_BY_CALENDAR = (DayCode.WEEKEND, DayCode.HALF_TERM, DayCode.HOLIDAYS, DayCode.SCHOOL_CLOSED)


@transaction.atomic
def create_example_calendars(*, by: Actor = None, authorities: Iterable[Authority] | None = None) -> list[Calendar]:
    """Give each authority an example for this academic year and the next where it has no calendar. Returns what was made."""
    first = rules.first_year_of(clock.today())
    made = []
    for authority in Authority.objects.all() if authorities is None else authorities:
        for number in (first, first + 1):
            year = ensure_year(number)
            calendar, is_new = Calendar.objects.get_or_create(year=year, authority=authority, defaults={"is_example": True})
            if is_new:
                _fill_with_example(calendar, number)
                audit.record("calendar.create_example", calendar, by=by, acting_for=authority.name)
                made.append(calendar)
    return made


def _fill_with_example(calendar: Calendar, first_year: int) -> None:
    blocks = rules.example_blocks(first_year)
    _write_terms(calendar, blocks)
    training = [NonTeachingDay(calendar=calendar, date=day, kind=NonTeachingKind.INSET) for day in rules.training_days(blocks)]
    NonTeachingDay.objects.bulk_create([*training, *_bank_holidays(calendar)])


def _bank_holidays(calendar: Calendar) -> list[NonTeachingDay]:
    days = rules.bank_holidays(calendar.year.starts_on, calendar.year.ends_on)
    return [NonTeachingDay(calendar=calendar, date=day, kind=NonTeachingKind.BANK_HOLIDAY, label=label) for day, label in days.items()]


def ensure_year(first_year: int) -> AcademicYear:
    span = {"starts_on": rules.start_of_year(first_year), "ends_on": rules.end_of_year(first_year)}
    return AcademicYear.objects.get_or_create(code=rules.year_code(first_year), defaults=span)[0]


@transaction.atomic
def set_day(
    *, by: Actor, school: School, date: datetime.date, kind: NonTeachingKind, part: DayPart = DayPart.ALL, label: str = ""
) -> NonTeachingDay:
    """Override one day, or half of it, for the school: closed for a reason, or open after all. Raises CalendarError, with the field."""
    _refuse_day_out_of_reach(date)
    if kind == NonTeachingKind.OPEN:
        _refuse_opening(school, date, part)
    else:
        _refuse_closing(school, date, part)
    calendar = _own_calendar(school, ensure_year(rules.first_year_of(date)))
    if part == DayPart.ALL:
        calendar.days.filter(date=date).exclude(part=part).delete()
    day, _is_new = calendar.days.update_or_create(date=date, part=part, defaults={"kind": kind, "label": label.strip()})
    audit.record("calendar.set_day", day, by=by, acting_for=school.name, details={"school": school.pk, "date": str(date), "kind": kind})
    return day


def _refuse_day_out_of_reach(date: datetime.date) -> None:
    today = clock.today()
    if date < today:
        raise CalendarError(_("This day has passed. Choose today or a later day."), code="past", field="date")
    if rules.first_year_of(date) > rules.first_year_of(today) + YEARS_AHEAD:
        last = formats.date_format(rules.end_of_year(rules.first_year_of(today) + YEARS_AHEAD), "j F Y")
        raise CalendarError(_("Choose a day by %(last)s.") % {"last": last}, code="far", field="date")


def _refuse_opening(school: School, date: datetime.date, part: str) -> None:
    status = resolve_calendar(school, date, date).status(date, part)
    if status.is_teaching:
        raise CalendarError(_("Your school teaches at that time already, so there is nothing to change."), code="open", field="date")
    if status.code == DayCode.SCHOOL_CLOSED:
        raise CalendarError(status.reason, code="school_closed", field="date")


def _refuse_closing(school: School, date: datetime.date, part: str) -> None:
    """A day that is free anyway needs no row. One that has a row of the school's already may get another reason."""
    status = resolve_calendar(school, date, date).status(date, part)
    if status.code in FREE_BY_CALENDAR:
        raise CalendarError(_("Nobody teaches on that day anyway: %(reason)s") % {"reason": status.reason}, code="free", field="date")


@transaction.atomic
def remove_day(*, by: Actor, school: School, day: NonTeachingDay) -> None:
    """Take back an override of the school's: its authority's calendar counts again."""
    if day.calendar.school_id != school.pk:
        raise CalendarError(_("This day is not one of your school's own. To teach on it, mark it “open after all”."), code="not_own")
    if day.date < clock.today():
        raise CalendarError(_("This day has passed, so it stays as it was."), code="past")
    details = {"school": school.pk, "date": str(day.date), "kind": day.kind}
    audit.record("calendar.remove_day", day, by=by, acting_for=school.name, details=details)
    day.delete()


@transaction.atomic
def set_terms(*, by: Actor, school: School, first_year: int, blocks: Sequence[Block]) -> Calendar:
    """Give the school term dates of its own for a year (2026 is 2026-27). Raises CalendarError, with the field.

    Where the authority has no calendar to inherit them from, the bank holidays are added.
    """
    year = ensure_year(first_year)
    _refuse_blocks(year, blocks)
    calendar = _own_calendar(school, year)
    _write_terms(calendar, blocks)
    Calendar.objects.filter(pk=calendar.pk).update(is_example=False)
    if not Calendar.objects.filter(year=year, authority=school.authority_id).exists():
        NonTeachingDay.objects.bulk_create(_bank_holidays(calendar), ignore_conflicts=True)
    audit.record("calendar.set_terms", calendar, by=by, acting_for=school.name, details={"school": school.pk, "year": year.code})
    return calendar


def _refuse_blocks(year: AcademicYear, blocks: Sequence[Block]) -> None:
    if not blocks:
        raise CalendarError(_("Enter the first and last day of at least one half-term."), code="no_terms")
    earliest, before = datetime.date(year.starts_on.year, AUGUST, 1), None
    for code, start, end in blocks:
        name = Term(code=code).get_code_display()
        if end < start:
            raise CalendarError(_("%(term)s ends before it begins.") % {"term": name}, field=f"{code}_ends_on")
        if start < earliest or end > year.ends_on:
            raise CalendarError(
                _("%(term)s must lie within the school year %(year)s.") % {"term": name, "year": year.code}, field=f"{code}_starts_on"
            )
        if before and start <= before[1]:
            message = _("%(term)s must begin after %(before)s has ended.")
            raise CalendarError(message % {"term": name, "before": before[0].lower()}, field=f"{code}_starts_on")
        before = (name, end)


@transaction.atomic
def drop_terms(*, by: Actor, school: School, first_year: int) -> None:
    """Go back to the authority's term dates. Single days of the school's own stay."""
    calendar = _own_calendar(school, ensure_year(first_year))
    calendar.terms.all().delete()
    audit.record("calendar.drop_terms", calendar, by=by, acting_for=school.name, details={"school": school.pk, "year": calendar.year.code})


@transaction.atomic
def confirm_calendar(*, by: Actor, school: School, first_year: int) -> None:
    """The school says that the example's dates are right for it."""
    calendar = _own_calendar(school, ensure_year(first_year))
    Calendar.objects.filter(pk=calendar.pk).update(is_example=False)
    audit.record("calendar.confirm", calendar, by=by, acting_for=school.name, details={"school": school.pk, "year": calendar.year.code})


@transaction.atomic
def confirm_authority_calendar(*, by: Actor, calendar: Calendar) -> None:
    """An officer says that the example's dates are right for the authority. Whether they may is the caller's to check."""
    if calendar.authority is None:
        raise CalendarError(_("This calendar is a school's. Its school confirms it."), code="not_authority")
    Calendar.objects.filter(pk=calendar.pk).update(is_example=False)
    audit.record("calendar.confirm", calendar, by=by, acting_for=calendar.authority.name, details={"year": calendar.year.code})


def _own_calendar(school: School, year: AcademicYear) -> Calendar:
    """The school's own, locked. Until it confirms, it stands on an example where its authority does."""
    inherits_example = Calendar.objects.filter(year=year, authority=school.authority_id, is_example=True).exists()
    Calendar.objects.get_or_create(year=year, school=school, defaults={"is_example": inherits_example})
    return Calendar.objects.select_for_update(of=("self",)).select_related("year").get(year=year, school=school)


def _write_terms(calendar: Calendar, blocks: Sequence[Block]) -> None:
    calendar.terms.all().delete()
    Term.objects.bulk_create([Term(calendar=calendar, code=code, starts_on=start, ends_on=end) for code, start, end in blocks])
