"""Which dates a school could ask for, and why not the others."""

import dataclasses
import datetime
import enum
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bookings import rules
from bookings.exceptions import DateProblem
from bookings.queries.clearance import Ask, Judgement, judge, live_sessions_of, nobody_leads, requests_for, requests_to_ask, severity
from bookings.queries.places import point_of
from core import clock
from directory.queries.diary import free_on, nearest_free_dates
from schools.enums import DayPart
from schools.models import School
from schools.queries.calendars import add_school_days, statuses, teaching_days

NOON = datetime.time(12, 30)
NEAR = datetime.timedelta(weeks=8)


class DateCode(enum.StrEnum):
    FREE = "free"
    AWAITING = "awaiting"  # agreed at once, and confirms by itself when a check is renewed
    PAST = "past"
    TOO_SOON = "too_soon"
    CLOSED = "closed"
    DIARY = "diary"
    NOT_CLEARED = "not_cleared"
    BACKWARDS = "backwards"  # nothing can be said before the times are put right


POSSIBLE = (DateCode.FREE, DateCode.AWAITING)


@dataclasses.dataclass(frozen=True)
class DateOption:
    """One date, whether it can be asked for, and a sentence that says why or how."""

    date: datetime.date
    code: DateCode
    words: str

    @property
    def is_possible(self) -> bool:
        return self.code in POSSIBLE


def earliest_date(school: School) -> datetime.date:
    return add_school_days(school, clock.today(), rules.NOTICE_SCHOOL_DAYS)


def weekdays_between(start: datetime.date, end: datetime.date, weekday: int) -> list[datetime.date]:
    first = start + datetime.timedelta(days=(weekday - start.weekday()) % 7)
    return [first + datetime.timedelta(weeks=week) for week in range(max(0, (end - first).days // 7 + 1))]


def date_options(ask: Ask, dates: Iterable[datetime.date], *, as_one_set: bool) -> list[DateOption]:
    """Each date in its order, judged in the same order in which a person would look: too late, school closed, taken, cleared.

    `as_one_set` judges clearance as if all were booked together, which is the truth for dates that were chosen; otherwise each is judged
    as if it alone were added to what is planned already, which is the truth for a list to choose from.
    """
    wanted = sorted(set(dates))
    if ask.ends <= ask.starts:
        return [
            DateOption(date, DateCode.BACKWARDS, _("Write an end later than the start to see whether they are free.")) for date in wanted
        ]
    refused = _refused_by_calendars(ask, wanted)
    open_dates = [date for date in wanted if date not in refused]
    judged = _judged(ask, open_dates, as_one_set=as_one_set)
    return [refused[date] if date in refused else _from_judgement(date, judged[date]) for date in wanted]


def impossible_dates(ask: Ask, dates: Sequence[datetime.date]) -> list[DateProblem]:
    """Which of the chosen dates can't be had, taken together, and why."""
    options = date_options(ask, dates, as_one_set=True)
    problems = [DateProblem(option.date, option.code, option.words) for option in options if not option.is_possible]
    if not problems and _endangers_promised_days(ask, {uuid.uuid4(): date for date in dates}):
        reason = _("One more day would need a further check for days that they have promised already. Choose fewer, or later ones.")
        problems = [DateProblem(date, DateCode.NOT_CLEARED, reason) for date in dates]
    return problems


def nearest_dates(ask: Ask, around: datetime.date, *, besides: Collection[datetime.date] = ()) -> list[datetime.date]:
    """Free dates next to one that is not: same weekday, on teaching days, not too soon. Clearance is judged when chosen."""
    first = max(earliest_date(ask.school), around - NEAR)
    days = teaching_days(ask.school, first, max(first, around + NEAR), around.weekday(), part_of_day(ask.starts, ask.ends))
    place = point_of(ask.version, ask.school)
    return nearest_free_dates(
        ask.version,
        around=around,
        starts=ask.starts,
        ends=ask.ends,
        weekday=around.weekday(),
        n=rules.NEAREST_DATES,
        among=set(days) - set(besides),
        place=place,
    )


def _endangers_promised_days(ask: Ask, sessions: Mapping[uuid.UUID, datetime.date]) -> bool:
    """Whether these new days would take the clearance away from a day that somebody relies on already.

    Days add up across schools, so one more can put a person over a threshold on days that were promised before.
    """
    promised = requests_for(live_sessions_of(ask.version.people.all()))
    if not promised:
        return False
    now, then = judge(promised), judge([*promised, *requests_to_ask(ask, sessions)])
    return any(severity(then[session]) < severity(answer) for session, answer in now.items())


def part_of_day(starts: datetime.time, ends: datetime.time) -> str:
    if ends <= NOON:
        return DayPart.AM
    return DayPart.PM if starts >= datetime.time(12) else DayPart.ALL


def _refused_by_calendars(ask: Ask, dates: Sequence[datetime.date]) -> dict[datetime.date, DateOption]:
    today, first = clock.today(), earliest_date(ask.school)
    days = statuses(ask.school, dates, part_of_day(ask.starts, ask.ends))
    diary = free_on(ask.version, dates, ask.starts, ask.ends, place=point_of(ask.version, ask.school))
    refused = {}
    for date in dates:
        if date <= today:
            refused[date] = DateOption(date, DateCode.PAST, _("This date has gone."))
        elif not days[date].is_teaching:
            refused[date] = DateOption(date, DateCode.CLOSED, days[date].reason)
        elif date < first:
            refused[date] = DateOption(date, DateCode.TOO_SOON, _too_soon(first))
        elif not diary[date].free:
            refused[date] = DateOption(date, DateCode.DIARY, diary[date].reason)
    return refused


def _too_soon(first: datetime.date) -> str:
    return _("Too soon for them to answer. The first day you can ask for is %(date)s.") % {"date": date_format(first, "l j F")}


def _judged(ask: Ask, dates: Sequence[datetime.date], *, as_one_set: bool) -> dict[datetime.date, Judgement]:
    ids = {uuid.uuid4(): date for date in dates}
    answers = judge(requests_to_ask(ask, ids), as_one_set=as_one_set)
    return {date: answers.get(session, nobody_leads()) for session, date in ids.items()}


def _from_judgement(date: datetime.date, judgement: Judgement) -> DateOption:
    if judgement.is_cleared:
        return DateOption(date, DateCode.FREE, _("Free and cleared"))
    if judgement.may_hold:
        words = _("Free. %(reason)s") % {"reason": judgement.words}
        return DateOption(date, DateCode.AWAITING, words)
    return DateOption(date, DateCode.NOT_CLEARED, judgement.words)
