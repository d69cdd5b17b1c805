"""A school's file: letters of assurance, and the record of visitors."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from core.refusals import RefusedError
from core.sheets import download
from portal.cards.assurance import relied_on
from portal.cards.reliance import list_lines
from schools.models import School
from schools.queries.members import holders_words
from vetting.policies.assurance import ACCEPTORS, RECORD_KEEPERS, can_accept_assurance, can_read_assurance
from vetting.queries.assurance.letters import Letter, letter_of, providers_with_letter
from vetting.queries.assurance.own import requirements_of
from vetting.queries.assurance.visitors import COLUMNS, visitors_of
from vetting.services.assurance.downloads import record_letter_read, record_visitors_taken


@login_required
@require_safe
def show_assurance(request: HttpRequest, pk: int) -> HttpResponse:
    school = find_school(request, pk)
    context = {
        "school": school,
        "providers": relied_on(school),
        "lists": list_lines(school),
        "asked": requirements_of(school),
        "may_decide": can_accept_assurance(request.user, school),
    }
    return render(request, "portal/assurance/list.html", context)


@login_required
@require_safe
def show_letter(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    school = find_school(request, pk)
    letter = _letter(school, slug)
    record_letter_read(by=cast("User", request.user), school=school, statement=letter.statement, taken=False)
    return render(request, "portal/assurance/letter.html", {"school": school, "letter": letter})


@login_required
@require_safe
def take_letter(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One file that stands by itself."""
    school = find_school(request, pk)
    letter = _letter(school, slug)
    record_letter_read(by=cast("User", request.user), school=school, statement=letter.statement, taken=True)
    name = f"assurance-{slug}-{letter.statement.issued_at:%Y-%m-%d}.html"
    content = render_to_string("portal/assurance/letter_file.html", {"school": school, "letter": letter})
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, headers=headers)


@login_required
@require_safe
def take_visitors(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    school = find_school(request, pk)
    visitors = visitors_of(school)
    record_visitors_taken(by=cast("User", request.user), school=school, kind=kind, rows=len(visitors))
    rows = ([getattr(one, column) for column in COLUMNS] for one in visitors)
    return download(kind, f"visitors-{school.urn or school.pk}", COLUMNS, rows)


def find_school(request: HttpRequest, pk: int) -> School:
    """404 for who does not act for it; for members without the role, who has it."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    if not can_read_assurance(request.user, school):
        words = _("Only the safeguarding lead, an administrator or an approver of your school can read this.")
        back = reverse("schools:school-detail", args=[pk])
        raise RefusedError(f"{words} {holders_words(school, *RECORD_KEEPERS)}", back=back, back_label=_("Back to your school"))
    return school


def school_to_decide(request: HttpRequest, pk: int) -> School:
    """The same for who decides on what the school relies on: some who may read may not."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    if not can_accept_assurance(request.user, school):
        words = _("Only an approver or the safeguarding lead of your school can decide this.")
        back = reverse("schools:school-detail", args=[pk])
        raise RefusedError(f"{words} {holders_words(school, *ACCEPTORS)}", back=back, back_label=_("Back to your school"))
    return school


def _letter(school: School, slug: str) -> Letter:
    """Of a provider that the school has booked or accepted; of nobody else."""
    letter = letter_of(school, get_object_or_404(providers_with_letter(school), slug=slug))
    if letter is None:
        raise Http404
    return letter
