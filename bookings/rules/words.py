"""Dates and times as a school would write them: the same on pages, in mails and in calendars."""

import datetime
import itertools
from collections.abc import Iterable, Sequence

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import clock

NUMBERS = (
    gettext_lazy("no"), gettext_lazy("one"), gettext_lazy("two"), gettext_lazy("three"), gettext_lazy("four"), gettext_lazy("five"),
    gettext_lazy("six"), gettext_lazy("seven"), gettext_lazy("eight"), gettext_lazy("nine"), gettext_lazy("ten"),
)  # fmt: skip


def joined(parts: Sequence[str]) -> str:
    """a, b and c"""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}


def dates_words(dates: Iterable[datetime.date]) -> str:
    """13, 20 and 27 January and 3 February 2027: each month once, the year once where it is the same."""
    days = sorted(set(dates))
    same_year = len({day.year for day in days}) == 1
    months = []
    for (year, _month), group in itertools.groupby(days, key=lambda day: (day.year, day.month)):
        listed = list(group)
        month = date_format(listed[0], "F") if same_year else f"{date_format(listed[0], 'F')} {year}"
        months.append(f"{joined([str(day.day) for day in listed])} {month}")
    return f"{joined(months)} {days[0].year}" if days and same_year else joined(months)


def times_words(starts: datetime.time, ends: datetime.time) -> str:
    return _("%(starts)s to %(ends)s") % {"starts": starts.strftime("%H:%M"), "ends": ends.strftime("%H:%M")}


def weekdays_words(dates: Iterable[datetime.date]) -> str:
    """Eight Wednesdays, One Wednesday, Three dates."""
    days = sorted(set(dates))
    weekdays = {day.weekday() for day in days}
    number = str(NUMBERS[len(days)]) if len(days) < len(NUMBERS) else str(len(days))
    if len(weekdays) != 1:
        return ngettext("%(number)s date", "%(number)s dates", len(days)) % {"number": number}
    weekday = str(WEEKDAYS[weekdays.pop()])
    return ngettext("%(number)s %(weekday)s", "%(number)s %(weekday)ss", len(days)) % {"number": number, "weekday": weekday}


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def moment_words(moment: datetime.datetime) -> str:
    """Thursday 3 December at 17:00, by a London clock."""
    local = moment.astimezone(clock.LONDON)
    return _("%(day)s at %(time)s") % {"day": date_format(local, "l j F"), "time": local.strftime("%H:%M")}
