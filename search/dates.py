"""When: the choices of dates that a search offers, and the dates that each stands for."""

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from schools.models import School
from schools.queries.calendars import teaching_days, terms_from

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHENEVER, WEDNESDAYS, DATE, TERM = "", "wednesday", "date", "term"
WEDNESDAY = 2
WEEK = datetime.timedelta(weeks=1)
WEEKS_AHEAD = 12  # of “any Wednesday”: about a term
TERMS_AHEAD = 2  # this term, as far as it is left, and the next one


@dataclasses.dataclass(frozen=True)
class Asked:
    """`label` stands in the list of choices, `words` in a sentence after what was searched for: “on your 8 Wednesdays”."""

    label: "StrOrPromise"
    words: "StrOrPromise" = ""
    days: "StrOrPromise" = ""  # what the dates are, after their number: “Wednesdays”
    dates: tuple[datetime.date, ...] = ()
    is_ours: bool = False  # dates of a school's own calendar


def whens(school: School | None, today: datetime.date) -> dict[str, Asked]:
    """By the value in the address. A school's own afternoons come first after “any time”."""
    ours = _terms(school, today) if school else {}
    return {
        WHENEVER: Asked(_("Any time")),
        **ours,
        WEDNESDAYS: Asked(_("Any Wednesday afternoon"), _("on a Wednesday afternoon"), _("Wednesdays"), _wednesdays(today)),
        DATE: Asked(_("A date of our own")),
    }


def dates_of(asked: Asked, date: datetime.date | None) -> Asked:
    """With the date that was written, where it was asked for."""
    if date is None:
        return asked
    words = gettext("on %(date)s") % {"date": date_format(date, "l j F")}
    return dataclasses.replace(asked, words=words, dates=(date,))


def weekday_name(weekday: int, number: int) -> str:
    """The afternoons on which a school has its sessions: Wednesdays, unless it says otherwise."""
    monday = datetime.date(2024, 1, 1)
    name = date_format(monday + datetime.timedelta(days=weekday), "l")
    return ngettext("%(day)s", "%(day)ss", number) % {"day": name}


def _wednesdays(today: datetime.date) -> tuple[datetime.date, ...]:
    first = today + datetime.timedelta(days=(WEDNESDAY - today.weekday() - 1) % 7 + 1)
    return tuple(first + WEEK * number for number in range(WEEKS_AHEAD))


def _terms(school: School, today: datetime.date) -> dict[str, Asked]:
    found = {}
    tomorrow = today + datetime.timedelta(days=1)
    for term in terms_from(school, tomorrow)[:TERMS_AHEAD]:
        days = teaching_days(school, max(term.start, tomorrow), term.end, weekday=school.session_weekday)
        if days:
            about: dict[str, Any] = {"number": len(days), "days": weekday_name(school.session_weekday, len(days)), "term": term.label}
            found[f"{TERM}-{term.start.isoformat()}"] = Asked(
                label=gettext("Our %(number)s %(days)s, %(term)s") % about,
                words=gettext("on your %(number)s %(days)s") % about,
                days=about["days"],
                dates=tuple(days),
                is_ours=True,
            )
    return found
