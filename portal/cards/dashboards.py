"""What people find where they land: what needs them first, then what is on."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.queries.lists import BookingLine
from bookings.queries.todo import ToDo
from bookings.queries.weeks import monday_of
from bookings.rules.words import NUMBERS
from bookings.states import BookingState, SessionState
from core import clock
from core.parts import Stop, StopState, Task, Week
from directory.cards import money
from directory.states import OfferState
from portal.queries.officer_work import OfficerWork
from portal.queries.provider_offers import OfferStanding
from portal.queries.school_setup import SchoolSetup
from portal.queries.school_terms import DaySessions, SchoolTerm
from schools.models import School

NOON, EVENING, SATURDAY = 12, 17, 5
MOST_COMING = 8
Tone = Literal["good", "ask", "bad", "plain"]


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term's session days as stops, with a few figures."""

    heading: str
    label: str
    stops: list[Stop]
    totals: list[tuple[str, str | int]]
    gaps: int


def greeting(things: int) -> str:
    """By a London clock, and how many things need the reader."""
    hour = clock.now().astimezone(clock.LONDON).hour
    hello = _("Good morning") if hour < NOON else _("Good afternoon") if hour < EVENING else _("Good evening")
    if not things:
        return _("%(hello)s. Nothing needs you") % {"hello": hello}
    number = str(NUMBERS[things]).capitalize() if things < len(NUMBERS) else str(things)
    need = ngettext("%(number)s thing needs you", "%(number)s things need you", things) % {"number": number}
    return f"{hello}. {need}"


def as_tasks(to_do: Sequence[ToDo]) -> list[Task]:
    tones = {"bad": "bad", "ask": "ask", "good": "good"}
    return [Task(one.title, one.tag, tones.get(one.tone, "plain"), one.url, one.hint) for one in to_do]  # type: ignore[arg-type]  # a tone


def setup_tasks(school: School, setup: SchoolSetup, *, may_edit: bool, may_invite: bool) -> list[Task]:
    """What would make asking easier. Only what the reader may do."""
    tasks = []
    calendar = reverse("schools:calendar", args=[school.pk])
    if may_edit and not setup.has_calendar:
        tasks.append(Task(_("Add your term dates"), _("To begin"), "ask", calendar, _("Then offers show which of your days are free.")))
    elif may_edit and setup.is_example:
        tasks.append(
            Task(
                _("Check your term dates"),
                _("Example"),
                "ask",
                calendar,
                _("They came with the site. Change what differs, and confirm them."),
            )
        )
    if may_edit and not setup.has_groups:
        hint = _("A label, the years and how many: no names.")
        tasks.append(Task(_("Describe a group"), _("To begin"), "ask", reverse("schools:groups", args=[school.pk]), hint))
    if may_invite and not setup.has_approver:
        hint = _("Somebody else than the one who asks has to approve. Invite your head or budget holder.")
        tasks.append(Task(_("Give somebody the approver's part"), _("To begin"), "ask", reverse("schools:people", args=[school.pk]), hint))
    return tasks


def term_line(school: School, term: SchoolTerm, *, shows_cost: bool) -> TermLine:
    days = _("%(weekday)ss") % {"weekday": WEEKDAYS[school.session_weekday]}
    totals: list[tuple[str, str | int]] = [
        (_("%(days)s with something on") % {"days": days}, _("%(filled)s of %(all)s") % {"filled": term.filled, "all": len(term.days)}),
        (_("Sessions"), term.sessions),
        (_("People to meet"), term.people),
    ]
    if shows_cost:
        totals.append((_("Agreed cost"), money(term.pence)))
    gaps = sum(day.is_empty and day.date > clock.today() for day in term.days)
    label = _("%(days)s of the %(term)s, and what is on") % {"days": days, "term": term.label}
    heading = _("%(term)s, on %(days)s") % {"term": term.label, "days": days}
    return TermLine(heading, label, [_stop(day) for day in term.days], totals, gaps)


def _stop(day: DaySessions) -> Stop:
    if day.is_empty and day.date < clock.today():
        return Stop(day.date, "no", _("nothing was on"))
    state: StopState = "open" if day.is_empty else "risk" if day.at_risk else "part" if day.waiting else "free"
    return Stop(day.date, state, _day_words(day))


def _day_words(day: DaySessions) -> str:
    if day.is_empty:
        return _("nothing booked")
    numbers = [
        (day.firm, ngettext("%(n)s confirmed", "%(n)s confirmed", day.firm)),
        (day.waiting, ngettext("%(n)s waiting", "%(n)s waiting", day.waiting)),
        (day.at_risk, ngettext("%(n)s at risk", "%(n)s at risk", day.at_risk)),
    ]
    return ", ".join(words % {"n": number} for number, words in numbers if number)


