"""What an offer's page shows to a signed-in school: its own dates, the offer's week, the checks on those dates, and the way."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bookings.queries.clearance import Ask
from bookings.queries.dates import DateCode, DateOption, date_options, earliest_date, part_of_day
from bookings.rules.prices import price_of
from bookings.rules.words import capitalised, joined, times_words
from core import clock
from core.geo import Point, distance_band, miles_between, travel_minutes
from core.parts import Stop, StopState
from directory.cards import money
from directory.enums import PriceBasis
from directory.models import OfferVersion
from directory.queries.half_days import Openness, WeekDay, usual_week
from portal.cards.offers import ELSEWHERE
from portal.queries.terms import SessionTerm, session_terms, term_to_plan
from schools.models import School
from vetting.queries.assurance.acceptance import Acceptance, live_acceptance
from vetting.queries.assurance.labels import lacking_in
from vetting.queries.assurance.summary import checks_table

Words = str | Promise
WALK_AT_MOST = 30  # minutes that a class walks rather than waiting for a bus
STATES: dict[DateCode, StopState] = {DateCode.FREE: "free", DateCode.AWAITING: "part"}


@dataclass(frozen=True, slots=True)
class Refused:
    """A date that can't be had, and why."""

    date: datetime.date
    words: str


@dataclass(frozen=True, slots=True)
class HalfDay:
    """Half a day of the offer's week, in words and the tone of its tag."""

    words: Words
    tone: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check that is in place, or waived, for one or several subjects. `until` is the first day on which one runs out; None: no end."""

    name: str
    subjects: str
    until: datetime.date | None
    renews_first: bool
    is_waived: bool = False


@dataclass(frozen=True, slots=True)
class SchoolDates:
    """`refused` and `awaiting` explain the stops that are not plainly free. Empty stops: the school's calendar has no days to show."""

    school: School
    heading: str
    label: str
    stops: list[Stop]
    refused: list[Refused]
    awaiting: list[Refused]
    times: str
    cost: str
    way_words: list[str]
    week: list[tuple[WeekDay, HalfDay, HalfDay]]
    checks: list[CheckRow]
    acceptance: Acceptance | None
    lacking: tuple[str, ...]  # of what the school asks in addition
    can_ask: bool

    @property
    def calendar_url(self) -> str:
        return reverse("schools:calendar", args=[self.school.pk])


def school_dates(school: School, version: OfferVersion, *, can_ask: bool) -> SchoolDates:
    starts, ends = school.session_starts, _end(school, version)
    first = earliest_date(school)
    term = term_to_plan(session_terms(school, first, part_of_day(starts, ends)), first)
    options = _options(school, version, term, ends)
    possible = [option for option in options if option.is_possible]
    dates = [option.date for option in possible]
    monday = _monday(dates)
    return SchoolDates(
        school=school,
        heading=_heading(school, options, possible),
        label=_label(school, term),
        stops=[_stop(option) for option in options],
        refused=[Refused(option.date, option.words) for option in options if not option.is_possible],
        awaiting=[Refused(option.date, option.words) for option in options if option.code == DateCode.AWAITING],
        times=times_words(starts, ends),
        cost=_cost(version, len(dates)),
        way_words=_way(school, version),
        week=[(day, _half(day.am), _half(day.pm)) for day in usual_week(version, monday)],
        checks=_checks(version, dates),
        acceptance=live_acceptance(school, version.offer.provider, clock.today(), supervision=version.supervision),
        lacking=lacking_in(school, [version.offer]).get(version.offer_id, ()),
        can_ask=can_ask,
    )


def _end(school: School, version: OfferVersion) -> datetime.time:
    """As long as the offer lasts, within the school's own session."""
    begun = datetime.datetime.combine(datetime.date.min, school.session_starts)
    return min((begun + datetime.timedelta(minutes=version.minutes)).time(), school.session_ends)


