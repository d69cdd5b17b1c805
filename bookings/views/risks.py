"""Dates at risk: wait, somebody else, or call off. Sent by either side; which side may what is the services' to say."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bookings.cards.risks import RiskPage, risk_page
from bookings.forms.risks import CALL_OFF, KEEP, RiskForm
from bookings.models import Booking, Substitution
from bookings.services.risks import keep_sessions
from bookings.services.sessions import cancel_several
from bookings.services.substitutions import answer_substitute, propose_substitute, take_back_substitute
from bookings.views.finding import find_booking, member, posted, say_refusal
from bookings.views.sessions import acting_party
from core.answering import refuse
from core.exceptions import DomainError
from directory.models import Person


@login_required
@require_http_methods(["GET", "POST"])
def booking_at_risk(request: HttpRequest, reference: str) -> HttpResponse:
    booking = find_booking(request, reference)
    party = acting_party(request, booking)
    page = risk_page(booking, party)
    form = _form(request, page, party)
    if request.method == "POST" and page.sessions and form.is_valid() and _is_done(request, booking, party, form):
        return redirect("bookings:booking-detail", booking.reference)
    return render(request, "bookings/at_risk.html", {"booking": booking, "page": page, "form": form, "is_school": party == "school"})


@login_required
@require_POST
def substitution_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap: yes, no, or by the side that proposed, taken back."""
    substitution = get_object_or_404(Substitution.objects.visible_to(request.user).select_related("session__booking"), pk=pk)
    booking = substitution.session.booking
    acting_party(request, booking)
    try:
        _answer(request, substitution)
    except DomainError as error:
        say_refusal(request, error)
        return redirect("bookings:booking-at-risk", booking.reference)
    return redirect("bookings:booking-detail", booking.reference)


def _answer(request: HttpRequest, substitution: Substitution) -> None:
    said = request.POST.get("answer")
    if said == "take_back":
        take_back_substitute(by=member(request), substitution=substitution)
        messages.success(request, _("Taken back."))
        return
    answer_substitute(by=member(request), substitution=substitution, agrees=said == "yes")
    messages.success(request, _("Agreed. The date is confirmed.") if said == "yes" else _("They are told. The date is still at risk."))


def _form(request: HttpRequest, page: RiskPage, party: str) -> RiskForm:
    return RiskForm(posted(request), sessions=page.sessions, people=page.people, party=party, may_keep=page.may_keep)


def _is_done(request: HttpRequest, booking: Booking, party: str, form: RiskForm) -> bool:
    try:
        messages.success(request, _decide(request, booking, party, form))
    except DomainError as error:
        refuse(form, error)
        return False
    return True


def _decide(request: HttpRequest, booking: Booking, party: str, form: RiskForm) -> str:
    by, chosen = member(request), form.cleaned_data["sessions"]
    if form.cleaned_data["decision"] == KEEP:
        keep_sessions(by=by, booking=booking, session_ids=chosen)
        return _("Kept. The provider is told that you wait.")
    if form.cleaned_data["decision"] == CALL_OFF:
        cancel_several(by=by, booking=booking, session_ids=chosen, reason=form.cleaned_data["reason"], party=party)
        return _("Called off. The other side is told.")
    person = get_object_or_404(Person, pk=form.cleaned_data["person"])
    propose_substitute(by=by, booking=booking, session_ids=chosen, person=person, party=party)
    return _("Proposed. The date is confirmed once the other side says yes.")
