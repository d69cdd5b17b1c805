"""What a school asks in addition: looked at before it is asked, with the dates that it would put at risk."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.answering import refuse
from core.exceptions import DomainError
from portal.forms import RequirementForm
from portal.views.assurance import school_to_decide
from schools.models import School
from vetting.models import SchoolRequirement
from vetting.queries.assurance.effects import Effects, effects_of_asking
from vetting.queries.assurance.own import as_rule, choices_for, own_requirements, requirements_of
from vetting.services.assurance.requirements import add_requirement, remove_requirement


@login_required
@require_http_methods(["GET", "POST"])
def edit_requirements(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent once, it shows what it would change; sent again from there, it is asked."""
    school = school_to_decide(request, pk)
    form = RequirementForm(request.POST if request.method == "POST" else None, checks=choices_for(school))
    effects = None
    if request.method == "POST" and form.is_valid():
        effects = _looked_at(school, form)
        if "sure" in request.POST and _is_added(request, school, form):
            return redirect("portal:requirements", pk)
    context = {"school": school, "asked": requirements_of(school), "form": form, "effects": effects if not form.errors else None}
    return render(request, "portal/assurance/requirements.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def stop_asking(request: HttpRequest, pk: int, requirement: int) -> HttpResponse:
    school = school_to_decide(request, pk)
    row = get_object_or_404(SchoolRequirement, school=school, pk=requirement, removed_at=None)
    if request.method == "POST":
        remove_requirement(by=cast("User", request.user), requirement=row)
        messages.success(request, _("No longer asked. Dates that lacked nothing else are confirmed again."))
        return redirect("portal:requirements", pk)
    named = next(one for one in requirements_of(school) if one.row == row)
    return render(request, "portal/assurance/requirement_remove.html", {"school": school, "requirement": named})


def _looked_at(school: School, form: RequirementForm) -> Effects:
    added = as_rule(form.cleaned_data["check_type"], form.cleaned_data["reach"])
    return effects_of_asking(school, [*own_requirements([school.pk]).get(school.pk, []), added])


def _is_added(request: HttpRequest, school: School, form: RequirementForm) -> bool:
    try:
        add_requirement(by=cast("User", request.user), school=school, **form.cleaned_data)
    except DomainError as error:
        refuse(form, error)
        return False
    messages.success(request, _("Asked from now on, of every date of your school."))
    return True
