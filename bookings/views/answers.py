"""Answering: by the link that was mailed, or signed in. Opening any of these pages changes nothing; one tap on them does."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from bookings.cards.agreements import Approval, agreement_for_provider, approval_of
from bookings.enums import Party, PartyAnswer
from bookings.exceptions import LinkError
from bookings.forms.answers import QUESTION, ApprovalForm, ProviderAnswerForm
from bookings.models import AnswerLink, Booking
from bookings.policies import can_answer_for_provider
from bookings.queries.links import LinkStatus, link_by_token, status_of
from bookings.services.acceptances import accept_for_booking
from bookings.services.answers import answer_for_provider, answer_for_school
from bookings.services.messages import write_message
from bookings.states import BookingState
from bookings.views.finding import find_booking, member, posted, say_refusal
from bookings.views.refusing import need_approver
from core.answering import refuse
from core.exceptions import DomainError

UNKNOWN = LinkStatus(
    "unknown",
    _("This link opens nothing"),
    _("Perhaps it was cut off on the way. Open it from the mail once more, or sign in and find the request there."),
)
GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a mailed link: the least that an answer needs, or a plain word on why there is nothing to answer."""
    link = link_by_token(token)
    if link is None:
        return render(request, "bookings/link_closed.html", {"status": UNKNOWN}, status=404)
    status = status_of(link)
    if not status.is_open:
        context = {"status": status, "link": link}
        return render(request, "bookings/link_closed.html", context, status=200 if status.code == "answered" else GONE)
    back = lambda: redirect("bookings:answer", token)  # noqa: E731  # two places go back to this page
    if link.party == Party.PROVIDER:
        return _provider_page(request, link.booking, back, by=None, link=link)
    assert link.user is not None  # noqa: S101  # the database holds it for the school's links
    return _approval_page(request, link.booking, back, by=link.user, link=link)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def booking_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """The provider's members answer here when they are signed in."""
    booking = find_booking(request, reference)
    if not can_answer_for_provider(request.user, booking):
        raise Http404
    if booking.state != BookingState.REQUESTED or booking.confirmations.filter(party=Party.PROVIDER).exists():
        return redirect("bookings:booking-detail", reference)
    return _provider_page(request, booking, lambda: redirect("bookings:booking-detail", reference), by=member(request), link=None)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def booking_approve(request: HttpRequest, reference: str) -> HttpResponse:
    booking = find_booking(request, reference)
    need_approver(request, booking)
    if booking.state != BookingState.REQUESTED or booking.confirmations.filter(party=Party.SCHOOL).exists():
        return redirect("bookings:booking-detail", reference)
    return _approval_page(request, booking, lambda: redirect("bookings:booking-detail", reference), by=member(request), link=None)


@login_required
@require_http_methods(["GET", "POST"])
def booking_accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Dates that were agreed wait here for the school's acceptance, where the earlier one has run out."""
    booking = find_booking(request, reference)
    need_approver(request, booking)
    approval = approval_of(booking, with_names=True)
    if request.method == "POST":
        try:
            accept_for_booking(by=member(request), booking=booking)
        except DomainError as error:
            say_refusal(request, error)
            return redirect("bookings:booking-accept", reference)
        messages.success(request, _("Accepted. Dates that waited only for this are confirmed."))
        return redirect("bookings:booking-detail", reference)
    return render(request, "bookings/accept.html", {"booking": booking, "approval": approval})


def _provider_page(
    request: HttpRequest, booking: Booking, back: Callable[[], HttpResponse], *, by: User | None, link: AnswerLink | None
) -> HttpResponse:
    form = ProviderAnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            answer_for_provider(booking=booking, by=by, link=link, **form.cleaned_data)
        except LinkError:
            return back()  # it was settled a moment ago: the page says how
        except DomainError as error:
            refuse(form, error)
        else:
            if link is None:
                messages.success(request, _thanks(form.cleaned_data["answer"]))
            return back()
    return render(
        request, "bookings/answer_provider.html", {"agreement": agreement_for_provider(booking), "booking": booking, "form": form}
    )


def _thanks(answer: str) -> str:
    return _("Thank you. The school's approver is asked now.") if answer == PartyAnswer.YES else _("The school has been told.")


def _approval_page(
    request: HttpRequest, booking: Booking, back: Callable[[], HttpResponse], *, by: User, link: AnswerLink | None
) -> HttpResponse:
    approval = approval_of(booking, with_names=link is None or request.user == by)
    form = ApprovalForm(posted(request), needs_acceptance=approval.needs_acceptance, is_off_site=approval.is_off_site)
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, booking, form, by=by, link=link)
        except LinkError:
            return back()
        except DomainError as error:
            refuse(form, error)
        else:
            return back()
    return render(request, "bookings/approve.html", _approval_context(booking, approval, form))


def _record(request: HttpRequest, booking: Booking, form: ApprovalForm, *, by: User, link: AnswerLink | None) -> None:
    cleaned = form.cleaned_data
    if cleaned["answer"] == QUESTION:
        write_message(by=by, booking=booking, text=cleaned["question"])
        messages.success(request, _("Your question has been sent. The dates stay held; come back to this page to decide."))
        return
    answer_for_school(
        by=by,
        booking=booking,
        link=link,
        answer=cleaned["answer"],
        accepts_assurance=cleaned.get("accepts_assurance", False),
        visit_plan_agreed=cleaned.get("visit_plan_agreed", False),
        reason=cleaned["reason"],
    )
    messages.success(request, _("Recorded. Both sides are told by mail."))


def _approval_context(booking: Booking, approval: Approval, form: ApprovalForm) -> dict[str, object]:
    return {"booking": booking, "approval": approval, "agreement": approval.agreement, "form": form}
