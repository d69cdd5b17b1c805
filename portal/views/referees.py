"""Who can speak for an adult of an offer: the applicant names them, and sees whether they answered. Never what."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from core.exceptions import DomainError
from directory.models import OfferVersion, Person
from portal.forms import NO_FILES, RefereeForm
from portal.queries.cases import case_of
from portal.views.tasks import own_version
from vetting.models import ReferenceRequest
from vetting.queries.cases.references import REFEREES_MOST, named_referees
from vetting.services.cases import references


@login_required
@require_http_methods(["GET", "POST"])
def name_referees(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    version = own_version(request, slug)
    adult = get_object_or_404(version.people.select_related("user"), pk=person)
    form = RefereeForm(request.POST if request.method == "POST" else None)
    if request.FILES:
        form.add_error(None, NO_FILES)
    if request.method == "POST" and form.is_valid() and _is_named(request, form, version, adult):
        return redirect("portal:offer-referees", slug, person)
    named = named_referees(adult, version.offer.provider)
    context = {"version": version, "person": adult, "named": named, "form": form, "case": case_of(version), "most": REFEREES_MOST}
    return render(request, "portal/referees.html", context)


@login_required
@require_POST
def take_back_referee(request: HttpRequest, slug: str, person: int, pk: int) -> HttpResponse:
    version = own_version(request, slug)
    named = ReferenceRequest.objects.filter(person=person, provider=version.offer.provider_id, person__in=version.people.all())
    try:
        references.take_back_referee(by=cast("User", request.user), reference=get_object_or_404(named, pk=pk))
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back and forgotten. The link that they were sent opens nothing."))
    return redirect("portal:offer-referees", slug, person)


def _is_named(request: HttpRequest, form: RefereeForm, version: OfferVersion, adult: Person) -> bool:
    try:
        references.name_referee(by=cast("User", request.user), version=version, person=adult, **form.cleaned_data)
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
        return False
    messages.success(request, _("%(name)s is on your list.") % {"name": form.cleaned_data["name"]})
    return True