def _options(school: School, version: OfferVersion, term: SessionTerm | None, ends: datetime.time) -> list[DateOption]:
    if term is None:
        return []
    ask = Ask(school, version, school.session_starts, ends, version.supervision)
    return date_options(ask, [date for date in term.dates if date > clock.today()], as_one_set=False)


def _heading(school: School, options: Sequence[DateOption], possible: Sequence[DateOption]) -> str:
    values = {"free": len(possible), "all": len(options), "days": _days(school)}
    if not options:
        return _("Your calendar has no %(days)s ahead") % values
    if not possible:
        return _("Free on none of your %(all)s %(days)s") % values
    return _("Free on %(free)s of your %(all)s %(days)s") % values


def _label(school: School, term: SessionTerm | None) -> str:
    return _("%(days)s of the %(term)s") % {"days": _days(school), "term": term.term.label} if term else ""


def _days(school: School) -> str:
    return _("%(weekday)ss") % {"weekday": WEEKDAYS[school.session_weekday]}


def _stop(option: DateOption) -> Stop:
    words = {DateCode.FREE: _("free"), DateCode.AWAITING: _("free, waits for a renewal")}.get(option.code, _("not possible"))
    return Stop(option.date, STATES.get(option.code, "no"), words)


def _cost(version: OfferVersion, sessions: int) -> str:
    """What all the possible dates would cost, where that can be said before the number of pupils is known."""
    if version.price_basis != PriceBasis.PER_SESSION or version.materials_pence or not sessions:
        return ""
    total = price_of(basis=version.price_basis, unit_pence=version.price_pence, materials_pence=0, sessions=sessions, pupils=0).total
    return _("%(number)s × %(price)s = %(total)s") % {"number": sessions, "price": money(version.price_pence), "total": money(total)}  # noqa: RUF001  # the sign for times


def _monday(dates: Sequence[datetime.date]) -> datetime.date:
    """Of the first week in which the school could come, else of the next week."""
    day = min(dates, default=clock.today() + datetime.timedelta(weeks=1))
    return day - datetime.timedelta(days=day.weekday())


def _way(school: School, version: OfferVersion) -> list[str]:
    """How far it is, in bands. Minutes only to places that are open to the public: they would tell where a home is."""
    venue = version.venue if version.setting in ELSEWHERE else None
    where = venue or version.offer.provider
    if school.latitude is None or school.longitude is None or where.latitude is None or where.longitude is None:
        return []
    miles = miles_between(Point(school.latitude, school.longitude), Point(where.latitude, where.longitude))
    if venue is None:
        return [_("They come from %(band)s away") % {"band": distance_band(miles)}] if version.setting not in ELSEWHERE else []
    if not venue.is_public_place:
        return [capitalised(distance_band(miles))]
    band, on_foot = capitalised(distance_band(miles)), travel_minutes(miles, "foot")
    if on_foot <= WALK_AT_MOST:
        return [_("%(band)s, about %(minutes)s minutes on foot") % {"band": band, "minutes": on_foot}]
    return [_("%(band)s, about %(minutes)s minutes by bus") % {"band": band, "minutes": travel_minutes(miles, "bus")}]


def _checks(version: OfferVersion, dates: Sequence[datetime.date]) -> list[CheckRow]:
    """One row for each kind of check, whoever it is about."""
    lines = checks_table(version, dates)
    rows = []
    for name in dict.fromkeys(line.name for line in lines):
        same = [line for line in lines if line.name == name]
        until = min((line.until for line in same if line.until), default=None)
        rows.append(
            CheckRow(
                name=name,
                subjects=joined([line.subject for line in same]),
                until=until,
                renews_first=any(line.renews_first for line in same),
                is_waived=any(line.is_waived for line in same),
            )
        )
    return rows


def _half(openness: str) -> HalfDay:
    match Openness(openness):
        case Openness.FREE:
            return HalfDay(_("Free"), "good")
        case Openness.BUSY:
            return HalfDay(_("Busy"), "")
        case Openness.AWAY:
            return HalfDay(_("Away"), "")
        case Openness.CLOSED:
            return HalfDay(_("Closed"), "")
