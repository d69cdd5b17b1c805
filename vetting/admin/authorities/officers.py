"""Who acts in an authority: appointed and ended by its administrators, never by themselves."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.authorities.forms import AppointForm
from vetting.admin.cases.queue_tabs import own_authorities
from vetting.admin.officer_views import OfficerFormView, OfficersOnly
from vetting.models import Officer
from vetting.policies.roles import can_appoint_officers
from vetting.queries.authorities.officers import parts_in
from vetting.services.officers import appoint_officer, end_appointment


class OfficerListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/officers.html"
    page_title = _("Officers")
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.officer
        offices = [(one, parts_in(one), can_appoint_officers(user, one)) for one in own_authorities(user)]
        context: dict[str, Any] = super().get_context_data(offices=offices, **kwargs)
        return context


class PartFormView(OfficerFormView):
    header_icon = "group"

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": self.get_success_url(), "label": _("Officers")}]

    def get_success_url(self) -> str:
        return reverse("vetting_officers")


class AppointView(PartFormView):
    page_title = _("Appoint somebody")
    form_class = AppointForm
    intro = _("They can act here at once. An administrator appoints others, and never themselves.")
    button = _("Appoint")
    success = _("Appointed.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.authority = get_object_or_404(own_authorities(request.user), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.authority.name

    def act(self, form: Any) -> None:
        entered = form.cleaned_data
        appoint_officer(by=self.officer, user=entered["email"], authority=self.authority, role=entered["role"])


class EndPartView(PartFormView):
    page_title = _("End a part")
    intro = _("They are out at once. What they recorded and decided stays. Cases that they have can be taken over by colleagues.")
    button = _("End this part")
    success = _("Ended.")
    destructive = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        parts = Officer.objects.acting().filter(authority__in=own_authorities(request.user), loan=None)
        self.part = get_object_or_404(parts.select_related("user", "authority"), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return f"{self.part.user.name}, {self.part.get_role_display()}, {self.part.authority}"

    def act(self, form: Any) -> None:
        end_appointment(by=self.officer, officer=self.part)
