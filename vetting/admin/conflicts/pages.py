"""Conflicts of interest: an officer declares one from a case, a lead or administrator ends it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.cases.frame import CaseFormView
from vetting.admin.officer_views import OfficerFormView, OfficersOnly
from vetting.models import ConflictDeclaration
from vetting.services.cases.conflicts import declare_conflict, end_conflict


class DeclareConflictView(CaseFormView):
    page_title = _("Declare a conflict of interest")
    intro = _(
        "You, your family or your own work are tied to this provider. Nobody asks how. From now on you make, verify, recommend and decide "
        "nothing about it. Its cases that you have go back to the queue; one that waits on the provider is handed over by a lead."
    )
    button = _("Declare it")
    success = _("Declared. Other officers work on this provider now.")

    def get_page_subtitle(self) -> str:
        return str(self.case.provider)

    def act(self, form: Any) -> None:
        declare_conflict(by=self.officer, case=self.case)


class ConflictListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    """One's own; for leads and administrators, those of everybody in the authority. The ended ones stay to be read."""

    template_name = "vetting/admin/conflicts.html"
    page_title = _("Conflicts of interest")
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = ConflictDeclaration.objects.visible_to(self.request.user).select_related("officer", "provider", "ended_by")
        rows = [(one, one.ended_at is None and one.officer_id != self.officer.pk) for one in seen]
        context: dict[str, Any] = super().get_context_data(conflicts=rows, **kwargs)
        return context


class EndConflictView(OfficerFormView):
    page_title = _("End a conflict of interest")
    header_icon = "group"
    intro = _("Ask the officer first. From then on they may work on this provider again.")
    button = _("End it")
    success = _("Ended.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = ConflictDeclaration.objects.visible_to(request.user).select_related("officer", "provider")
        self.conflict = get_object_or_404(seen, pk=kwargs["pk"])

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": self.get_success_url(), "label": ConflictListView.page_title}]

    def get_success_url(self) -> str:
        return reverse("vetting_conflicts")

    def get_page_subtitle(self) -> str:
        return str(self.conflict)

    def act(self, form: Any) -> None:
        end_conflict(by=self.officer, conflict=self.conflict)
