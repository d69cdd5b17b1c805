"""The weeks ahead of one person or space, as their provider looks at them."""

import dataclasses
import datetime

from core import clock
from directory.models import Person, Space
from directory.queries.diaries import Diary, Times, fetch

DAY = datetime.timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class OpenDay:
    """One date: the times that are open, whether being away takes some off, and how many bookings stand on it."""

    date: datetime.date
    times: Times
    is_away: bool
    booked: int


def weeks_ahead(owner: Person | Space, first: datetime.date, weeks: int = 8) -> list[list[OpenDay]]:
    """Whole weeks from the Monday of `first`. In three queries."""
    monday = first - first.weekday() * DAY
    last = monday + (weeks * 7 - 1) * DAY
    people, spaces = ([owner], []) if isinstance(owner, Person) else ([], [owner])
    (diary,) = fetch(people, spaces, monday, last).values()
    return [[_day(diary, monday + (week * 7 + day) * DAY) for day in range(7)] for week in range(weeks)]


def _day(diary: Diary, date: datetime.date) -> OpenDay:
    booked = sum(claim.during.lower.astimezone(clock.LONDON).date() == date for claim in diary.claims)
    return OpenDay(date, diary.open_times(date), bool(diary.away_times(date)), booked)
