"""The week of a school and of a provider."""

import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bookings.queries.weeks import monday_of, week_of
from bookings.views.finding import find_provider, find_school
from core import clock
from directory.models import Provider
from schools.models import School

WEEK = datetime.timedelta(weeks=1)


@login_required
@require_safe
def school_week(request: HttpRequest, pk: int) -> HttpResponse:
    school = find_school(request, pk)
    return _page(request, school, reverse("bookings:school-feed", args=[school.pk]))


@login_required
@require_safe
def provider_week(request: HttpRequest, slug: str) -> HttpResponse:
    provider = find_provider(request, slug)
    return _page(request, provider, reverse("bookings:provider-feed", args=[provider.slug]))


def _page(request: HttpRequest, owner: School | Provider, feed_url: str) -> HttpResponse:
    monday = chosen_monday(request.GET.get("week", ""))
    context = {"owner": owner, "week": week_of(owner, monday), "feed_url": feed_url, "before": monday - WEEK, "after": monday + WEEK}
    return render(request, "bookings/week.html", context)


def chosen_monday(text: str) -> datetime.date:
    """The Monday of the week that a date lies in; of this week where the text is no date, or one too far off to be meant."""
    today = clock.today()
    try:
        chosen = datetime.date.fromisoformat(text)
    except ValueError:
        return monday_of(today)
    return monday_of(chosen) if abs((chosen - today).days) < 3660 else monday_of(today)
