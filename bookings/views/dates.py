"""Step 2: which dates, from the school's own calendar. The list is drawn anew for another term, day or time, and nothing typed is lost."""

import dataclasses
import datetime
from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bookings.cards.requests import request_card
from bookings.forms.dates import DatesForm
from bookings.models import Booking
from bookings.queries.dates import date_options, earliest_date, impossible_dates, weekdays_between
from bookings.queries.drafts import Draft, read_draft
from bookings.rules.words import dates_words, times_words
from bookings.services.drafts import save_draft
from bookings.views.finding import member
from bookings.views.requests import on_draft
from core import clock
from core.fields import TimeField
from directory.models import OfferVersion
from schools.models import School
from schools.queries.calendars import WholeTerm, terms_from

MOST_TERMS = 4
MANY = 2
FEW_WEEKS_LEFT = datetime.timedelta(weeks=4)


@dataclasses.dataclass(frozen=True)
class Listing:
    """The dates of one term and weekday: what the page shows."""

    terms: Sequence[WholeTerm]
    term: WholeTerm
    weekday: int

    @property
    def dates(self) -> list[datetime.date]:
        return weekdays_between(self.term.start, self.term.end, self.weekday)


@require_http_methods(["GET", "POST"])
@on_draft
def request_dates(request: HttpRequest, booking: Booking, version: OfferVersion, draft: Draft) -> HttpResponse:
    terms = terms_ahead(booking.school)
    if not terms:
        context = {
            "request_card": request_card(booking, version, draft, "dates"),
            "calendar_url": reverse("schools:calendar", args=[booking.school_id]),
        }
        return render(request, "bookings/request_no_calendar.html", context)
    if request.method != "POST":
        listing = _listing(terms, booking.draft.get("term"), draft.weekday)
        return _page(request, booking, version, draft, listing, _form(None, booking, version, draft, listing))
    shown = _listing(terms, request.POST.get("shown_term"), _number(request.POST.get("shown_weekday"), draft.weekday))
    booking = _keep(request, booking, draft, shown)
    draft = read_draft(booking, version)
    if "show" in request.POST:
        return redirect("bookings:request-dates", booking.reference)
    form = _form(request.POST, booking, version, draft, shown)
    if form.is_valid():
        form.check(draft)
        _check_together(form, booking, version, draft)
    if form.errors:
        return _page(request, booking, version, draft, shown, form)
    return redirect("bookings:request-access", booking.reference)


def terms_ahead(school: School) -> list[WholeTerm]:
    return terms_from(school, earliest_date(school))[:MOST_TERMS]


def _listing(terms: Sequence[WholeTerm], chosen: str | None, weekday: int) -> Listing:
    """The chosen term; else the present one while weeks of it are left, and the next one after that."""
    named = next((term for term in terms if term.start.isoformat() == chosen), None)
    return Listing(terms, named or _usual_term(terms), weekday)


def _usual_term(terms: Sequence[WholeTerm]) -> WholeTerm:
    first = terms[0]
    return terms[1] if len(terms) > 1 and first.end - clock.today() < FEW_WEEKS_LEFT else first


def _keep(request: HttpRequest, booking: Booking, draft: Draft, shown: Listing) -> Booking:
    """Save whatever was typed that can be read. Ticks count for the dates that the page showed; dates of other terms stay chosen."""
    posted: QueryDict = request.POST
    ticked = set(posted.getlist("dates"))
    listed = shown.dates
    dates = [date for date in draft.dates if date not in listed] + [date for date in listed if date.isoformat() in ticked]
    typed: dict[str, object] = {"dates": sorted(dates), "term": posted.get("term") or shown.term.start.isoformat()}
    typed["weekday"] = _number(posted.get("weekday"), shown.weekday)
    for name in ("starts", "ends"):
        try:
            typed[name] = TimeField().clean(posted.get(name, ""))
        except forms.ValidationError:
            continue
    pupils = _number(posted.get("pupils"), 0)
    return save_draft(by=member(request), booking=booking, **typed, pupils=pupils or None)


def _form(data: QueryDict | None, booking: Booking, version: OfferVersion, draft: Draft, listing: Listing) -> DatesForm:
    options = date_options(draft.ask(booking, version), listing.dates, as_one_set=False)
    initial = {
        "term": listing.term.start.isoformat(),
        "weekday": listing.weekday,
        "starts": draft.starts.strftime("%H:%M"),
        "ends": draft.ends.strftime("%H:%M"),
        "dates": [date.isoformat() for date in draft.dates],
        "pupils": draft.pupils,
    }
    heading = _("%(weekday)ss, %(times)s") % {"weekday": WEEKDAYS[listing.weekday], "times": times_words(draft.starts, draft.ends)}
    return DatesForm(
        data,
        initial=initial,
        booking=booking,
        version=version,
        terms=listing.terms,
        options=options,
        heading=heading,
        hint=_hint(listing, version),
    )


def _hint(listing: Listing, version: OfferVersion) -> str:
    words = _("%(term)s, from your school's own calendar.") % {"term": listing.term.label}
    if version.sessions_min < MANY:
        return words
    return _("%(words)s Choose %(number)s or more: this offer runs as a block.") % {"words": words, "number": version.sessions_min}


def _check_together(form: DatesForm, booking: Booking, version: OfferVersion, draft: Draft) -> None:
    """All chosen dates as one set: eight Wednesdays ask more of somebody than one does."""
    if form.errors or not draft.dates:
        return
    refused = impossible_dates(draft.ask(booking, version), draft.dates)
    if refused:
        dates = dates_words([problem.date for problem in refused])
        form.add_error("dates", _("Not possible together: %(dates)s. %(reason)s") % {"dates": dates, "reason": refused[0].reason})


def _page(request: HttpRequest, booking: Booking, version: OfferVersion, draft: Draft, listing: Listing, form: DatesForm) -> HttpResponse:
    context = {
        "request_card": request_card(booking, version, draft, "dates"),
        "form": form,
        "listing": listing,
        "elsewhere": dates_words([date for date in draft.dates if date not in listing.dates]),
        "version": version,
    }
    return render(request, "bookings/request_dates.html", context)


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 6 else otherwise
