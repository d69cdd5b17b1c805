from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.answering import answer_button, answer_form
from schools import policies
from schools.cards.groups import group_rows
from schools.forms.groups import GroupForm
from schools.models import PupilGroup, School
from schools.services import groups
from schools.views.fetching import school_of, sent_by, user_of


@login_required
@require_safe
def list_groups(request: HttpRequest, pk: int) -> HttpResponse:
    school = school_of(request, pk)
    may_edit = policies.can_edit_groups(user_of(request), school)
    return render(request, "schools/groups.html", {"school": school, "rows": group_rows(school, may_edit=may_edit), "may_edit": may_edit})


@login_required
@require_http_methods(["GET", "POST"])
def add_group(request: HttpRequest, pk: int) -> HttpResponse:
    school = school_of(request, pk, policies.can_edit_groups)
    form = GroupForm(sent_by(request), school=school)
    return answer_form(
        request,
        form,
        lambda: groups.save_group(by=user_of(request), school=school, **form.values()),
        template="schools/group_form.html",
        then=reverse("schools:groups", args=[pk]),
        done=_("Saved. You can book for this group."),
        context={"school": school},
    )


@login_required
@require_http_methods(["GET", "POST"])
def edit_group(request: HttpRequest, pk: int, group_pk: int) -> HttpResponse:
    school = school_of(request, pk, policies.can_edit_groups)
    group = _group(school, group_pk)
    form = GroupForm(sent_by(request), school=school, initial=GroupForm.of(group))
    return answer_form(
        request,
        form,
        lambda: groups.save_group(by=user_of(request), school=school, group=group, **form.values()),
        template="schools/group_form.html",
        then=reverse("schools:groups", args=[pk]),
        done=_("Saved. Bookings that are made keep the numbers they were made with."),
        context={"school": school, "group": group},
    )


@login_required
@require_POST
def archive_group(request: HttpRequest, pk: int, group_pk: int) -> HttpResponse:
    school = school_of(request, pk, policies.can_edit_groups)
    group = _group(school, group_pk)
    return answer_button(
        request,
        lambda: groups.archive_group(by=user_of(request), group=group),
        then=reverse("schools:groups", args=[pk]),
        done=_("“%(label)s” is out of your list. What was booked for it stays.") % {"label": group.label},
    )


def _group(school: School, pk: int) -> PupilGroup:
    return get_object_or_404(PupilGroup.objects.select_related("school"), pk=pk, school=school, is_archived=False)
