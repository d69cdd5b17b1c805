"""What an authority looks back on: each report on a page, and as a file. Reading and taking one are in the log."""

import dataclasses
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.sheets import download
from vetting.admin.officer_views import OfficersOnly
from vetting.admin.reports.forms import ReportForm
from vetting.models import VettingAuthority
from vetting.policies.reports import ABOUT_OFFICERS, authorities_reported_to
from vetting.queries.reports.coverage import coverage
from vetting.queries.reports.decisions import decisions
from vetting.queries.reports.lapses import lapses
from vetting.queries.reports.refusals import over_asking
from vetting.queries.reports.shape import Report, Span, to_pass_on
from vetting.queries.reports.turnaround import turnaround
from vetting.queries.reports.workload import workload
from vetting.services.reports import record_report


@dataclasses.dataclass(frozen=True)
class About:
    title: str | Promise
    words: str | Promise
    make: Callable[[VettingAuthority, Span], Report]


REPORTS = {
    "turnaround": About(
        _("Turnaround"),
        _("Working days of the authority's own time, by the month of the decision. The time that a provider took is left out."),
        turnaround,
    ),
    "workload": About(
        _("Workload"), _("By officer: what they took, verified and decided in the period, and what is with them now."), workload
    ),
    "decisions": About(_("Decisions"), _("Outcomes by month, kind and version of the policy."), decisions),
    "lapses": About(
        _("Lapses"),
        _("Checks whose last day lay in the period: renewed in time or not, and sessions that were planned without cover."),
        lapses,
    ),
    "over-asking": About(_("Over-asking refused"), _("What officers tried to record and the rules put out of reach."), over_asking),
    "coverage": About(
        _("Policy coverage"),
        _("As it stands today: under which version of the policy what is listed was cleared, and whether every check is in place."),
        coverage,
    ),
}


class ReportListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/reports.html"
    page_title = _("Reports")
    header_icon = "table"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = [(name, about) for name, about in REPORTS.items() if authorities_reported_to(self.officer, name).exists()]
        context: dict[str, Any] = super().get_context_data(reports=mine, **kwargs)
        return context


class OneReport(OfficersOnly):
    """A report that the officer may read of some authority, with what was asked of it."""

    name: str
    about: About
    form: ReportForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # mixed into views
        found = REPORTS.get(kwargs["name"])
        authorities = authorities_reported_to(request.user, kwargs["name"]).select_related("policy")
        if found is None or not authorities.exists():
            raise Http404
        self.name, self.about = kwargs["name"], found
        self.form = ReportForm(request.GET, authorities=authorities)

    def made(self, **taken: Any) -> Report:
        """Worked out after the reading is in the log."""
        authority, span = self.form.cleaned_data["authority"], self.form.span
        record_report(by=self.officer, authority=authority, report=self.name, span=span, **taken)
        return self.about.make(authority, span)


class ReportView(OneReport, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/report.html"
    header_icon = "table"

    def get_page_title(self) -> Any:
        return self.about.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = {"url": reverse("vetting_reports"), "label": _("Reports")}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        valid = self.form.is_valid()
        context: dict[str, Any] = super().get_context_data(
            about=self.about,
            form=self.form,
            report=self.made() if valid else None,
            query=urlencode(self.form.query) if valid else "",
            may_pass_on=self.name not in ABOUT_OFFICERS,
            **kwargs,
        )
        return context


class ReportFileView(OneReport, View):
    """`for=others` leaves small numbers out; a report about officers is never for others."""

    def get(self, request: HttpRequest, name: str, kind: str) -> HttpResponse:
        outside = request.GET.get("for") == "others"
        if not self.form.is_valid() or (outside and name in ABOUT_OFFICERS):
            raise Http404
        report = self.made(taken_as=kind, outside=outside)
        shown = to_pass_on(report) if outside else report
        span = self.form.span
        return download(kind, f"{name}-{span.since}-{span.until}", shown.header, shown.rows)
