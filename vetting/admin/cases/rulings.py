"""An officer rules whether something is regulated activity, where the law gives no number."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from vetting.admin.cases.activity import activity_lines
from vetting.admin.cases.forms import RulingForm
from vetting.admin.cases.frame import CaseFormView, case_url
from vetting.services.cases import assessments


class RuleView(CaseFormView):
    template_name = "vetting/admin/ruling.html"
    page_title = _("Rule on regulated activity")
    form_class = RulingForm
    intro = _(
        "The law gives no number here. Say yes only where the contact is as frequent as teaching in school every week: "
        "asking for a barred-list check too early is itself unlawful."
    )
    intro_of_row = _(
        "The table leaves this to an officer. Say yes only where the adult looks after pupils as often and as alone as a teacher would: "
        "asking for a barred-list check too early is itself unlawful. Whatever you say, give the reason."
    )
    button = _("Record the ruling")
    success = _("The ruling is recorded. What is asked follows it.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.line = next((line for line in activity_lines(self.case) if line.person_pk == kwargs["person"]), None)
        if self.line is None or not self.line.may_be_ruled:
            raise Http404
        if self.line.is_left_to_officers:
            self.intro = self.intro_of_row

    def get_success_url(self) -> str:
        return f"{case_url(self.case)}#activity"

    def act(self, form: Any) -> None:
        assessments.rule_on_activity(
            by=self.officer,
            authority=self.case.authority,
            person=self.case.version.people.get(pk=self.kwargs["person"]),
            offer=self.case.offer,
            **form.cleaned_data,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(line=self.line, **kwargs)
