"""The board of what runs out: this week, this month, in two and in three months."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.cases.queue_tabs import own_authorities
from vetting.admin.officer_views import OfficersOnly
from vetting.queries.clearances.lapsing import lapses_of

BANDS = [(7, _("Within a week")), (30, _("Within 30 days")), (60, _("Within 60 days")), (90, _("Within 90 days"))]


class LapsingView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/lapsing.html"
    page_title = _("Running out")
    header_icon = "calendar"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lapses = lapses_of(list(own_authorities(self.officer)))
        starts = [-1, *(days for days, _label in BANDS)]
        bands = [(label, [one for one in lapses if start < one.days <= end]) for start, (end, label) in zip(starts, BANDS, strict=False)]
        context: dict[str, Any] = super().get_context_data(bands=[band for band in bands if band[1]], **kwargs)
        return context
