"""Inviting a provider, and what the invited find."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bookings.forms.invitations import InvitationForm
from bookings.models import ProviderInvitation
from bookings.policies import can_invite_provider
from bookings.queries.invitations import invitation_by_token, invitations_of, is_open
from bookings.rules.words import capitalised, dates_words, weekdays_words
from bookings.services.invitations import accept_invitation, invite_provider, link_offer, revoke_invitation
from bookings.views.finding import find_provider, find_school, member, posted, say_refusal
from bookings.views.refusing import need_coordinator
from core.answering import refuse
from core.exceptions import DomainError
from core.parts import Row
from directory.enums import OfferKind
from directory.models import Provider
from directory.services.offers import start_offer
from schools.enums import YearGroup


@login_required
@require_safe
def invitation_list(request: HttpRequest, pk: int) -> HttpResponse:
    school = find_school(request, pk)
    may_invite = can_invite_provider(request.user, school)
    return render(request, "bookings/invitations.html", {"school": school, "invitations": invitations_of(school), "may_invite": may_invite})


@login_required
@require_http_methods(["GET", "POST"])
def invitation_new(request: HttpRequest, pk: int) -> HttpResponse:
    school = find_school(request, pk)
    need_coordinator(request, school)
    form = InvitationForm(posted(request), school=school)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite_provider(by=member(request), school=school, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s has been written to.") % {"name": invitation.their_name})
            return redirect("bookings:invitation-list", pk)
    return render(request, "bookings/invitation_new.html", {"school": school, "form": form})


@login_required
@require_POST
def invitation_revoke(request: HttpRequest, pk: int, invitation_pk: int) -> HttpResponse:
    school = find_school(request, pk)
    need_coordinator(request, school)
    invitation = get_object_or_404(ProviderInvitation, school=school, pk=invitation_pk)
    try:
        revoke_invitation(by=member(request), invitation=invitation)
    except DomainError as error:
        say_refusal(request, error)
    else:
        messages.success(request, _("Taken back. The link in the mail opens nothing any more."))
    return redirect("bookings:invitation-list", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def provider_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where the invited land: what the school hopes for, and the way in. Signed in, one tap puts it before their provider."""
    invitation = invitation_by_token(token)
    if invitation is None:
        return render(request, "bookings/invitation_closed.html", status=404)
    if not is_open(invitation):
        return render(request, "bookings/invitation_closed.html", {"invitation": invitation}, status=410)
    providers = Provider.objects.filter(members__user=request.user.pk, members__left_at=None, is_closed=False)
    if request.method == "POST" and request.user.is_authenticated:
        chosen = next((provider for provider in providers if str(provider.pk) == request.POST.get("provider")), None)
        if chosen is None:
            raise Http404
        return _accept(request, invitation, chosen)
    here = urlencode({"next": request.path})
    context = {
        "invitation": invitation,
        "rows": rows_of(invitation),
        "providers": providers,
        "sign_up_url": f"{reverse('account_signup')}?as=provider&{here}",
        "sign_in_url": f"{reverse('account_login')}?{here}",
        "new_provider_url": f"{reverse('directory:provider-start')}?{here}",
    }
    return render(request, "bookings/invitation_landing.html", context)


def _accept(request: HttpRequest, invitation: ProviderInvitation, provider: Provider) -> HttpResponse:
    try:
        accept_invitation(by=member(request), invitation=invitation, provider=provider)
    except DomainError as error:
        say_refusal(request, error)
        return redirect(request.path)
    return redirect("bookings:provider-request", provider.slug, invitation.pk)


@login_required
@require_http_methods(["GET", "POST"])
def provider_request(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A school's request that came with an invitation; from here an offer is begun with what it says filled in."""
    provider = find_provider(request, slug)
    invitation = get_object_or_404(ProviderInvitation.objects.select_related("school", "group", "offer"), provider=provider, pk=pk)
    if request.method == "POST" and invitation.offer is None:
        try:
            offer = start_offer(by=member(request), provider=provider, kind=OfferKind.SESSION, **prefilled(invitation))
            link_offer(by=member(request), invitation=invitation, offer=offer)
        except DomainError as error:
            say_refusal(request, error)
            return redirect("bookings:provider-request", slug, pk)
        return redirect("portal:offer-tasks", offer.slug)
    context = {"provider": provider, "invitation": invitation, "rows": rows_of(invitation)}
    return render(request, "bookings/provider_request.html", context)


def prefilled(invitation: ProviderInvitation) -> dict[str, Any]:
    """What the school's request says about the offer that it hopes for."""
    group = invitation.group
    fields: dict[str, Any] = {"title": invitation.wanted_title}
    if group and group.years:
        fields |= {"year_from": min(group.years), "year_to": max(group.years), "group_max": group.size}
    return fields


def rows_of(invitation: ProviderInvitation) -> list[Row]:
    rows = [Row(_("What they hope for"), invitation.wanted_title)]
    if invitation.group:
        years = ", ".join(str(YearGroup(year).label) for year in invitation.group.years)
        rows.append(Row(_("For"), _("%(size)s pupils, %(years)s") % {"size": invitation.group.size, "years": years}))
    if invitation.dates:
        rows.append(Row(capitalised(weekdays_words(invitation.dates)), dates_words(invitation.dates)))
    if invitation.message:
        rows.append(Row(_("Their words"), invitation.message))
    return rows
