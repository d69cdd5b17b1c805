"""Dates as people write them in registers, day before month, as in Britain."""

import datetime
import re

from django.utils.translation import gettext as _

SERIAL = re.compile(r"^\d{5}(\.\d+)?$")  # days since 30 December 1899, as Excel stores them
NUMBERS = re.compile(r"^(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})$")
DAY_FIRST = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[ .\-/]*(?:of )?([a-z]{3,9})\.?[ ,.\-/]*(\d{4}|\d{2})$")
MONTH_FIRST = re.compile(r"^([a-z]{3,9})\.?[ ]*(\d{1,2})(?:st|nd|rd|th)?[ ,]+(\d{4})$")
WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?[, ]+")
CLOCK = re.compile(r"[t ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?(z|[+-]\d{2}:?\d{2})?$")
MONTHS = {
    name: number
    for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)
}
FULL = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
EPOCH = datetime.date(1899, 12, 30)
EARLIEST, LATEST = datetime.date(1970, 1, 1), datetime.date(2099, 12, 31)


def parse_day(text: str) -> datetime.date:
    """Raises ValueError with a sentence for people: what can't be a date is never guessed at."""
    found = _parsed(" ".join(text.lower().split()))
    if not EARLIEST <= found <= LATEST:
        raise ValueError(_("The year can't be right."))
    return found


def _parsed(typed: str) -> datetime.date:
    if SERIAL.match(typed):
        return EPOCH + datetime.timedelta(days=int(typed.partition(".")[0]))
    typed = WEEKDAY.sub("", CLOCK.sub("", typed))
    if numbers := NUMBERS.match(typed):
        return _from_numbers(*numbers.groups())
    if words := DAY_FIRST.match(typed):
        return _date(_year(words[3]), _month(words[2]), int(words[1]))
    if words := MONTH_FIRST.match(typed):
        return _date(int(words[3]), _month(words[1]), int(words[2]))
    raise ValueError(_("This is not a whole date. Write it like 4 September 2026 or 04/09/2026."))


def _from_numbers(first: str, second: str, third: str) -> datetime.date:
    if len(first) == 4:
        return _date(int(first), int(second), int(third))
    if len(first) > 2 or len(third) not in {2, 4}:
        raise ValueError(_("This is not a whole date. Write it like 4 September 2026 or 04/09/2026."))
    if int(second) > 12 and int(first) <= 12:
        raise ValueError(_("The day comes before the month, as in 25/09/2026. This looks the other way round."))
    return _date(_year(third), int(second), int(first))


def _year(digits: str) -> int:
    """Two digits are of this century up to 69, as spreadsheet programs have it."""
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900)


def _month(word: str) -> int:
    number = MONTHS.get(word[:3], 0)
    if not number or not (FULL[number - 1].startswith(word) or word == "sept"):
        raise ValueError(_("“%(word)s” is no month.") % {"word": word})
    return number


def _date(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError(_("There is no such day in the calendar.")) from None
