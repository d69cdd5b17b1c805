"""The page of an invitation's secret link."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.adapter import expect_invited
from accounts.enums import SignUpAs
from accounts.models import User
from core.exceptions import DomainError
from imports.models import ClaimInvitation
from imports.policies import can_claim
from imports.queries.invitations import find_claim_invitation
from imports.services.invitations import claim_profile


@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it answers nothing. Signed out, it leads to an account with the invited address."""
    invitation = find_claim_invitation(token)
    if request.method == "POST" and request.user.is_authenticated:
        return _claim(request, token)
    if invitation and not invitation.problem and not request.user.is_authenticated:
        expect_invited(request, email=invitation.email, sign_up_as=SignUpAs.PROVIDER)
    return _show(request, invitation)


def _claim(request: HttpRequest, token: str) -> HttpResponse:
    try:
        member = claim_profile(by=cast(User, request.user), token=token)
    except DomainError as refusal:
        return _show(request, find_claim_invitation(token), str(refusal.message))
    messages.success(request, _("The profile is yours. Look through it, and add what is missing."))
    return redirect("directory:provider-overview", slug=member.provider.slug)


def _show(request: HttpRequest, invitation: ClaimInvitation | None, refusal: str = "") -> HttpResponse:
    is_mine = bool(invitation and can_claim(request.user, invitation))
    context = {"invitation": invitation, "is_mine": is_mine, "refusal": refusal, "next": request.path}
    is_dead = invitation is None or bool(invitation.problem)
    return render(request, "imports/claim.html", context, status=410 if is_dead else 200)
