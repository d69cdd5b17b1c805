"""Pages for who oversees: leads, administrators and auditors, of one of their authorities at a time."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.officer_views import OfficersOnly
from vetting.models import VettingAuthority
from vetting.policies.holds import authorities_overseen_by


class OverseersOnly(OfficersOnly):
    """`authority` is the one that the address names, else the first. To everybody else these pages are not there."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.authorities = list(authorities_overseen_by(request.user))
        named = request.GET.get("authority", "")
        chosen = [one for one in self.authorities if str(one.pk) == named] if named else self.authorities[:1]
        if not chosen:
            raise Http404
        self.authority: VettingAuthority = chosen[0]
        return super().dispatch(request, *args, **kwargs)


class OverseerPage(OverseersOnly, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "history"

    def crumbs(self) -> list[dict[str, Any]]:
        return []

    def get_page_subtitle(self) -> str:
        return self.authority.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.crumbs(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(authority=self.authority, authorities=self.authorities, **kwargs)
        return context
