"""Free or not, and why not. Busy times are answered in words that name neither a school nor a place."""

import dataclasses
import datetime
import enum
import uuid
from collections.abc import Collection, Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from core.geo import Point
from directory import rules
from directory.models import OfferVersion, Person
from directory.queries.diaries import Diary, diaries_of, fetch

NEAREST_WITHIN = datetime.timedelta(weeks=12)  # how far on either side a free date is looked for
SCHOOL_WEEKDAYS = range(5)


class DayCode(enum.StrEnum):
    FREE = "free"
    AWAY = "away"
    NOT_OPEN = "not_open"
    TAKEN = "taken"
    TRAVEL = "travel"


@dataclasses.dataclass(frozen=True)
class DayAnswer:
    """Whether one date is free at the time asked for. `reason` is a sentence for a signed-in school."""

    free: bool
    reason: str
    code: DayCode


@dataclasses.dataclass(frozen=True)
class Wanted:
    """A session as it would be: wall-clock times on a date, and the time taken once set-up and pack-up are added."""

    date: datetime.date
    starts: datetime.time
    ends: datetime.time
    taken_from: datetime.datetime
    taken_until: datetime.datetime
    place: Point | None


def time_taken(
    version: OfferVersion, date: datetime.date, starts: datetime.time, ends: datetime.time
) -> tuple[datetime.datetime, datetime.datetime]:
    """What a session at these local times takes in the diary, set-up and pack-up included: for claim_time.

    Raises ValueError when the session ends before it starts.
    """
    if starts >= ends:
        raise ValueError("A session starts before it ends, on one date.")
    # In UTC: adding minutes to a London time would be wrong by an hour across a clock change.
    before = clock.local(date, starts).astimezone(datetime.UTC) - datetime.timedelta(minutes=version.setup_minutes)
    after = clock.local(date, ends).astimezone(datetime.UTC) + datetime.timedelta(minutes=version.packup_minutes)
    return before, after


def free_on(
    version: OfferVersion,
    dates: Iterable[datetime.date],
    starts: datetime.time,
    ends: datetime.time,
    *,
    place: Point | None = None,
    at: datetime.datetime | None = None,
    ignoring: Collection[uuid.UUID] = (),
) -> dict[datetime.date, DayAnswer]:
    """For each date, whether everybody who leads the version, and its space, are free from `starts` to `ends` (local).

    The session itself must lie in open hours; set-up and pack-up need only be free of other claims and of being away. With `place`, the
    way from and to neighbouring claims is judged too. Lapsed holds count for nothing, nor do the claims of the occasions in `ignoring`: a
    session that is to be moved is not in its own way. The number of queries doesn't depend on the dates.
    """
    wanted = sorted(set(dates))
    if not wanted:
        return {}
    diaries = [diary.without(ignoring) for diary in diaries_of([version], wanted[0], wanted[-1], at)[version.pk]]
    return {date: judge(diaries, Wanted(date, starts, ends, *time_taken(version, date, starts, ends), place)) for date in wanted}


def who_is_free(
    version: OfferVersion,
    people: Sequence[Person],
    date: datetime.date,
    starts: datetime.time,
    ends: datetime.time,
    *,
    place: Point | None = None,
) -> list[Person]:
    """Who of these could lead the version then, each by their own diary, in the order given. Three queries, however many people."""
    diaries = fetch(people, [], date, date)
    wanted = Wanted(date, starts, ends, *time_taken(version, date, starts, ends), place)
    return [person for person in people if judge([diaries[Person, person.pk]], wanted).free]


def nearest_free_dates(
    version: OfferVersion,
    *,
    around: datetime.date,
    starts: datetime.time,
    ends: datetime.time,
    weekday: int | None = None,
    n: int = 3,
    among: Iterable[datetime.date] | None = None,
    place: Point | None = None,
) -> list[datetime.date]:
    """Up to `n` free dates after today nearest to `around`, in order of time. On `weekday` only (Monday is 0), else Monday to Friday.

    `among` narrows it to certain dates: a school's teaching days, say.
    """
    first = max(clock.today() + datetime.timedelta(days=1), around - NEAREST_WITHIN)
    days = range((around + NEAREST_WITHIN - first).days + 1)
    weekdays: Sequence[int] = SCHOOL_WEEKDAYS if weekday is None else [weekday]
    candidates = [date for day in days if (date := first + datetime.timedelta(days=day)).weekday() in weekdays and date != around]
    if among is not None:
        candidates = sorted(set(candidates) & set(among))
    answers = free_on(version, candidates, starts, ends, place=place)
    free = [date for date in candidates if answers[date].free]
    return sorted(sorted(free, key=lambda date: (abs(date - around), date))[:n])


def judge(diaries: Sequence[Diary], wanted: Wanted) -> DayAnswer:
    """Whether the session fits all the diaries. Being away comes first, then hours, then what is taken: the first that applies is told."""
    deciding = [diary for diary in diaries if not diary.follows_people]
    if not deciding:
        return DayAnswer(False, _("Nobody has said yet when this can be booked."), DayCode.NOT_OPEN)
    for code in (DayCode.AWAY, DayCode.NOT_OPEN, DayCode.TAKEN, DayCode.TRAVEL):
        for diary in diaries:
            reason = OBSTACLES[code](diary, wanted)
            if reason:
                return DayAnswer(False, reason, code)
    return DayAnswer(True, _("Free"), DayCode.FREE)


def _away(diary: Diary, wanted: Wanted) -> str:
    for starts, ends in diary.away_times(wanted.date):
        if (starts, ends) == (datetime.time.min, datetime.time.max):
            return (_("%(name)s is away that day.") if isinstance(diary.owner, Person) else _("%(name)s is closed that day.")) % {
                "name": diary.name
            }
        away_from, away_until = clock.local(wanted.date, starts), clock.local(wanted.date, ends)
        if away_from < wanted.taken_until and wanted.taken_from < away_until:
            return (_("%(name)s is away at that time.") if isinstance(diary.owner, Person) else _("%(name)s is closed at that time.")) % {
                "name": diary.name
            }
    return ""


def _not_open(diary: Diary, wanted: Wanted) -> str:
    if diary.follows_people or any(starts <= wanted.starts and wanted.ends <= ends for starts, ends in diary.open_times(wanted.date)):
        return ""
    weekday = date_format(wanted.date, "l")
    return _("%(name)s does not take bookings at that time on a %(weekday)s.") % {"name": diary.name, "weekday": weekday}


def _taken(diary: Diary, wanted: Wanted) -> str:
    if not diary.taken(wanted.taken_from, wanted.taken_until):
        return ""
    return (_("%(name)s is already booked then.") if isinstance(diary.owner, Person) else _("%(name)s is already taken then.")) % {
        "name": diary.name
    }


def _too_far(diary: Diary, wanted: Wanted) -> str:
    if wanted.place is None or not isinstance(diary.owner, Person):
        return ""
    stop = rules.Stop(wanted.taken_from, wanted.taken_until, wanted.place)
    if rules.travel_shortfall(stop, diary.stops) is None:
        return ""
    return _("%(name)s could not travel between this and another booking in time.") % {"name": diary.name}


OBSTACLES = {DayCode.AWAY: _away, DayCode.NOT_OPEN: _not_open, DayCode.TAKEN: _taken, DayCode.TRAVEL: _too_far}
