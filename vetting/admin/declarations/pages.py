"""What providers and adults declared, looked at case by case: each answer is shown and decided for itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.exceptions import DomainError
from vetting.admin.cases.checks import CaseChecks
from vetting.admin.cases.frame import CaseFormView, case_url
from vetting.admin.checks.words import details_in_words
from vetting.admin.declarations.form import LooksForm
from vetting.admin.officer_views import OfficersOnly
from vetting.exceptions import DeclarationRefusedError
from vetting.models import Check
from vetting.queries.cases.declarations import declarations_to_look_at, declared_in
from vetting.queries.clearances.evidence import subject_of
from vetting.services.cases.readings import record_reading
from vetting.services.checks.reviewing import review_declarations


class AnswersView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    """Cases with answers that nobody has looked at, renewals of listed offers among them."""

    page_title = _("Answers to look at")
    header_icon = "form"
    template_name = "vetting/admin/answers.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(rows=declarations_to_look_at(self.request.user), **kwargs)
        return context


class CaseAnswersView(CaseFormView):
    """All answers of one case on one page. Reading them is logged."""

    page_title = _("Look at the answers")
    template_name = "vetting/admin/case_answers.html"
    intro = _("Their own words. They count for nothing until you have looked. What you leave at “Not now” stays as it is.")
    button = _("Save what I said")
    success = _("Saved. What you verified counts from now; whose answers went back has been told.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.known = CaseChecks(self.case, request.user)
        self.answers = self.known.answers

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_reading(by=self.officer, case=self.case)
        return super().get(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> LooksForm:
        return LooksForm(checks=self.answers, **self.get_form_kwargs())

    def act(self, form: Any) -> None:
        review_declarations(by=self.officer, looks=form.looks)

    def field_of(self, refusal: DomainError, form: Any) -> str | None:
        if not isinstance(refusal, DeclarationRefusedError):
            return super().field_of(refusal, form)
        name = refusal.field if refusal.field in {"reason", "note"} else "look"
        return f"{name}-{refusal.check}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        answers = [self._shown(check, form) for check in self.answers]
        not_yours = 0 if self.answers else len(declared_in(self.case))
        return context | {"answers": answers, "not_yours": not_yours, "case_url": case_url(self.case)}

    def _shown(self, check: Check, form: LooksForm) -> dict[str, Any]:
        check_type = self.known.content.by_code[check.check_type]
        fields = [form[f"{name}-{check.pk}"] for name in ("look", "reason", "note")]
        subject = self.known.name_of(subject_of(check))
        return {
            "check": check,
            "check_type": check_type,
            "subject": subject,
            "lines": details_in_words(check, check_type),
            "fields": fields,
        }
