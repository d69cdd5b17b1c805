from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.answering import answer_form
from schools import policies
from schools.cards.schools import register_rows, setting_rows
from schools.forms.schools import SessionTimesForm
from schools.services.schools import set_session_times
from schools.views.fetching import school_of, sent_by, user_of


@login_required
@require_safe
def show_school(request: HttpRequest, pk: int) -> HttpResponse:
    school = school_of(request, pk)
    may_edit = policies.can_edit_school(user_of(request), school)
    context = {"school": school, "register": register_rows(school), "settings": setting_rows(school, may_edit=may_edit)}
    return render(request, "schools/school.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_times(request: HttpRequest, pk: int) -> HttpResponse:
    school = school_of(request, pk, policies.can_edit_school)
    form = SessionTimesForm(sent_by(request), initial=SessionTimesForm.of(school))
    return answer_form(
        request,
        form,
        lambda: set_session_times(by=user_of(request), school=school, **form.cleaned_data),
        template="schools/times_form.html",
        then=reverse("schools:school-detail", args=[pk]),
        done=_("Saved. Sessions that are booked stay where they are."),
        context={"school": school},
    )
