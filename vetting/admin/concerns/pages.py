"""The board of concerns, and the page of one: who was told, what stands that could be suspended, and what may be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.cases.queue_tabs import own_authorities
from vetting.admin.clearances.subjects import kind_of, name_of
from vetting.admin.officer_views import OfficersOnly
from vetting.enums import OfficerRole
from vetting.models import Concern
from vetting.models.concerns import ConcernQuerySet
from vetting.policies.clearances import can_suspend
from vetting.policies.roles import holds
from vetting.queries.concerns.addressees import clearances_about
from vetting.services.concerns.concerns import record_looking
from vetting.states import IN_FORCE, ConcernState

ORDER = {ConcernState.RAISED: 0, ConcernState.ACKNOWLEDGED: 1, ConcernState.CLOSED: 2}
RECENTLY_CLOSED = 20


def concerns_seen(user: Any) -> ConcernQuerySet:
    related = ("authority", "provider", "person", "school", "raised_by", "acknowledged_by", "closed_by")
    return Concern.objects.visible_to(user).select_related(*related)


class ConcernListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/concerns.html"
    page_title = _("Concerns")
    header_icon = "warning"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What nobody has yet comes first, and there what asks that bookings stop."""
        seen = concerns_seen(self.request.user)
        waiting = sorted(seen.still_open(), key=lambda one: (ORDER[ConcernState(one.state)], not one.asks_suspension, one.raised_at))
        closed = seen.filter(state=ConcernState.CLOSED).order_by("-closed_at")[:RECENTLY_CLOSED]
        offices = [(one, holds(self.officer, one, OfficerRole.LEAD, OfficerRole.ADMINISTRATOR)) for one in own_authorities(self.officer)]
        context: dict[str, Any] = super().get_context_data(waiting=waiting, closed=closed, offices=offices, **kwargs)
        return context


class ConcernView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/concern.html"
    page_title = _("Concern")
    header_icon = "warning"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.concern = get_object_or_404(concerns_seen(request.user), pk=kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_looking(by=self.officer, concern=self.concern)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        board = {"url": reverse("vetting_concerns"), "label": ConcernListView.page_title}
        return [*self.breadcrumbs_items, board, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        concern = self.concern
        own = clearances_about(concern.provider, concern.person).filter(authority=concern.authority)
        related = ("person", "provider", "venue", "offer__approved_version", "offer__provider", "authority")
        standing = own.select_related(*related).order_by("pk")
        lines = [(one, name_of(one), kind_of(one), one.state in IN_FORCE and can_suspend(self.officer, one)) for one in standing]
        context: dict[str, Any] = super().get_context_data(concern=concern, standing=lines, **kwargs)
        return context
