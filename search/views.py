"""The page on which offers are found."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from core.parts import Pages
from schools.models import School
from schools.queries.members import schools_of
from search import cards, filters
from search.contract import SearchPage, SearchRequest
from search.facets import ANY_DISTANCE
from search.forms import SearchForm
from search.queries import find_offers

LONGEST_NAMED = 30  # characters of a value that is told of


@require_safe
def show_offers(request: HttpRequest) -> HttpResponse:
    """The whole question is in the address, so that it can be shared. What is wrong in it is told of, and the rest answered."""
    school = _school_of(request.user)
    form = SearchForm(request.GET, school=school)
    asked = form.to_request()
    page = find_offers(asked)
    context = _question(form, asked, page) | _narrowing(form, asked, page) | _answer(form, asked, page)
    return render(request, "search/offers.html", context | {"school": school})


def _school_of(user: User | AnonymousUser) -> School | None:
    return schools_of(user).first() if user.is_authenticated else None


def _question(form: SearchForm, asked: SearchRequest, page: SearchPage) -> dict[str, Any]:
    return {
        "form": form,
        "heading": cards.heading(asked, page, form.asked_dates),
        "row_hidden": filters.hidden(form.given, leave=("q", "near", "when", "date", "exact")),
        "sort_hidden": filters.hidden(form.given, leave=("sort",)),
    }


def _narrowing(form: SearchForm, asked: SearchRequest, page: SearchPage) -> dict[str, Any]:
    tags = filters.tags(form.given, asked, page)
    return {
        "facets": filters.panels(page),
        "filter_hidden": filters.hidden(form.given, leave=filters.NARROWING),
        "tags": tags,
        "clear_url": filters.clear_address(form.given),
        "loosenings": [] if page.total else filters.loosenings(form.given, page),
    }


def _answer(form: SearchForm, asked: SearchRequest, page: SearchPage) -> dict[str, Any]:
    dates = form.asked_dates
    wider = filters.address(form.given, distance=[str(form.next_distance)])
    return {
        "page": page,
        "asked": asked,
        "pages": Pages(page.page, page.pages),
        "results": cards.results(page, asked, dates, wider, form.school),
        "dates_words": cards.dates_words(page, dates),
        "number_of_dates": len(dates.dates),
        "notices": _notices(form, page),
        "exact_url": filters.address(form.given, exact=["1"]),
        "without_text_url": filters.address(form.given, q=[], exact=[]),
        "anywhere_url": filters.address(form.given, distance=[ANY_DISTANCE]) if asked.within_miles else "",
    }


def _short(value: str) -> str:
    """As much of a value from an address as a sentence can hold."""
    return truncatechars(value, LONGEST_NAMED)


def _notices(form: SearchForm, page: SearchPage) -> list[str]:
    """What was asked and could not be done as asked."""
    measured = page.total or page.near_misses
    notices = [form.place_note if measured else "", form.date_note]
    wanted = form.cleaned_data.get("page")
    if wanted and wanted > page.page:
        notices.append(_("There is no page %(wanted)s. This is the last one.") % {"wanted": wanted})
    if form.ignored:
        notices.append(
            _("Left out, because nothing here can be narrowed by it: %(values)s.")
            % {"values": ", ".join(_short(value) for value in form.ignored[:3])}
        )
    return [notice for notice in notices if notice]
