"""What referees answered about one adult of a case, for officers alone. Reading it is logged."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.cases.frame import CaseFormView, case_crumbs, case_url, find_case
from vetting.admin.officer_views import OfficersOnly
from vetting.models import ReferenceRequest
from vetting.policies.roles import can_work_queue
from vetting.queries.cases.references import REFERENCES, references_of
from vetting.services.cases.readings import record_reading
from vetting.services.cases.references import ask_again
from vetting.states import REFERENCE, ReferenceEvent


class ReferencesView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/references.html"
    page_title = _("References")
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = find_case(request.user, kwargs["pk"])
        self.person = get_object_or_404(self.case.version.people.all(), pk=kwargs["person"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_reading(by=self.officer, case=self.case)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_page_subtitle(self) -> str:
        return str(self.person.name)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *case_crumbs(self.case), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = references_of(self.case, self.person, self.request.user)
        page = {
            "case": self.case,
            "person": self.person,
            "references": [(one, REFERENCE.allows(one.state, ReferenceEvent.ASK)) for one in found],
            "may_ask": can_work_queue(self.request.user, self.case.authority),
            "back_url": f"{case_url(self.case)}#checks",
            "record_url": reverse("vetting_check_record", args=[self.case.pk, REFERENCES, "person", self.person.pk]),
        }
        context: dict[str, Any] = super().get_context_data(**(kwargs | page))
        return context


class AskAgainView(CaseFormView):
    """A new link for a referee who lost the first, or did not answer in time."""

    page_title = _("Send a new link")
    intro = _("They get a new mail. The link that they had opens nothing any more.")
    button = _("Send a new link")
    success = _("Sent.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = ReferenceRequest.objects.visible_to(request.user).filter(case__authority=self.case.authority_id)
        reference = seen.filter(pk=kwargs["reference"], person__in=self.case.version.people.all()).first()
        if reference is None or not REFERENCE.allows(reference.state, ReferenceEvent.ASK):
            raise Http404
        self.reference = reference

    def get_page_subtitle(self) -> str:
        return _g("to %(name)s") % {"name": self.reference.name}

    def get_success_url(self) -> str:
        return reverse("vetting_case_references", args=[self.case.pk, self.reference.person_id])

    def act(self, form: Any) -> None:
        ask_again(by=self.officer, reference=self.reference)
