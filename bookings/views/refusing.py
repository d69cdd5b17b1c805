"""Who stands before a page of their school's without the role for it is told who has it; for everybody else it is not there."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bookings.models import Booking
from bookings.policies import acts_for_provider, can_act_for_school, can_approve_booking, can_request_booking
from core import clock
from core.refusals import RefusedError
from schools.enums import SchoolRole
from schools.models import School
from schools.policies import can_approve_for, can_see_school
from schools.queries.members import holders_words


def need_coordinator(request: HttpRequest, school: School, booking: Booking | None = None) -> None:
    if not can_request_booking(request.user, school):
        if not school.is_bookable_on(clock.today()):
            _refuse(request, school, booking, _("Your school is closed in the register, so it can't ask for dates."))
        words = _("Only a coordinator of your school can do this.")
        _refuse(request, school, booking, f"{words} {holders_words(school, SchoolRole.COORDINATOR)}")


def need_actor(request: HttpRequest, booking: Booking) -> None:
    """Whoever calls off, records what took place, and writes within the school."""
    if not can_act_for_school(request.user, booking):
        words = _("Only a coordinator or an approver of your school can do this.")
        _refuse(request, booking.school, booking, f"{words} {holders_words(booking.school, SchoolRole.COORDINATOR, SchoolRole.APPROVER)}")


def need_approver(request: HttpRequest, booking: Booking) -> None:
    if not can_approve_booking(request.user, booking):
        school = booking.school
        if not can_approve_for(request.user, school):
            words = _("Only an approver of your school (the head or a budget holder) can decide this.")
        elif acts_for_provider(request.user, booking.provider):
            words = _("You belong to the provider yourself, so another approver of your school decides this.")
        else:
            words = _("You asked for this yourself, so another approver of your school decides it.")
        _refuse(request, school, booking, f"{words} {holders_words(school, SchoolRole.APPROVER, besides=request.user)}")


def _refuse(request: HttpRequest, school: School, booking: Booking | None, words: str) -> None:
    if not can_see_school(request.user, school):
        raise Http404
    if booking:
        raise RefusedError(words, back=reverse("bookings:booking-detail", args=[booking.reference]), back_label=_("Back to the booking"))
    raise RefusedError(words, back=reverse("bookings:booking-list"), back_label=_("All bookings"))
