"""The first member of a school: an officer rings the school on a number found independently, and records it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core import clock
from schools.services import join
from vetting.admin.forms import DeclineJoinForm, JoinForm
from vetting.admin.officer_views import OfficerFormView, OfficersOnly
from vetting.queries.cases.joining import join_requests_for


class JoinListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/join_list.html"
    page_title = _("Schools joining")
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(requests=join_requests_for(self.request.user), **kwargs)
        return context


class JoinFormView(OfficerFormView):
    template_name = "vetting/admin/join_form.html"
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.join_request = get_object_or_404(join_requests_for(request.user), pk=kwargs["pk"])

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": reverse("vetting_joining"), "label": _("Schools joining")}]

    def get_success_url(self) -> str:
        return reverse("vetting_joining")

    def get_page_subtitle(self) -> str:
        return self.join_request.school.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(join_request=self.join_request, **kwargs)


class ApproveJoinView(JoinFormView):
    page_title = _("Ring and approve")
    form_class = JoinForm
    intro = _("Ring the school on a number that you found yourself. Ask whether this person works there and may act for it.")
    button = _("Record the call and approve")
    success = _("They can act for the school now, and have been told.")

    def get_initial(self) -> dict[str, Any]:
        return {"rung_at": clock.now()}

    def act(self, form: Any) -> None:
        join.approve_join_request(by=self.officer, request=self.join_request, **form.cleaned_data)


class DeclineJoinView(JoinFormView):
    page_title = _("Decline")
    form_class = DeclineJoinForm
    intro = _("They read your sentence, and may ask again.")
    button = _("Decline")
    success = _("Declined; they have been told.")
    destructive = True

    def act(self, form: Any) -> None:
        join.decline_join_request(by=self.officer, request=self.join_request, reason=form.cleaned_data["reason"])
