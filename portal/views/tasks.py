"""A provider's list of what is left for an offer, and the three things that are done from it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from core.exceptions import DomainError
from core.forms import Form
from directory.models import Offer, OfferVersion
from portal.cards.appeals import way_to_appeals
from portal.cards.navigation import act_for
from portal.cards.tasks import Stage, task_page
from portal.forms import NO_FILES, AnswerForm, SubmitForm
from portal.queries.cases import case_of
from portal.queries.checks import known_about
from portal.queries.offers import version_beside
from portal.queries.parts import PartKind
from vetting.models import Case
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.cases.authorities import authority_for
from vetting.queries.cases.turnaround import typical_days
from vetting.services.cases import handling as cases


@login_required
@require_safe
def show_tasks(request: HttpRequest, slug: str) -> HttpResponse:
    return _render(request, own_version(request, slug))


@login_required
@require_POST
def submit_offer(request: HttpRequest, slug: str) -> HttpResponse:
    version = own_version(request, slug)
    form = SubmitForm(request.POST)
    _refuse_files(request, form)
    if not form.is_valid():
        return _render(request, version, submit_form=form)
    try:
        cases.submit_offer(by=cast("User", request.user), version=version, authority=form.cleaned_data.get("authority"))
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
        return _render(request, version, submit_form=form)
    messages.success(request, _("Sent in. You get a mail when an officer asks something or has decided."))
    return redirect("portal:offer-tasks", slug)


@login_required
@require_POST
def answer_officer(request: HttpRequest, slug: str) -> HttpResponse:
    version = own_version(request, slug)
    form = AnswerForm(request.POST)
    _refuse_files(request, form)
    if form.is_valid():
        try:
            cases.answer_officer(by=cast("User", request.user), case=_case(version), answer=form.cleaned_data["answer"])
        except DomainError as refusal:
            form.add_error("answer" if refusal.field == "answer" else None, str(refusal.message))
        else:
            messages.success(request, _("Answered. It is the officer's move again."))
            return redirect("portal:offer-tasks", slug)
    return _render(request, version, answer_form=form)


@login_required
@require_POST
def withdraw_offer(request: HttpRequest, slug: str) -> HttpResponse:
    version = own_version(request, slug)
    try:
        cases.withdraw_case(by=cast("User", request.user), case=_case(version))
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back. Change what you like, and send it in again."))
    return redirect("portal:offer-tasks", slug)


def own_version(request: HttpRequest, slug: str) -> OfferVersion:
    """The version that is worked on, of an offer that the reader may edit."""
    own = Offer.objects.editable_by(request.user).select_related("provider", "approved_version__venue")
    offer = get_object_or_404(own, slug=slug)
    version = version_beside(offer) or offer.approved_version
    if version is None:
        raise Http404
    version.offer = offer
    act_for(request, PartKind.PROVIDER, offer.provider.slug)
    return version


def _refuse_files(request: HttpRequest, form: Form) -> None:
    if request.FILES:
        form.add_error(None, NO_FILES)


def _case(version: OfferVersion) -> Case:
    case = case_of(version)
    if case is None:
        raise Http404
    return case


def _render(
    request: HttpRequest, version: OfferVersion, submit_form: SubmitForm | None = None, answer_form: AnswerForm | None = None
) -> HttpResponse:
    case = case_of(version)
    authority = authority_for(version)
    requirements = requirements_for(version, authority) if authority else ()
    known = known_about(version, case, requirements, authority, request.user)
    page = task_page(version.offer, version, case, requirements, known, typical_days(authority) if authority else None)
    is_refused = page.stage in (Stage.DECLINED, Stage.NOT_SHOWN)
    context = {
        "page": page,
        "appeals": way_to_appeals(version.offer) if is_refused else "",
        "submit_form": submit_form or SubmitForm(),
        "answer_form": answer_form or AnswerForm(),
    }
    return render(request, "portal/tasks.html", context)
