"""One school's calendar put together: its own terms or else its authority's, and both lists of days, the school's first."""

import dataclasses
import datetime
import itertools
from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _

from schools.enums import DayCode, DayPart, NonTeachingKind
from schools.models import AcademicYear, Calendar, NonTeachingDay, School, Term
from schools.rules import SATURDAY

AUGUST = datetime.timedelta(days=31)
# What lies between two neighbouring blocks. Anything else between two blocks is just holidays.
HALF_TERMS = {("autumn_1", "autumn_2"), ("spring_1", "spring_2"), ("summer_1", "summer_2")}


@dataclasses.dataclass(frozen=True, slots=True)
class DayStatus:
    """Whether a school teaches at a time of a day, and if not, why: a sentence for people and a code for programs."""

    is_teaching: bool
    reason: str
    code: str


TEACHING = DayStatus(True, "", DayCode.TEACHING)


@dataclasses.dataclass(frozen=True)
class ResolvedYear:
    """One academic year as it is for the school: its terms, which are its own or its authority's."""

    year: AcademicYear
    own: Calendar | None
    inherited: Calendar | None
    terms: tuple[Term, ...]

    @property
    def terms_are_own(self) -> bool:
        return bool(self.terms and self.own and self.terms[0].calendar_id == self.own.pk)

    @property
    def is_example(self) -> bool:
        """Whether the terms in force were shipped as an example that neither an officer nor the school has confirmed."""
        is_confirmed = self.own is not None and not self.own.is_example
        return bool(self.inherited and self.inherited.is_example and not self.terms_are_own and not is_confirmed)


@dataclasses.dataclass(frozen=True)
class ResolvedCalendar:
    """A school's calendar over some years. Asks the database nothing more. `days` has the row that decides a half-day, where any does."""

    school: School
    years: tuple[ResolvedYear, ...]
    terms: tuple[Term, ...]
    days: Mapping[tuple[datetime.date, str], NonTeachingDay]

    def year_of(self, date: datetime.date) -> ResolvedYear | None:
        return next((one for one in self.years if one.year.starts_on <= date <= one.year.ends_on), None)

    def term_of(self, date: datetime.date) -> Term | None:
        return next((term for term in self.terms if term.starts_on <= date <= term.ends_on), None)

    def status(self, date: datetime.date, part: str = DayPart.PM) -> DayStatus:
        """The status of a half-day, or of both halves where `part` is all: then the first reason against counts."""
        if not self.school.is_bookable_on(date):
            return DayStatus(False, self._closure_reason(), DayCode.SCHOOL_CLOSED)
        parts = (DayPart.AM, DayPart.PM) if part == DayPart.ALL else (part,)
        answers = [self._half_day(date, half) for half in parts]
        return next((answer for answer in answers if not answer.is_teaching), answers[0])

    def _half_day(self, date: datetime.date, part: str) -> DayStatus:
        row = self.days.get((date, part))
        if row:
            return TEACHING if row.kind == NonTeachingKind.OPEN else DayStatus(False, self._day_reason(row), row.kind)
        if date.weekday() >= SATURDAY:
            return DayStatus(False, _("%(weekday)s: not a school day.") % {"weekday": formats.date_format(date, "l")}, DayCode.WEEKEND)
        if self.term_of(date):
            return TEACHING
        year = self.year_of(date)
        if not year or not year.terms:
            reason = _("Your calendar has no term dates for this day yet. Add them on your calendar page.")
            return DayStatus(False, reason, DayCode.UNKNOWN)
        return _gap(self.terms, date)

    def _closure_reason(self) -> str:
        if self.school.closes_on:
            day = formats.date_format(self.school.closes_on, "j F Y")
            return _("Your school closes on %(day)s, says the national register.") % {"day": day}
        return _("The national register doesn't show this school as open.")

    def _day_reason(self, day: NonTeachingDay) -> str:
        if day.kind == NonTeachingKind.BANK_HOLIDAY and day.label:
            return _("%(holiday)s.") % {"holiday": day.label}
        what = day.get_kind_display()
        if day.part != DayPart.ALL:
            what = _("%(kind)s (%(part)s)") % {"kind": what, "part": day.get_part_display().lower()}
        if day.label:
            what = _("%(kind)s, %(label)s") % {"kind": what, "label": day.label}
        calendar = day.calendar
        if calendar.authority:
            return _("%(what)s, set by %(authority)s.") % {"what": what, "authority": calendar.authority.name}
        return _("%(what)s, set by your school.") % {"what": what}


def resolve_calendar(school: School, start: datetime.date, end: datetime.date | None = None) -> ResolvedCalendar:
    """The school's calendar for the days from start to end (no end: all later ones). Three statements."""
    chosen = Q(school=school) | Q(authority=school.authority_id)
    # An autumn term may begin in the August of the year before.
    within = Q(year__ends_on__gte=start) & (Q(year__starts_on__lte=end + AUGUST) if end else Q())
    calendars = Calendar.objects.filter(chosen & within).select_related("year", "authority").order_by("year__starts_on")
    found = list(calendars.prefetch_related("terms", "days"))
    years = tuple(_resolve_year(list(mine)) for _year, mine in itertools.groupby(found, key=lambda calendar: calendar.year_id))
    days = {key: day for year in years for key, day in _deciding_days(year).items()}
    return ResolvedCalendar(school, years, tuple(term for year in years for term in year.terms), days)


def _resolve_year(calendars: Sequence[Calendar]) -> ResolvedYear:
    own = next((calendar for calendar in calendars if calendar.school_id), None)
    inherited = next((calendar for calendar in calendars if calendar.authority_id), None)
    own_terms = tuple(own.terms.all()) if own else ()
    return ResolvedYear(calendars[0].year, own, inherited, own_terms or (tuple(inherited.terms.all()) if inherited else ()))


def _deciding_days(year: ResolvedYear) -> dict[tuple[datetime.date, str], NonTeachingDay]:
    """A school's row goes before its authority's; a row for half a day goes before its owner's row for the whole."""
    deciding: dict[tuple[datetime.date, str], NonTeachingDay] = {}
    for calendar in (year.inherited, year.own):
        rows = list(calendar.days.all()) if calendar else []
        deciding |= {(day.date, half): day for day in rows if day.part == DayPart.ALL for half in (DayPart.AM, DayPart.PM)}
        deciding |= {(day.date, day.part): day for day in rows if day.part != DayPart.ALL}
    return deciding


def _gap(terms: Sequence[Term], date: datetime.date) -> DayStatus:
    """What lies between blocks, before the first of a year or after its last. `terms` are in order."""
    before = next((term for term in reversed(terms) if term.ends_on < date), None)
    after = next((term for term in terms if term.starts_on > date), None)
    pair = (before.code, after.code) if before and after else None
    if pair in HALF_TERMS:
        return DayStatus(False, _("Half-term in your calendar."), DayCode.HALF_TERM)
    if pair == ("autumn_2", "spring_1"):
        return DayStatus(False, _("Christmas holidays in your calendar."), DayCode.HOLIDAYS)
    if pair == ("spring_2", "summer_1"):
        return DayStatus(False, _("Easter holidays in your calendar."), DayCode.HOLIDAYS)
    if pair is None:
        return DayStatus(False, _("Summer holidays in your calendar."), DayCode.HOLIDAYS)
    return DayStatus(False, _("Holidays in your calendar."), DayCode.HOLIDAYS)
