"""The board of DBS Update Service statuses that are due."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.cases.queue_tabs import own_authorities
from vetting.admin.officer_views import OfficersOnly
from vetting.policies.roles import can_work_queue
from vetting.queries.clearances.looks import looks_board


class LooksView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/looks.html"
    page_title = _("Status look-ups")
    header_icon = "view"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        authorities = list(own_authorities(self.officer).select_related("policy"))
        looks = looks_board(authorities)
        shelves = [
            (_("To look up now"), [one for one in looks if one.has_consent]),
            (_("Ask for consent first"), [one for one in looks if not one.has_consent]),
        ]
        context: dict[str, Any] = super().get_context_data(
            shelves=[shelf for shelf in shelves if shelf[1]],
            working={one.pk for one in authorities if can_work_queue(self.officer, one)},
            **kwargs,
        )
        return context
