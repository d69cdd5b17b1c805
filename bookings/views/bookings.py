"""Lists of bookings, and a booking's own page with what can be done on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bookings.cards.pages import booking_page
from bookings.enums import Party
from bookings.forms.answers import MessageForm
from bookings.models import Booking
from bookings.policies import can_edit_draft, party_of
from bookings.queries.ical import calendar_of, with_what_calendars_say
from bookings.queries.lists import bookings_of_provider, bookings_of_school
from bookings.services.messages import write_message
from bookings.services.requests import withdraw_request
from bookings.states import BookingState
from bookings.views.finding import find_booking, find_provider, member, say_refusal
from bookings.views.refusing import need_actor, need_coordinator
from core.answering import refuse
from core.exceptions import DomainError
from schools.queries.members import schools_of


@login_required
@require_safe
def booking_list(request: HttpRequest) -> HttpResponse:
    """The bookings of the visitor's school; of the first by name, where they have several and named none."""
    schools = list(schools_of(request.user))
    if not schools:
        return render(request, "bookings/list_no_school.html")
    school = next((school for school in schools if str(school.pk) == request.GET.get("school")), schools[0])
    context = {"schools": schools, "school": school, "lists": bookings_of_school(school)}
    return render(request, "bookings/list.html", context)


@login_required
@require_safe
def provider_bookings(request: HttpRequest, slug: str) -> HttpResponse:
    provider = find_provider(request, slug)
    return render(request, "bookings/provider_list.html", {"provider": provider, "lists": bookings_of_provider(provider)})


@login_required
@require_safe
def booking_detail(request: HttpRequest, reference: str) -> HttpResponse:
    booking = find_booking(request, reference)
    if booking.state == BookingState.DRAFT:
        return _show_draft(request, booking)
    return render(request, "bookings/detail.html", _detail_context(request, booking, MessageForm()))


@login_required
@require_POST
def booking_message(request: HttpRequest, reference: str) -> HttpResponse:
    booking = find_booking(request, reference)
    need_actor(request, booking)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            write_message(by=member(request), booking=booking, text=form.cleaned_data["text"])
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect(f"{reverse('bookings:booking-detail', args=[booking.reference])}#messages")
    return render(request, "bookings/detail.html", _detail_context(request, booking, form))


def _show_draft(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Who may go on with it is led there; colleagues read that nothing has been asked yet."""
    if can_edit_draft(request.user, booking):
        return redirect("bookings:request-group", booking.reference)
    return render(request, "bookings/draft.html", {"booking": booking})


def _detail_context(request: HttpRequest, booking: Booking, form: MessageForm) -> dict[str, object]:
    page = booking_page(booking, request.user)
    notes = booking.messages.select_related("author") if page.is_school else []
    return {"booking": booking, "page": page, "form": form, "notes": notes}


@login_required
@require_http_methods(["GET", "POST"])
def booking_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    booking = find_booking(request, reference)
    need_coordinator(request, booking.school, booking)
    if booking.state != BookingState.REQUESTED:
        return redirect("bookings:booking-detail", reference)
    if request.method == "POST":
        try:
            withdraw_request(by=member(request), booking=booking)
        except DomainError as error:
            say_refusal(request, error)
        else:
            messages.success(request, _("Taken back. The dates are let go, and the provider is told."))
        return redirect("bookings:booking-detail", reference)
    return render(request, "bookings/withdraw.html", {"booking": booking})


@login_required
@require_safe
def booking_calendar(request: HttpRequest, reference: str) -> HttpResponse:
    """The calendar file of one booking, as the visitor's side reads it."""
    booking = find_booking(request, reference)
    sessions = with_what_calendars_say(booking.sessions.all())
    content = calendar_of(sessions, name=booking.version.title, for_party=party_of(request.user, booking) or Party.PROVIDER)
    headers = {"Content-Disposition": f'attachment; filename="{booking.reference}.ics"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@login_required
@require_safe
def booking_print(request: HttpRequest, reference: str) -> HttpResponse:
    """For the file and the front desk: who is coming, when, and where."""
    booking = find_booking(request, reference)
    if booking.state == BookingState.DRAFT:
        return redirect("bookings:booking-detail", reference)
    return render(request, "bookings/print.html", {"booking": booking, "page": booking_page(booking, request.user)})
