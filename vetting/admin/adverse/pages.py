"""A panel on adverse information: requiring it from a case, recording what it found, taking it back. For leads alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vetting.admin.adverse.forms import RecordForm
from vetting.admin.cases.frame import CaseFormView, case_crumbs, case_url
from vetting.admin.officer_views import OfficerFormView
from vetting.models import AdversePanel
from vetting.policies.panels import can_require_panel
from vetting.services.adverse import panels
from vetting.states.panels import PanelState


class RequireView(CaseFormView):
    page_title = _("Require a panel")
    header_icon = "group"
    intro = _(
        "Two people at least look at the adverse information, outside this program, before anybody recommends or decides to clear. Until "
        "you have recorded what they found, officers read only that a lead has to look first. Do not record details here or anywhere else."
    )
    button = _("Require a panel")
    success = _("A panel is required. Record what it found once it has been held.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.person = get_object_or_404(self.case.version.people.all(), pk=kwargs["person"])
        if not can_require_panel(request.user, self.case, self.person):
            raise Http404

    def get_page_subtitle(self) -> str:
        return str(self.person.name)

    def act(self, form: Any) -> None:
        panels.require_panel(by=self.officer, case=self.case, person=self.person)


class PanelFormView(OfficerFormView):
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = AdversePanel.objects.visible_to(request.user).select_related("case__version", "case__provider", "person", "required_by")
        self.panel = get_object_or_404(seen, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.panel.person.name)

    def crumbs(self) -> list[dict[str, Any]]:
        return case_crumbs(self.panel.case)

    def get_success_url(self) -> str:
        return case_url(self.panel.case)


class RecordView(PanelFormView):
    """The page of one panel; where it is to be held, with the form for what it found. Opening it is logged."""

    template_name = "vetting/admin/adverse.html"
    page_title = _("Panel on adverse information")
    form_class = RecordForm
    button = _("Record the panel")
    success = _("Recorded. It stays as it is; another panel may be required.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        panels.record_looking(by=self.officer, panel=self.panel)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def act(self, form: Any) -> None:
        panels.record_panel(by=self.officer, panel=self.panel, held=panels.Held(**form.cleaned_data))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(panel=self.panel, is_open=self.panel.state == PanelState.REQUIRED, **kwargs)


class TakeBackView(PanelFormView):
    page_title = _("Take the panel back")
    intro = _("No panel is held. Officers recommend and decide as on any other case.")
    button = _("Take back")
    success = _("Taken back. No panel is required.")

    def get_back_url(self) -> str:
        return reverse("vetting_adverse", args=[self.panel.pk])

    def act(self, form: Any) -> None:
        panels.take_back_panel(by=self.officer, panel=self.panel)
