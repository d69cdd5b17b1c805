"""Calendars that other programs fetch, at secret addresses that a member makes and ends."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bookings.enums import Party
from bookings.queries.feeds import feed_by_token, own_feed
from bookings.queries.ical import calendar_of, sessions_of_feed
from bookings.services.feeds import make_feed, revoke_feed
from bookings.views.finding import find_provider, find_school, member
from core.emails import absolute
from directory.models import Provider
from schools.models import School

FETCHED_AGAIN_AFTER = 900  # seconds


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The secret in the address is the key: no cookie, and nothing at all once it was ended or its owner has left."""
    feed = feed_by_token(token)
    if feed is None:
        raise Http404
    owner = feed.school or feed.provider
    party = Party.SCHOOL if feed.school_id else Party.PROVIDER
    content = calendar_of(sessions_of_feed(feed), name=_("%(owner)s on Junction") % {"owner": owner}, for_party=party)
    headers = {"Cache-Control": f"private, max-age={FETCHED_AGAIN_AFTER}", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@login_required
@require_http_methods(["GET", "POST"])
def school_feed(request: HttpRequest, pk: int) -> HttpResponse:
    school = find_school(request, pk)
    return _page(request, school=school, here=reverse("bookings:school-feed", args=[pk]), week=reverse("bookings:school-week", args=[pk]))


@login_required
@require_http_methods(["GET", "POST"])
def provider_feed(request: HttpRequest, slug: str) -> HttpResponse:
    provider = find_provider(request, slug)
    week = reverse("bookings:provider-week", args=[slug])
    return _page(request, provider=provider, here=reverse("bookings:provider-feed", args=[slug]), week=week)


def _page(request: HttpRequest, *, here: str, week: str, school: School | None = None, provider: Provider | None = None) -> HttpResponse:
    user = member(request)
    feed = own_feed(user, school=school, provider=provider)
    if request.method == "POST":
        if "end" in request.POST and feed:
            revoke_feed(by=user, feed=feed)
            messages.success(request, _("The address answers nothing any more."))
        elif "make" in request.POST:
            make_feed(by=user, school=school, provider=provider)
            messages.success(request, _("Here is your address. An earlier one answers nothing any more."))
        return redirect(here)
    address = absolute(reverse("bookings:calendar-feed", args=[feed.token])) if feed else ""
    response = render(request, "bookings/feed.html", {"owner": school or provider, "address": address, "feed": feed, "week_url": week})
    response["Cache-Control"] = "private, no-store"
    return response
