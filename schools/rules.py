"""The school year as it usually runs in England. Pure: no database, no clock.

The blocks are an example for a start, and named as one: each authority and many schools set their own. Maintained schools meet for 380
half-days, which are 190 days (Education (School Day and School Year) (England) Regulations 1999); by custom five more are for training.
"""

import datetime
from collections.abc import Iterator

import holidays
from dateutil.easter import easter
from django.utils.translation import gettext as _

DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)
MONDAY, FRIDAY, SATURDAY = 0, 4, 5
SEPTEMBER = 9
TEACHING_DAYS, TRAINING_DAYS = 190, 5
USUAL_DAYS = range(185, 196)  # of teaching; a year outside it was probably mistyped

Block = tuple[str, datetime.date, datetime.date]  # code, first and last day


def first_year_of(date: datetime.date) -> int:
    """2026 for every day of the academic year 2026-27, which begins on 1 September."""
    return date.year if date.month >= SEPTEMBER else date.year - 1


def start_of_year(first_year: int) -> datetime.date:
    return datetime.date(first_year, SEPTEMBER, 1)


def end_of_year(first_year: int) -> datetime.date:
    return datetime.date(first_year + 1, SEPTEMBER, 1) - DAY


def year_code(first_year: int) -> str:
    """2026-27"""
    return f"{first_year}-{(first_year + 1) % 100:02}"


def example_blocks(first_year: int) -> list[Block]:
    """Six half-term blocks with 195 weekdays in them: 190 of teaching and five of training."""
    next_year = first_year + 1
    autumn = _weekday_from(datetime.date(first_year, SEPTEMBER, 1))
    october = _monday_by(datetime.date(first_year, 10, 28))
    winter = _weekday_from(datetime.date(next_year, 1, 4))
    february = _monday_by(datetime.date(next_year, 2, 18))
    before_easter, after_easter = _easter_break(next_year)
    whitsun = _monday_by(datetime.date(next_year, 5, 31))  # the week of the spring bank holiday
    blocks = [
        ("autumn_1", autumn, october - 3 * DAY),
        ("autumn_2", october + WEEK, _friday_by(datetime.date(first_year, 12, 20))),
        ("spring_1", winter, february - 3 * DAY),
        ("spring_2", february + WEEK, before_easter),
        ("summer_1", _open_day_from(after_easter), whitsun - 3 * DAY),
    ]
    return [*blocks, ("summer_2", whitsun + WEEK, _last_day(blocks, whitsun + WEEK))]


def training_days(blocks: list[Block]) -> list[datetime.date]:
    """The example's five days of staff training: the first of four blocks, and the last of the year."""
    first = {code: start for code, start, _end in blocks}
    return [first["autumn_1"], first["autumn_2"], first["spring_1"], first["summer_1"], blocks[-1][2]]


def bank_holidays(start: datetime.date, end: datetime.date) -> dict[datetime.date, str]:
    """The bank holidays of England from start to end, both included, by the names that people here call them."""
    names = {
        "New Year's Day": _("New Year's Day bank holiday"),
        "Good Friday": _("Good Friday"),
        "Easter Monday": _("Easter Monday"),
        "May Day": _("Early May bank holiday"),
        "Spring Bank Holiday": _("Spring bank holiday"),
        "Late Summer Bank Holiday": _("Summer bank holiday"),
        "Christmas Day": _("Christmas Day"),
        "Boxing Day": _("Boxing Day"),
    }
    found = holidays.country_holidays("GB", subdiv="ENG", years=range(start.year, end.year + 1), language="en_GB")
    return {day: _holiday_name(name, names) for day, name in sorted(found.items()) if start <= day <= end}


def _holiday_name(name: str, names: dict[str, str]) -> str:
    """A holiday of one year alone (a jubilee, a coronation) keeps the library's name."""
    plain = name.removesuffix(" (observed)")
    label = names.get(plain, plain)
    return label if plain == name else _("%(holiday)s (substitute day)") % {"holiday": label}


def _easter_break(year: int) -> tuple[datetime.date, datetime.date]:
    """The last day before two weeks of Easter holidays and the first after: an early Easter begins them, a late one halves them."""
    sunday = easter(year)
    if sunday < datetime.date(year, 4, 1):
        return sunday - 3 * DAY, sunday + 15 * DAY
    return sunday - 9 * DAY, sunday + 8 * DAY


def _last_day(blocks: list[Block], start: datetime.date) -> datetime.date:
    """The day on which the last block, begun at start, brings the year to its number of days."""
    closed = bank_holidays(blocks[0][1], start + 10 * WEEK)
    done = sum(day not in closed for _code, first, last in blocks for day in weekdays(first, last))
    days = (day for day in weekdays(start, start + 10 * WEEK) if day not in closed)
    return next(day for number, day in enumerate(days, start=done + 1) if number == TEACHING_DAYS + TRAINING_DAYS)


def weekdays(start: datetime.date, end: datetime.date) -> Iterator[datetime.date]:
    """Monday to Friday, from start to end, both included."""
    while start <= end:
        if start.weekday() < SATURDAY:
            yield start
        start += DAY


def _open_day_from(date: datetime.date) -> datetime.date:
    """The date, or the day after where the latest of Easters brings it to the early May bank holiday."""
    return date + DAY if date in bank_holidays(date, date) else date


def _weekday_from(date: datetime.date) -> datetime.date:
    return next(weekdays(date, date + 2 * DAY))


def _monday_by(date: datetime.date) -> datetime.date:
    return date - DAY * ((date.weekday() - MONDAY) % 7)


def _friday_by(date: datetime.date) -> datetime.date:
    return date - DAY * ((date.weekday() - FRIDAY) % 7)
