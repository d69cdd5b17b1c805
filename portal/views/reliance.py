"""A school accepts an authority's whole list for a year, or one provider; leaves out, and takes back. Each page says what would follow."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core import clock
from core.answering import refuse
from core.exceptions import DomainError
from core.parts import Pages
from directory.models import Provider
from portal.cards.reliance import list_line, on_list, standing_list
from portal.forms import ListForm
from portal.views.assurance import find_school, school_to_decide
from vetting.models import VettingAuthority
from vetting.policies.assurance import can_accept_assurance
from vetting.queries.assurance.acceptance import acceptances_of, statement_to_accept
from vetting.queries.assurance.effects import effects_of_losing
from vetting.queries.assurance.letters import providers_with_letter
from vetting.services.assurance.acceptance import accept_provider, stop_accepting
from vetting.services.assurance.reliance import accept_list, leave_out, take_in, withdraw_list


@login_required
@require_safe
def show_list(request: HttpRequest, pk: int, authority: int) -> HttpResponse:
    school, vets = find_school(request, pk), get_object_or_404(VettingAuthority, pk=authority)
    line = list_line(school, vets, standing_list(school, vets))
    page, providers = on_list(school, line, request.GET.get("page"))
    context = {"school": school, "line": line, "providers": providers, "pages": Pages(page.number, page.paginator.num_pages)}
    context["may_decide"] = can_accept_assurance(request.user, school)
    return render(request, "portal/assurance/authority.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def accept_for_a_year(request: HttpRequest, pk: int, authority: int) -> HttpResponse:
    school, vets = school_to_decide(request, pk), get_object_or_404(VettingAuthority, pk=authority)
    form = ListForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            accept_list(by=_user(request), school=school, authority=vets, level=form.cleaned_data["level"])
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Accepted for a year. Dates that waited only for this are confirmed."))
            return redirect("portal:assurance-list", pk, authority)
    context = {"school": school, "authority": vets, "form": form, "standing": standing_list(school, vets)}
    return render(request, "portal/assurance/accept_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_for_all(request: HttpRequest, pk: int, authority: int) -> HttpResponse:
    school, vets = school_to_decide(request, pk), get_object_or_404(VettingAuthority, pk=authority)
    policy = standing_list(school, vets)
    if policy is None:
        return redirect("portal:assurance-list", pk, authority)
    if request.method == "POST":
        withdraw_list(by=_user(request), policy=policy)
        messages.success(request, _("Withdrawn. Dates that rested on it are at risk; each is on its booking's page."))
        return redirect("portal:assurance", pk)
    effects = effects_of_losing(school, lambda _provider, one: one.given == policy)
    return render(request, "portal/assurance/withdraw_list.html", {"school": school, "authority": vets, "effects": effects})


@login_required
@require_http_methods(["GET", "POST"])
def decide_on_list(request: HttpRequest, pk: int, authority: int, slug: str) -> HttpResponse:
    """One provider is left out of the list, or taken in again."""
    school, vets = school_to_decide(request, pk), get_object_or_404(VettingAuthority, pk=authority)
    provider, policy = get_object_or_404(Provider, slug=slug), standing_list(school, vets)
    if policy is None:
        return redirect("portal:assurance-list", pk, authority)
    is_left_out = provider in policy.left_out.all()
    if request.method == "POST":
        (take_in if is_left_out else leave_out)(by=_user(request), policy=policy, provider=provider)
        messages.success(request, _("The list covers them again.") if is_left_out else _("Left out of what your school accepts."))
        return redirect("portal:assurance-list", pk, authority)
    effects = effects_of_losing(school, lambda number, one: number == provider.pk and one.given == policy)
    context = {"school": school, "authority": vets, "provider": provider, "is_left_out": is_left_out, "effects": effects}
    return render(request, "portal/assurance/list_provider.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def decide_on_provider(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One provider by itself, beside any list: accepted, or withdrawn."""
    school = school_to_decide(request, pk)
    provider = get_object_or_404(providers_with_letter(school), slug=slug)
    if request.method == "POST":
        return _decide(request, pk, provider)
    found = acceptances_of(school, [provider.pk], clock.today()).get(provider.pk, [])
    own = next((one for one in found if not one.is_for_list), None)
    context = {
        "school": school,
        "provider": provider,
        "own": own,
        "by_list": next((one for one in found if one.is_for_list), None),
        "statement": statement_to_accept(provider, clock.today()),
        "effects": effects_of_losing(school, lambda number, one: number == provider.pk and not one.is_for_list) if own else None,
    }
    return render(request, "portal/assurance/acceptance.html", context)


def _decide(request: HttpRequest, pk: int, provider: Provider) -> HttpResponse:
    school = school_to_decide(request, pk)
    try:
        if request.POST.get("decision") == "withdraw":
            stop_accepting(by=_user(request), school=school, provider=provider)
            messages.success(request, _("Withdrawn. Dates that rested on it are at risk; each is on its booking's page."))
        else:
            accept_provider(by=_user(request), school=school, provider=provider)
            messages.success(request, _("Accepted. Dates that waited only for this are confirmed."))
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("portal:acceptance", pk, provider.slug)
    return redirect("portal:assurance", pk)


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
