"""The list of appeals, those that are due first, the page of one, and the lead's decision."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.appeals.forms import DecideForm
from vetting.admin.appeals.lines import line_of
from vetting.admin.officer_views import OfficerFormView, OfficersOnly
from vetting.models import Appeal
from vetting.policies.appeals import can_decide_appeal
from vetting.queries.appeals.open_to import appeals_to_decide
from vetting.services.appeals.deciding import decide_appeal
from vetting.states.leads import AppealState

LONGEST = 200
CLEARANCES = ("clearance", "suspension__clearance")
SUBJECTS = tuple(f"{of}__{one}" for of in CLEARANCES for one in ("person", "provider", "venue", "offer__approved_version"))
ABOUT = ("authority", "provider", "case__decision", "case__version", "lodged_by", "decided_by", *SUBJECTS)


def find_appeal(user: Any, pk: int) -> Appeal:
    """Raises Http404 for one of an authority that the user has no part in."""
    appeal = Appeal.objects.visible_to(user).select_related(*ABOUT).filter(pk=pk).first()
    if appeal is None:
        raise Http404
    return appeal


def listing_crumb() -> dict[str, Any]:
    return {"url": reverse("vetting_appeals"), "label": _("Appeals")}


def why_not_decide(appeal: Appeal, user: Any) -> str:
    if appeal.state != AppealState.LODGED:
        return _g("It is closed: %(state)s.") % {"state": str(appeal.get_state_display()).lower()}
    if can_decide_appeal(user, appeal):
        return ""
    return _g("A vetting lead of the authority decides who had no part in the first decision and is not close to the provider.")


class AppealListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/appeal_list.html"
    page_title = _("Appeals")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = appeals_to_decide(self.officer).select_related(*ABOUT)
        closed = Appeal.objects.visible_to(self.officer).exclude(state=AppealState.LODGED).select_related(*ABOUT)
        lines = {"waiting": [line_of(one) for one in waiting], "closed": [line_of(one) for one in closed.order_by("-closed_at")[:LONGEST]]}
        context: dict[str, Any] = super().get_context_data(**lines, **kwargs)
        return context


class AppealView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/appeal.html"
    page_title = _("Appeal")
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.appeal = find_appeal(request.user, kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, listing_crumb(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        why_not = why_not_decide(self.appeal, self.request.user)
        context: dict[str, Any] = super().get_context_data(appeal=self.appeal, line=line_of(self.appeal), why_not=why_not, **kwargs)
        return context


class DecideAppealView(OfficerFormView):
    template_name = "vetting/admin/appeal_decide.html"
    form_class = DecideForm
    header_icon = "history"
    page_title = _("Decide on the appeal")
    intro = _(
        "Upheld, what was declined or withdrawn is with the officers again as a new case, or the suspension is lifted at once. "
        "Dismissed, the decision stays. The provider gets a mail either way."
    )
    button = _("Decide")
    success = _("Decided. The provider gets a mail.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.appeal = find_appeal(request.user, kwargs["pk"])

    def crumbs(self) -> list[dict[str, Any]]:
        return [listing_crumb(), {"url": self.get_success_url(), "label": _("Appeal")}]

    def get_success_url(self) -> str:
        return reverse("vetting_appeal", args=[self.appeal.pk])

    def act(self, form: Any) -> None:
        decide_appeal(by=self.officer, appeal=self.appeal, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        why_not = why_not_decide(self.appeal, self.request.user)
        return super().get_context_data(appeal=self.appeal, line=line_of(self.appeal), why_not=why_not, **kwargs)
