"""A provider appeals against what was decided about an offer, and takes that back."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from core.exceptions import DomainError
from directory.models import Offer
from portal.cards.appeals import appeal_page
from portal.forms import NO_FILES, AppealForm
from portal.views.tasks import own_version
from vetting.services.appeals import lodging


@login_required
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, slug: str) -> HttpResponse:
    version = own_version(request, slug)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.FILES:
        form.add_error(None, NO_FILES)
    if request.method == "POST" and form.is_valid() and _is_lodged(request, form, version.offer):
        return redirect("portal:offer-appeal", slug)
    context = {"version": version, "page": appeal_page(version.offer), "form": form}
    return render(request, "portal/appeal.html", context)


@login_required
@require_POST
def take_back_appeal(request: HttpRequest, slug: str) -> HttpResponse:
    version = own_version(request, slug)
    try:
        lodging.withdraw_appeals(by=cast("User", request.user), offer=version.offer)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back. The decision stays as it is."))
    return redirect("portal:offer-appeal", slug)


def _is_lodged(request: HttpRequest, form: AppealForm, offer: Offer) -> bool:
    try:
        lodging.lodge_appeals(by=cast("User", request.user), offer=offer, **form.cleaned_data)
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
        return False
    messages.success(request, _("Lodged. You get a mail when a lead has decided."))
    return True
