"""Whether somebody's days with children are regulated activity, and which check may be asked of them.

Source: Safeguarding Vulnerable Groups Act 2006, Schedule 4, as amended by the Crime and Policing Act 2026 from 1 September 2026. The table
itself, and every number, is data of the policy; only how days are counted is here.
"""

import bisect
import dataclasses
import datetime
import enum
from collections.abc import Collection, Iterable

from vetting.rules.policy import Facts, PolicyContent, TableRow

WEEK = 7
YEAR = datetime.timedelta(days=365)


class ContactPattern(enum.StrEnum):
    """How somebody's days with children lie, weakest first."""

    ONE_OFF = "one_off"
    INFREQUENT = "infrequent"
    FREQUENT = "frequent"  # once a week or so: guidance, the Act has no number
    PERIOD_CONDITION = "period_condition"  # on more than three days in any thirty
    OVERNIGHT = "overnight"  # between 2 and 6 in the morning


@dataclasses.dataclass(frozen=True)
class Contact:
    """One day of one adult with children, anywhere."""

    date: datetime.date
    nature: str
    overnight: bool = False


@dataclasses.dataclass(frozen=True)
class Assessment:
    row: TableRow
    pattern: ContactPattern
    days: int  # distinct days in the fullest period that contains the date

    @property
    def needs_officer(self) -> bool:
        """Whether the law gives no number here, so that an officer has to say."""
        return self.row.requires == "officer" or self.pattern in self.row.confirm


def fullest_window(date: datetime.date, dates: Iterable[datetime.date], length: int) -> int:
    """The most distinct dates, this one among them, in any run of `length` days that contains it. Both ends count."""
    ordered = sorted({date, *dates})
    reach = datetime.timedelta(days=length - 1)
    starts = (start for start in ordered if date - reach <= start <= date)
    return max(bisect.bisect_right(ordered, start + reach) - bisect.bisect_left(ordered, start) for start in starts)


def week_number(date: datetime.date) -> int:
    """Weeks from Monday to Sunday, counted on without a break at new year."""
    return (date.toordinal() - 1) // WEEK


def weeks_in_a_row(date: datetime.date, dates: Iterable[datetime.date], closed_weeks: Collection[int] = ()) -> int:
    """How many weeks have a date, in the run of weeks round this one. Weeks in which no school teaches don't break the run."""
    taken = {week_number(day) for day in (date, *dates)}
    found = 1
    for step in (-1, 1):
        week = week_number(date) + step
        while week in taken or week in closed_weeks:
            found += week in taken
            week += step
    return found


def pattern_on(
    date: datetime.date, contacts: Collection[Contact], policy: PolicyContent, closed_weeks: Collection[int] = ()
) -> tuple[ContactPattern, int]:
    """How the days lie round this date, and how many fall in the fullest period that contains it. The date itself counts as taken."""
    dates = {contact.date for contact in contacts}
    days = fullest_window(date, dates, policy.number("RA_PERIOD_DAYS", date))
    if any(contact.overnight and contact.date == date for contact in contacts):
        return ContactPattern.OVERNIGHT, days
    if days >= policy.number("RA_PERIOD_MIN_DAYS", date):
        return ContactPattern.PERIOD_CONDITION, days
    if weeks_in_a_row(date, dates, closed_weeks) >= policy.number("RA_WEEKLY_RUN_MIN", date):
        return ContactPattern.FREQUENT, days
    if any(day != date and abs(day - date) < YEAR for day in dates):
        return ContactPattern.INFREQUENT, days
    return ContactPattern.ONE_OFF, days


def assess(policy: PolicyContent, facts: Facts, contacts: Collection[Contact], closed_weeks: Collection[int] = ()) -> Assessment:
    """The first row of the table that holds on the date of the facts, with all of the adult's days counted."""
    patterns: dict[frozenset[str], tuple[ContactPattern, int]] = {}
    for row in policy.table:
        if row.counts not in patterns:
            counted = [contact for contact in contacts if contact.nature in row.counts]
            patterns[row.counts] = pattern_on(facts.date, counted, policy, closed_weeks)
        pattern, days = patterns[row.counts]
        if row.applies(dataclasses.replace(facts, pattern=pattern)):
            return Assessment(row, pattern, days)
    raise LookupError("The last row of a policy's table holds for everybody.")


def assess_declared(policy: PolicyContent, facts: Facts) -> Assessment:
    """As `assess`, for what somebody says they will do: the pattern is in the facts, no days are counted."""
    row = next(row for row in policy.table if row.applies(facts))
    return Assessment(row, ContactPattern(facts.pattern), 0)
