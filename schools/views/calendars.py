from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.answering import answer_button, answer_form
from schools import policies, rules
from schools.cards.calendars import choose_year, year_card
from schools.enums import NonTeachingKind
from schools.forms.calendars import DayForm, OpenDayForm, TermsForm
from schools.models import NonTeachingDay, School
from schools.queries.resolved import ResolvedYear, resolve_calendar
from schools.services import calendars
from schools.views.fetching import school_of, sent_by, user_of


@login_required
@require_safe
def show_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    school, today = school_of(request, pk), clock.today()
    calendar = resolve_calendar(school, rules.start_of_year(rules.first_year_of(today)))
    year = choose_year(calendar, request.GET.get("year", ""), today)
    may_edit = policies.can_edit_calendar(user_of(request), school)
    card = year_card(calendar, year, today, may_edit=may_edit) if year else None
    context = {"school": school, "card": card, "may_edit": may_edit, "codes": _codes(calendar.years), "first_code": _codes(())[0]}
    return render(request, "schools/calendar.html", context)


def _codes(known: tuple[ResolvedYear, ...]) -> list[str]:
    """This academic year and the next two, whose terms may be entered, and what is known beyond."""
    first = rules.first_year_of(clock.today())
    ahead = {rules.year_code(number) for number in range(first, first + calendars.YEARS_AHEAD + 1)}
    return sorted(ahead | {one.year.code for one in known})


@login_required
@require_http_methods(["GET", "POST"])
def add_day(request: HttpRequest, pk: int) -> HttpResponse:
    school = school_of(request, pk, policies.can_edit_calendar)
    form = DayForm(sent_by(request))
    return answer_form(
        request,
        form,
        lambda: calendars.set_day(by=user_of(request), school=school, **form.cleaned_data),
        template="schools/day_form.html",
        then=reverse("schools:calendar", args=[pk]),
        done=_("Saved. Offers and requests reckon with it from now."),
        context={"school": school},
    )


@login_required
@require_POST
def open_day(request: HttpRequest, pk: int) -> HttpResponse:
    school = school_of(request, pk, policies.can_edit_calendar)
    form = OpenDayForm(request.POST)
    if not form.is_valid():
        raise Http404
    return answer_button(
        request,
        lambda: calendars.set_day(by=user_of(request), school=school, kind=NonTeachingKind.OPEN, **form.cleaned_data),
        then=reverse("schools:calendar", args=[pk]),
        done=_("Your school teaches on that day."),
    )


@login_required
@require_POST
def remove_day(request: HttpRequest, pk: int, day_pk: int) -> HttpResponse:
    school = school_of(request, pk, policies.can_edit_calendar)
    day = get_object_or_404(NonTeachingDay.objects.select_related("calendar"), pk=day_pk, calendar__school=school)
    return answer_button(
        request,
        lambda: calendars.remove_day(by=user_of(request), school=school, day=day),
        then=reverse("schools:calendar", args=[pk]),
        done=_("Taken back. Your authority's calendar counts for that day."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def edit_terms(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    school, first_year = school_of(request, pk, policies.can_edit_calendar), _first_year(code)
    resolved = _resolved(school, first_year)
    form = TermsForm(sent_by(request), initial=TermsForm.of(resolved.terms) if resolved else None)
    return answer_form(
        request,
        form,
        lambda: calendars.set_terms(by=user_of(request), school=school, first_year=first_year, blocks=form.blocks()),
        template="schools/terms_form.html",
        then=_address(pk, code),
        done=_("Saved. These are your school's own terms now."),
        context={"school": school, "code": code, "resolved": resolved},
    )


@login_required
@require_POST
def drop_terms(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    school, first_year = school_of(request, pk, policies.can_edit_calendar), _first_year(code)
    return answer_button(
        request,
        lambda: calendars.drop_terms(by=user_of(request), school=school, first_year=first_year),
        then=_address(pk, code),
        done=_("Your authority's terms count again. Single days that you set have stayed."),
    )


@login_required
@require_POST
def confirm_calendar(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    school, first_year = school_of(request, pk, policies.can_edit_calendar), _first_year(code)
    return answer_button(
        request,
        lambda: calendars.confirm_calendar(by=user_of(request), school=school, first_year=first_year),
        then=_address(pk, code),
        done=_("Thank you. These dates are no longer shown as an example."),
    )


def _first_year(code: str) -> int:
    """2026 for 2026-27; 404 for a year that is over or far."""
    first = rules.first_year_of(clock.today())
    numbers = {rules.year_code(number): number for number in range(first, first + calendars.YEARS_AHEAD + 1)}
    if code not in numbers:
        raise Http404
    return numbers[code]


def _resolved(school: School, first_year: int) -> ResolvedYear | None:
    years = resolve_calendar(school, rules.start_of_year(first_year), rules.end_of_year(first_year)).years
    return next((one for one in years if one.year.code == rules.year_code(first_year)), None)


def _address(pk: int, code: str) -> str:
    return f"{reverse('schools:calendar', args=[pk])}?year={code}"
