"""Where signing in leads: what is to be done first in the part that the reader acts in."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.enums import SIGN_UP_AS
from accounts.models import User
from bookings.queries.dates import part_of_day
from bookings.queries.lists import bookings_of_provider
from bookings.queries.todo import to_do_for_provider, to_do_for_school
from bookings.queries.weeks import week_of
from core import clock
from directory.models import Provider
from portal.cards.accreditation import accreditation_rows
from portal.cards.check_counts import checks_waiting
from portal.cards.dashboards import (
    TermLine,
    as_tasks,
    coming_up,
    current_week,
    greeting,
    has_sessions,
    offer_rows,
    officer_tasks,
    provider_tasks,
    setup_tasks,
    term_line,
)
from portal.cards.navigation import active_part
from portal.queries.beginnings import beginning_of, is_under_way
from portal.queries.officer_work import work_of
from portal.queries.parts import Part, PartKind
from portal.queries.provider_offers import offers_of
from portal.queries.school_setup import school_setup
from portal.queries.school_terms import school_term
from portal.queries.terms import session_terms, term_to_plan
from schools.enums import SchoolRole
from schools.models import School
from vetting.queries.accreditation.standing import standings_of
from vetting.queries.asked.own import is_asked_alone

# Where somebody begins who came for a part that they don't have yet.
STARTS = {PartKind.SCHOOL: "schools:join", PartKind.PROVIDER: "directory:provider-start"}


@login_required
@require_safe
def land(request: HttpRequest) -> HttpResponse:
    came_for = request.session.pop(SIGN_UP_AS, "")  # leads once: afterwards the same address is the landing page again
    if came_for in STARTS and not is_under_way(_user(request), came_for):
        return redirect(STARTS[came_for])
    part = active_part(request)
    if part is None:
        return _begin(request)
    return LANDINGS[part.kind](request, part)


def _begin(request: HttpRequest) -> HttpResponse:
    """Nobody acts for anybody yet: the two ways to begin, and what is waiting."""
    return _page(request, "begin", {"beginning": beginning_of(_user(request))})


def _school(request: HttpRequest, part: Part) -> HttpResponse:
    school = School.objects.select_related("authority").get(pk=part.pk)
    tasks = as_tasks(to_do_for_school(request.user, school))
    may_edit = part.has_role(SchoolRole.COORDINATOR, SchoolRole.ADMINISTRATOR)
    may_invite = part.has_role(SchoolRole.ADMINISTRATOR)
    week = week_of(school, current_week(clock.today()))
    context = {
        "school": school,
        "greeting": greeting(len(tasks)),
        "tasks": tasks,
        "setup": setup_tasks(school, school_setup(school), may_edit=may_edit, may_invite=may_invite),
        "term": _term(school, part),
        "week": week,
        "has_sessions": has_sessions(week),
        "may_ask": part.has_role(SchoolRole.COORDINATOR),
    }
    return _page(request, "school", context)


def _term(school: School, part: Part) -> TermLine | None:
    today = clock.today()
    terms = session_terms(school, today, part_of_day(school.session_starts, school.session_ends))
    term = term_to_plan(terms, today)
    shows_cost = part.has_role(SchoolRole.COORDINATOR, SchoolRole.APPROVER)
    return term_line(school, school_term(school, term), shows_cost=shows_cost) if term else None


def _provider(request: HttpRequest, part: Part) -> HttpResponse:
    provider = Provider.objects.get(pk=part.pk)
    standings = offers_of(provider)
    week = week_of(provider, current_week(clock.today()))
    waiting = checks_waiting(standings, request.user)
    tasks = provider_tasks(standings, to_do_for_provider(request.user, provider), waiting)
    context = {
        "provider": provider,
        "greeting": greeting(len(tasks)),
        "tasks": tasks,
        "offers": offer_rows(standings),
        "coming": coming_up(bookings_of_provider(provider).coming),
        "week": week,
        "has_sessions": has_sessions(week),
        "accreditation": accreditation_rows(provider, standings_of(provider)),
    }
    return _page(request, "provider", context)


def _officer(request: HttpRequest, part: Part) -> HttpResponse:
    work = work_of(_user(request))
    tasks = officer_tasks(work)
    context = {"greeting": greeting(len(tasks)), "tasks": tasks, "work": work, "authority": part.name}
    return _page(request, "officer", context)


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """Each says so where the reader is asked something as an adult in somebody else's offer."""
    return render(request, f"portal/landing/{name}.html", context | {"is_asked_alone": is_asked_alone(request.user)})


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


LANDINGS = {PartKind.SCHOOL: _school, PartKind.PROVIDER: _provider, PartKind.OFFICER: _officer}