def provider_tasks(standings: Sequence[OfferStanding], to_do: Sequence[ToDo], waiting: Mapping[int, int]) -> list[Task]:
    """Questions first, then requests and invitations, then what was refused, checks, what is unfinished, and what ends soon.

    `waiting` says by the number of an offer how many of its checks wait for the provider.
    """
    today = clock.today()
    asked = [_offer_task(one, _("Answer the officers about %(title)s"), _("Question"), "ask") for one in standings if one.is_asked]
    refused = [
        _offer_task(one, _("Put right %(title)s, and send it in again"), _("Not cleared"), "ask") for one in standings if one.is_declined
    ]
    checks = [
        _offer_task(one, _("Answer what is asked for %(title)s"), _("To do"), "ask", _checks_left(waiting[one.offer.pk]))
        for one in standings
        if one.offer.pk in waiting
    ]
    drafts = [_offer_task(one, _("Finish %(title)s"), _("Draft"), "plain", _pages_left(one)) for one in standings if _is_unfinished(one)]
    ending = [_offer_task(one, _("Keep %(title)s listed"), _("Ends soon"), "ask", _ends(one)) for one in standings if one.ends_soon(today)]
    return [*asked, *as_tasks(to_do), *refused, *checks, *drafts, *ending]


def _is_unfinished(standing: OfferStanding) -> bool:
    return standing.is_draft and not standing.is_declined


def _offer_task(standing: OfferStanding, wording: str, state: str, tone: Tone, hint: str = "") -> Task:
    return Task(wording % {"title": standing.title}, state, tone, reverse("portal:offer-tasks", args=[standing.offer.slug]), hint)


def _checks_left(number: int) -> str:
    return ngettext("%(n)s check waits for you.", "%(n)s checks wait for you.", number) % {"n": number}


def _pages_left(standing: OfferStanding) -> str:
    left = standing.pages_left
    if not left:
        return _("All is said: send it in.")
    return ngettext("%(n)s page to fill in.", "%(n)s pages to fill in.", left) % {"n": left}


def _ends(standing: OfferStanding) -> str:
    until = date_format(standing.offer.assured_until, "j F Y") if standing.offer.assured_until else ""
    return _("Assured until %(date)s. See what to renew.") % {"date": until}


def offer_rows(standings: Sequence[OfferStanding]) -> list[Task]:
    """Each offer with where it stands, leading to its list of what is left."""
    return [
        Task(one.title, state, tone, reverse("portal:offer-tasks", args=[one.offer.slug]), hint)
        for one in standings
        for state, tone, hint in [_standing(one)]
    ]


def _standing(one: OfferStanding) -> tuple[str, Tone, str]:
    beside = (
        _("With changes that are not sent in yet.") if one.is_draft else _("With changes that the officers look at.") if one.beside else ""
    )
    match one.offer.state:
        case OfferState.LISTED if one.offer.is_shown:
            return _("Listed"), "good", beside
        case OfferState.LISTED:
            return _("Not on show"), "bad", _("Something it rests on has run out, or is being looked at.")
        case OfferState.PAUSED:
            return _("Paused"), "plain", beside
        case OfferState.IN_REVIEW:
            return (_("Question"), "ask", "") if one.is_asked else (_("With the officers"), "plain", "")
        case _:
            return (_("Not cleared"), "ask", "") if one.is_declined else (_("Draft"), "plain", _("Nobody else sees it."))


TONES_OF_BOOKINGS: dict[str, Tone] = {BookingState.CONFIRMED: "good", SessionState.AT_RISK: "bad"}


def coming_up(lines: Sequence[BookingLine]) -> list[Task]:
    """What a provider has before it, the next first."""
    return [
        Task(
            _("%(title)s, %(school)s") % {"title": line.title, "school": line.school},
            line.state_label,
            TONES_OF_BOOKINGS.get(line.standing, "ask"),
            reverse("bookings:booking-detail", args=[line.reference]),
            line.dates,
        )
        for line in lines[:MOST_COMING]
    ]


def current_week(today: datetime.date) -> datetime.date:
    """The Monday of the week that matters: on a weekend, of the one to come."""
    ahead = today + datetime.timedelta(days=2) if today.weekday() >= SATURDAY else today
    return monday_of(ahead)


def has_sessions(week: Week) -> bool:
    return any(slots for _day, slots in week.agenda)


def officer_tasks(work: OfficerWork) -> list[Task]:
    """What waits for this officer, the most pressing first. Lines with nothing to do are left out."""
    queue, joining, clearances = reverse("vetting_cases:index"), reverse("vetting_joining"), reverse("vetting_clearances:index")
    lines: list[tuple[int, str, str, Tone, str]] = [
        (work.suspensions, _("Confirm or lift suspensions"), _("A second officer has to look."), "bad", clearances),
        (work.second, _("Decide cases that a colleague recommends"), _("You recommended none of these."), "ask", queue),
        (work.checks, _("Verify checks that a colleague recorded"), _("They count once a second officer has verified them."), "ask", queue),
        (work.mine, _("Go on with your cases"), _("You have claimed them."), "ask", queue),
        (work.unclaimed, _("Take a case from the queue"), _("Nobody has these yet."), "plain", queue),
        (work.joining, _("Ring schools about people who want to join"), _("On a number that you find yourself."), "ask", joining),
    ]
    return [Task(title, str(number), tone, url, hint) for number, title, hint, tone, url in lines if number]
