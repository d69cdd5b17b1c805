"""Calling off, and recording what took place."""

import uuid as uuids

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bookings.enums import Party
from bookings.forms.answers import CancelForm
from bookings.models import Booking
from bookings.policies import party_of
from bookings.rules.words import dates_words
from bookings.services.sessions import cancel_booking, cancel_session, record_outcome
from bookings.states import LIVE_SESSIONS, BookingState
from bookings.views.finding import find_booking, find_session, member, posted, say_refusal
from bookings.views.refusing import need_actor
from core import clock
from core.answering import refuse
from core.exceptions import DomainError


@login_required
@require_http_methods(["GET", "POST"])
def session_cancel(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """One date. The page says who will be told, that it costs nothing, and that the others stay."""
    session = find_session(request, uuid)
    booking = session.booking
    party = acting_party(request, booking)
    form = CancelForm(posted(request), party=party)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_session(by=member(request), session=session, reason=form.cleaned_data["reason"], party=party)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(date)s is called off. The others stay.") % {"date": date_format(session.date, "j F")})
            return redirect("bookings:booking-detail", booking.reference)
    others = booking.sessions.filter(state__in=LIVE_SESSIONS).exclude(pk=session.pk)
    context = _cancel_context(booking, party, form) | {"session": session, "others": dates_words([other.date for other in others])}
    return render(request, "bookings/cancel_session.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def booking_cancel(request: HttpRequest, reference: str) -> HttpResponse:
    booking = find_booking(request, reference)
    party = acting_party(request, booking)
    if booking.state not in (BookingState.AGREED, BookingState.CONFIRMED):
        return redirect("bookings:booking-detail", reference)
    form = CancelForm(posted(request), party=party)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_booking(by=member(request), booking=booking, reason=form.cleaned_data["reason"], party=party)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Everything still to come is called off."))
            return redirect("bookings:booking-detail", booking.reference)
    ahead = booking.sessions.filter(state__in=LIVE_SESSIONS, date__gte=clock.today())
    context = _cancel_context(booking, party, form) | {"ahead": dates_words([session.date for session in ahead])}
    return render(request, "bookings/cancel_booking.html", context)


@login_required
@require_POST
def session_outcome(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """One tap: it took place, or it did not."""
    session = find_session(request, uuid)
    need_actor(request, session.booking)
    try:
        record_outcome(by=member(request), session=session, took_place=request.POST.get("outcome") == "took_place")
    except DomainError as error:
        say_refusal(request, error)
    else:
        messages.success(request, _("Recorded. Thank you."))
    return redirect("bookings:booking-detail", session.booking.reference)


def acting_party(request: HttpRequest, booking: Booking) -> Party:
    """The side for which the visitor may call it off."""
    party = party_of(request.user, booking)
    if party != Party.PROVIDER:
        need_actor(request, booking)
    return party or Party.SCHOOL


def _cancel_context(booking: Booking, party: Party, form: CancelForm) -> dict[str, object]:
    told = booking.provider.name if party == Party.SCHOOL else booking.school.name
    return {"booking": booking, "form": form, "told": told}
