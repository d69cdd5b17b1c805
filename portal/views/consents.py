"""Whether an adult of an offer lets the authority look up their DBS status: given and withdrawn here, and nowhere else."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from core.exceptions import DomainError
from directory.models import OfferVersion, Person
from portal.forms import ConsentForm
from portal.queries.cases import authority_of
from portal.views.tasks import own_version
from vetting.models import VettingAuthority
from vetting.queries.clearances.consents import is_used_up, live_consent, status_types
from vetting.services.checks import consents


@login_required
@require_http_methods(["GET", "POST"])
def allow_look_ups(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    version, adult, authority = _about(request, slug, person)
    standing = live_consent(adult, authority)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _is_given(request, form, adult, authority):
        return redirect("portal:offer-consent", slug, person)
    used = standing is not None and any(is_used_up(standing, one) for one in status_types(authority))
    context = {"version": version, "person": adult, "authority": authority, "standing": standing, "used": used, "form": form}
    return render(request, "portal/consent.html", context)


@login_required
@require_POST
def stop_look_ups(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    _version, adult, authority = _about(request, slug, person)
    consents.withdraw_consent(by=cast("User", request.user), person=adult, authority=authority)
    messages.success(request, _("Withdrawn. From now nobody of %(authority)s looks.") % {"authority": authority.name})
    return redirect("portal:offer-consent", slug, person)


def _about(request: HttpRequest, slug: str, person: int) -> tuple[OfferVersion, Person, VettingAuthority]:
    """404 where nobody vets, or nothing could be looked up."""
    version = own_version(request, slug)
    authority = authority_of(version)
    if authority is None or not status_types(authority):
        raise Http404
    return version, get_object_or_404(version.people.select_related("user"), pk=person), authority


def _is_given(request: HttpRequest, form: ConsentForm, person: Person, authority: VettingAuthority) -> bool:
    try:
        consents.give_consent(by=cast("User", request.user), person=person, authority=authority, scope=form.cleaned_data["scope"])
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
        return False
    messages.success(request, _("Written down. It can be withdrawn here at any time."))
    return True
