"""A check that people answer themselves, one short page each; and an adult's list of what is asked of them alone."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core.exceptions import DomainError
from portal.cards.declaring import declaration_page, statement_for
from portal.cards.own import own_tasks
from portal.forms import NO_FILES, DeclarationForm, starting_answers
from portal.queries.declarations import Question, last_answer, question_of, sent_back_answer
from vetting.policies.declarations import can_declare
from vetting.services.checks.declaring import declare


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_check(request: HttpRequest, slug: str, code: str, scope: str, subject: int) -> HttpResponse:
    question = question_of(request.user, slug, code, scope, subject)
    if question is None:
        raise Http404
    form = _form(request, question)
    if request.method == "POST" and _is_kept(request, form, question):
        messages.success(request, _("Kept. It counts as soon as an officer has looked at it; until then you can change it."))
        return redirect(_back_url(question))
    page = declaration_page(question, sent_back_answer(question), may_answer=can_declare(request.user, question.subject))
    return render(request, "portal/declare.html", {"page": page, "form": form, "back_url": _back_url(question)})


@login_required
@require_safe
def show_own_checks(request: HttpRequest) -> HttpResponse:
    person = getattr(request.user, "person", None)
    return render(request, "portal/own_checks.html", {"groups": own_tasks(person) if person else [], "person": person})


def _form(request: HttpRequest, question: Question) -> DeclarationForm:
    statement = statement_for(question, request.user)
    asked: dict[str, Any] = {"check_type": question.check_type, "statement": statement}
    if request.method == "POST":
        return DeclarationForm(request.POST, **asked)
    return DeclarationForm(initial=starting_answers(question, last_answer(request.user, question)), **asked)


def _is_kept(request: HttpRequest, form: DeclarationForm, question: Question) -> bool:
    if request.FILES:
        form.add_error(None, NO_FILES)
    if not form.is_valid():
        return False
    try:
        declare(
            by=cast("User", request.user),
            version=question.version,
            check_type=question.check_type.code,
            subject=question.subject,
            **form.answers,
        )
    except DomainError as refusal:
        form.add_error(form.field_of(refusal.field), str(refusal.message))
        return False
    return True


def _back_url(question: Question) -> str:
    tasks = reverse("portal:offer-tasks", args=[question.version.offer.slug])
    return f"{tasks}#checks" if question.is_edited else reverse("portal:own-checks")
