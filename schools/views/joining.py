from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.adapter import expect_invited
from accounts.enums import SignUpAs
from core.answering import answer_button, answer_form
from core.exceptions import DomainError
from schools import policies
from schools.cards.people import steps_to_join
from schools.forms.people import AskForm
from schools.models import JoinRequest, MemberInvitation, School
from schools.queries.finding import find_schools
from schools.queries.invitations import find_invitation
from schools.services import invitations, join
from schools.views.fetching import sent_by, user_of


@login_required
@require_safe
def find_school(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:200]
    context = {"typed": typed, "found": find_schools(typed) if typed else None, "asked": _requests(request)}
    return render(request, "schools/find.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def ask_to_join(request: HttpRequest, pk: int) -> HttpResponse:
    school = get_object_or_404(School.objects.select_related("authority"), pk=pk)
    form = AskForm(sent_by(request))
    return answer_form(
        request,
        form,
        lambda: join.ask_to_join(by=user_of(request), school=school, **form.cleaned_data),
        template="schools/ask_form.html",
        then=reverse("schools:join-asked"),
        done=_("We have your request."),
        context={"school": school, "steps": steps_to_join()},
    )


@login_required
@require_safe
def show_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "schools/asked.html", {"asked": _requests(request)})


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(JoinRequest.objects.visible_to(request.user), pk=pk)
    return answer_button(
        request,
        lambda: join.withdraw_join_request(by=user_of(request), request=asked),
        then=reverse("schools:join"),
        done=_("Your request is withdrawn. Nobody will ring the school about it."),
    )


@require_http_methods(["GET", "POST"])
def answer_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an invitation's secret link. Opening it answers nothing; signed out, it leads to an account with the invited address."""
    invitation = find_invitation(token)
    if request.method == "POST" and request.user.is_authenticated:
        return _accept(request, token)
    if invitation and not invitation.problem and not request.user.is_authenticated:
        expect_invited(request, email=invitation.email, sign_up_as=SignUpAs.SCHOOL)
    return _show_invitation(request, invitation)


def _accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        member = invitations.accept_invitation(by=user_of(request), token=token)
    except DomainError as refusal:
        return _show_invitation(request, find_invitation(token), str(refusal.message))
    return redirect("schools:school-detail", pk=member.school_id)


def _show_invitation(request: HttpRequest, invitation: MemberInvitation | None, refusal: str = "") -> HttpResponse:
    is_mine = bool(invitation and policies.can_accept_invitation(request.user, invitation))
    context = {"invitation": invitation, "is_mine": is_mine, "refusal": refusal, "next": request.path}
    is_dead = invitation is None or bool(invitation.problem)
    return render(request, "schools/invitation.html", context, status=410 if is_dead else 200)


def _requests(request: HttpRequest) -> list[JoinRequest]:
    return list(JoinRequest.objects.visible_to(request.user).select_related("school").order_by("-asked_at", "-pk")[:10])
