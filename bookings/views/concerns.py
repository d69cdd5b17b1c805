"""Somebody of a school is worried: whom to ring now, and that it is passed on to officers. The provider's side finds no such page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bookings.cards.concerns import passed_on_before, people_of, whom_to_ring
from bookings.enums import Party
from bookings.forms.concerns import ConcernForm
from bookings.policies import party_of
from bookings.states import BookingState
from bookings.views.finding import find_booking, member, posted
from core.answering import answer_form
from vetting.services.concerns.concerns import raise_for_school

PASSED_ON = _("Passed on. An officer looks at it today, and nobody on the provider's side is told. If you have not rung yet, ring now.")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def booking_concern(request: HttpRequest, reference: str) -> HttpResponse:
    booking = find_booking(request, reference)
    if party_of(request.user, booking) != Party.SCHOOL or booking.state == BookingState.DRAFT:
        raise Http404
    form = ConcernForm(posted(request), booking=booking, people=people_of(booking), files=request.FILES)
    context = {"booking": booking, "ring": whom_to_ring(booking), "before": passed_on_before(booking, request.user)}
    return answer_form(
        request,
        form,
        lambda: raise_for_school(
            by=member(request), school=booking.school, provider=booking.provider, person=form.person, telling=form.telling
        ),
        template="bookings/concern.html",
        then=reverse("bookings:booking-concern", args=[booking.reference]),
        done=PASSED_ON,
        context=context,
    )
