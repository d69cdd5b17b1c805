from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.answering import answer_button, answer_form
from core.forms import Form
from schools import policies
from schools.cards.people import invitation_cards, member_rows
from schools.forms.people import InviteForm, RolesForm
from schools.models import MemberInvitation, School, SchoolMember
from schools.services import invitations, members
from schools.views.fetching import school_of, sent_by, user_of


@login_required
@require_safe
def list_people(request: HttpRequest, pk: int) -> HttpResponse:
    school, user = school_of(request, pk), user_of(request)
    may_manage = policies.can_manage_members(user, school)
    context = {
        "school": school,
        "members": member_rows(school, user, may_manage=may_manage),
        "invitations": invitation_cards(school),
        "may_manage": may_manage,
        "own_pk": school.members.get(user=user, left_at=None).pk,
    }
    return render(request, "schools/people.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    school = school_of(request, pk, policies.can_manage_members)
    form = InviteForm(sent_by(request))
    return answer_form(
        request,
        form,
        lambda: invitations.invite_member(by=user_of(request), school=school, **form.cleaned_data),
        template="schools/invite_form.html",
        then=reverse("schools:people", args=[pk]),
        done=_("We have written to them. The link in the mail lasts fourteen days."),
        context={"school": school},
    )


@login_required
@require_POST
def revoke_invitation(request: HttpRequest, pk: int, invitation_pk: int) -> HttpResponse:
    school = school_of(request, pk, policies.can_manage_members)
    invitation = get_object_or_404(MemberInvitation.objects.select_related("school"), pk=invitation_pk, school=school)
    return answer_button(
        request,
        lambda: invitations.revoke_invitation(by=user_of(request), invitation=invitation),
        then=reverse("schools:people", args=[pk]),
        done=_("Taken back. The link in the mail no longer works."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def edit_roles(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    school, user = school_of(request, pk, policies.can_manage_members), user_of(request)
    member = _member(school, member_pk)
    form = RolesForm(sent_by(request), is_self=member.user_id == user.pk, current=members.current_roles(member))
    return answer_form(
        request,
        form,
        lambda: members.set_roles(by=user, member=member, roles=form.cleaned_data["roles"]),
        template="schools/roles_form.html",
        then=reverse("schools:people", args=[pk]),
        done=_("Saved."),
        context={"school": school, "member": member},
    )


@login_required
@require_http_methods(["GET", "POST"])
def remove_member(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    """Asks first. One's own membership anybody may end; another's, an administrator."""
    user = user_of(request)
    member = _member(school_of(request, pk), member_pk)
    is_self = member.user_id == user.pk
    school = member.school if is_self else school_of(request, pk, policies.can_manage_members)
    form = Form(sent_by(request), use_required_attribute=False)
    return answer_form(
        request,
        form,
        lambda: members.remove_member(by=user, member=member),
        template="schools/member_remove.html",
        then=reverse("portal:landing") if is_self else reverse("schools:people", args=[pk]),
        done=_("You no longer act for %(school)s.") % {"school": school.name} if is_self else _("Removed. They have been told."),
        context={"school": school, "member": member, "is_self": is_self},
    )


def _member(school: School, pk: int) -> SchoolMember:
    return get_object_or_404(SchoolMember.objects.select_related("user", "school"), pk=pk, school=school, left_at=None)
