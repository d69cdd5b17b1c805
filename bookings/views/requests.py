"""Asking in four steps. Each is saved as it is typed; the last asks."""

import functools
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bookings.cards.requests import RequestCard, check_card, request_card
from bookings.exceptions import DatesNotPossibleError
from bookings.forms.groups import GroupForm, NewGroupForm
from bookings.forms.requests import AccessForm, CheckForm
from bookings.models import Booking
from bookings.policies import can_request_booking
from bookings.queries.dates import impossible_dates
from bookings.queries.drafts import Draft, read_draft
from bookings.services.drafts import discard_draft, save_draft, start_request
from bookings.services.requests import request_booking
from bookings.states import BookingState
from bookings.views.finding import find_booking, member, posted, say_refusal
from bookings.views.refusing import need_coordinator
from core.answering import refuse
from core.exceptions import DomainError
from directory.models import Offer, OfferVersion
from schools.models import PupilGroup, School
from schools.queries.members import schools_of
from schools.services.groups import save_group


def on_draft(view: Callable[[HttpRequest, Booking, OfferVersion, Draft], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """Hands a view the draft against what its offer says now. Once it has been asked, its steps lead to where it stands."""

    @login_required
    @functools.wraps(view)
    def with_draft(request: HttpRequest, reference: str) -> HttpResponse:
        booking = find_booking(request, reference)
        need_coordinator(request, booking.school, booking)
        if booking.state != BookingState.DRAFT:
            return redirect("bookings:booking-detail", booking.reference)
        return view(request, booking, *what_is_typed(booking))

    return with_draft


def what_is_typed(booking: Booking) -> tuple[OfferVersion, Draft]:
    version = booking.offer.approved_version or booking.version
    return version, read_draft(booking, version)


@login_required
@require_http_methods(["GET", "POST"])
def request_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the button on an offer leads. Opening it saves nothing; choosing the school begins a draft."""
    offer = get_object_or_404(Offer.objects.shown().select_related("approved_version", "provider"), slug=slug)
    schools = [school for school in schools_of(request.user) if can_request_booking(request.user, school)]
    if not schools:
        return render(request, "bookings/request_not_yours.html", {"offer": offer}, status=403)
    chosen = next((school for school in schools if str(school.pk) == request.POST.get("school")), None)
    if request.method != "POST" or chosen is None:
        return render(request, "bookings/request_start.html", {"offer": offer, "schools": schools})
    try:
        booking = start_request(by=member(request), school=chosen, offer=offer)
    except DomainError as error:
        say_refusal(request, error)
        return redirect("bookings:request-start", slug=slug)
    return redirect("bookings:request-group", booking.reference)


@require_http_methods(["GET", "POST"])
@on_draft
def request_group(request: HttpRequest, booking: Booking, version: OfferVersion, draft: Draft) -> HttpResponse:
    """Two forms: one of the school's groups, or a new one. Whichever was sent is answered."""
    data, is_new = posted(request), "new" in request.POST
    shared: dict[str, Any] = {"groups": groups_of(booking.school), "version": version}
    form = GroupForm(None if is_new else data, initial={"group": str(draft.group.pk)} if draft.group else {}, **shared)
    new = NewGroupForm(data if is_new else None, school=booking.school, **shared)
    if _is_group_saved(request, booking, new if is_new else form):
        return redirect("bookings:request-dates", booking.reference)
    context = {"form": form, "new": new, "sent": new if is_new else form}
    return render(request, "bookings/request_group.html", _context(booking, version, draft, "group") | context)


def groups_of(school: School) -> dict[str, PupilGroup]:
    return {str(group.pk): group for group in PupilGroup.objects.filter(school=school, is_archived=False)}


def _is_group_saved(request: HttpRequest, booking: Booking, form: GroupForm | NewGroupForm) -> bool:
    """Saves a new group with the school, and the choice with the draft. The number of pupils follows the group until it is changed."""
    if not form.is_valid():
        return False
    try:
        if isinstance(form, NewGroupForm):
            group = save_group(by=member(request), school=booking.school, **form.cleaned_data)
        else:
            group = form.cleaned_data["group"]
        typed: dict[str, Any] = {"group": group.pk}
        if booking.draft.get("group") != group.pk:
            typed["pupils"] = group.size
        save_draft(by=member(request), booking=booking, **typed)
    except DomainError as error:
        refuse(form, error)
        return False
    return True


@require_http_methods(["GET", "POST"])
@on_draft
def request_access(request: HttpRequest, booking: Booking, version: OfferVersion, draft: Draft) -> HttpResponse:
    needs = list(draft.group.access_needs) if draft.group else []
    initial = {
        "adjustments": list(draft.adjustments) or needs,
        "supervision": draft.supervision,
        "adults": draft.adults,
        "message": draft.message,
        "message_seen": draft.message,
    }
    form = AccessForm(posted(request), initial=initial, version=version, draft=draft)
    if request.method == "POST" and form.is_valid() and _save_access(request, booking, draft, form):
        return redirect("bookings:request-check", booking.reference)
    return render(request, "bookings/request_access.html", _context(booking, version, draft, "access") | {"form": form})


def _save_access(request: HttpRequest, booking: Booking, draft: Draft, form: AccessForm) -> bool:
    cleaned = form.cleaned_data
    needs = draft.group.access_needs if draft.group else {}
    try:
        save_draft(
            by=member(request),
            booking=booking,
            adjustments={code: needs.get(code, 1) for code in cleaned.get("adjustments", [])},
            supervision=cleaned.get("supervision", draft.supervision),
            adults=cleaned["adults"],
            message=cleaned["message"],
        )
    except DomainError as error:
        refuse(form, error)
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def request_check(request: HttpRequest, reference: str) -> HttpResponse:
    """What will be asked, and the button that asks it. A refusal shows the page again with everything that was typed."""
    booking = find_booking(request, reference)
    need_coordinator(request, booking.school, booking)
    version, draft = what_is_typed(booking)
    form = CheckForm(posted(request))
    problems: list[Any] = []
    if request.method == "POST":
        if booking.state != BookingState.DRAFT and not form.is_valid():
            return redirect("bookings:booking-detail", reference)
        try:
            return _ask(request, booking, form)
        except DatesNotPossibleError as error:
            problems = list(error.problems)
            say_refusal(request, error)
        except DomainError as error:
            say_refusal(request, error)
    elif booking.state != BookingState.DRAFT:
        return redirect("bookings:booking-detail", reference)
    problems = problems or impossible_dates(draft.ask(booking, version), draft.dates)
    card = check_card(booking, version, draft, problems)
    context = _context(booking, version, draft, "check") | {"card": card, "submission_key": uuid.uuid4()}
    return render(request, "bookings/request_check.html", context, status=409 if request.method == "POST" else 200)


def _ask(request: HttpRequest, booking: Booking, form: CheckForm) -> HttpResponse:
    if not form.is_valid():
        raise DomainError(_("The page was not whole when it was sent. Read it again, then ask."))
    asked = request_booking(
        by=member(request), booking=booking, submission_key=form.cleaned_data["submission_key"], seen=form.cleaned_data["seen"]
    )
    messages.success(request, _("Asked. %(provider)s has been written to.") % {"provider": asked.provider.name})
    return redirect("bookings:booking-detail", asked.reference)


@login_required
@require_POST
@on_draft
def request_drop_dates(request: HttpRequest, booking: Booking, version: OfferVersion, draft: Draft) -> HttpResponse:
    """Take out the dates that can't be had, keeping the rest: only because somebody pressed the button for it."""
    taken_out = set(request.POST.getlist("date"))
    kept = [date for date in draft.dates if date.isoformat() not in taken_out]
    save_draft(by=member(request), booking=booking, dates=kept)
    return redirect("bookings:request-check", booking.reference)


@require_http_methods(["GET", "POST"])
@on_draft
def request_discard(request: HttpRequest, booking: Booking, version: OfferVersion, draft: Draft) -> HttpResponse:
    if request.method == "POST":
        discard_draft(by=member(request), booking=booking)
        messages.success(request, _("The draft is gone. Nothing had been held."))
        return redirect("bookings:booking-list")
    return render(request, "bookings/request_discard.html", _context(booking, version, draft, "discard"))


def _context(booking: Booking, version: OfferVersion, draft: Draft, step: str) -> dict[str, RequestCard]:
    return {"request_card": request_card(booking, version, draft, step)}
