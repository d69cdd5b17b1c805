"""What auditors read: who did what, who looked, who decided from what, and whether the log is whole. Nothing is changed here."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import AuditCheckpoint, AuditSeal, AuditVerification
from core.sheets import Cell, download
from vetting.admin.audit.forms import NarrowForm, NarrowLogForm
from vetting.admin.clearances.subjects import name_of
from vetting.admin.overseers import OverseerPage
from vetting.models import Decision
from vetting.policies.holds import authorities_overseen_by
from vetting.queries.audit.decisions import clearances_from, decisions_of, inputs_of
from vetting.queries.audit.log import events_of, lines_of, narrowed
from vetting.services.audit.exports import record_log_taken

ON_A_PAGE = 50
MOST_TAKEN = 20_000
KINDS = ("csv", "xlsx")


def audit_crumb() -> dict[str, Any]:
    return {"url": reverse("vetting_audit"), "label": _("Audit")}


class NarrowedPage(OverseerPage):
    """A list that a form narrows, page by page, and that can be taken away as it is narrowed: which is logged."""

    form_class: type[NarrowForm] = NarrowForm
    what = ""

    def rows(self, form: NarrowForm) -> Any:
        raise NotImplementedError

    def sheet(self, rows: Any) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = self.form_class(request.GET)
        kind = request.GET.get("export", "")
        if not kind:
            page: HttpResponse = super().get(request, *args, **kwargs)
            return page
        if kind not in KINDS:
            raise Http404
        rows = list(self.rows(self.form)[:MOST_TAKEN])
        record_log_taken(by=self.officer, authority=self.authority, kind=kind, rows=len(rows), what=self.what)
        return download(kind, f"{self.what}-{clock.today().isoformat()}", *self.sheet(rows))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        narrowing = self.request.GET.copy()
        for name in ("page", "export"):
            narrowing.pop(name, None)
        page = Paginator(self.rows(self.form), ON_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(form=self.form, page=page, narrowing=narrowing.urlencode(), **kwargs)


class LogView(NarrowedPage):
    template_name = "vetting/admin/audit_log.html"
    page_title = _("Audit")
    form_class = NarrowLogForm
    what = "audit-log"

    def rows(self, form: NarrowForm) -> Any:
        return narrowed(events_of(self.authority), form.asked)

    def sheet(self, rows: Any) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
        lines = lines_of(rows, self.authority)
        header = ["number", "at", "who", "what", "about", "why", "details"]
        return header, [[one.number, one.at.isoformat(), one.who, one.what, one.about, one.why, one.details] for one in lines]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "lines": lines_of(context["page"].object_list, self.authority),
            "verified": AuditVerification.objects.first(),
            "sealed": AuditSeal.objects.order_by("-event_id").first(),
            "checkpoint": AuditCheckpoint.objects.order_by("-up_to_event_id").first(),
        }


class DecisionListView(NarrowedPage):
    template_name = "vetting/admin/audit_decisions.html"
    page_title = _("Decisions")
    what = "decisions"

    def crumbs(self) -> list[dict[str, Any]]:
        return [audit_crumb()]

    def rows(self, form: NarrowForm) -> Any:
        return decisions_of(self.authority, form.asked)

    def sheet(self, rows: Any) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
        return ["case", "provider", "outcome", "level", "decided_at", "decided_by", "recommended_by", "policy", "checks", "rules"], [
            self._cells(one) for one in rows
        ]

    def _cells(self, decision: Decision) -> list[Cell]:
        inputs = inputs_of(decision)
        return [
            decision.case.reference,
            decision.case.provider.name,
            decision.outcome,
            decision.level,
            decision.decided_at.isoformat(),
            str(decision.decided_by),
            str(decision.recommended_by),
            str(decision.policy),
            "; ".join(f"{one.name} ({one.outcome or one.state})" for one in inputs.checks),
            ", ".join(one.code for one in inputs.rules),
        ]


class DecisionView(OverseerPage):
    """One decision with its inputs opened up: outcomes, dates and rows of the table."""

    template_name = "vetting/admin/audit_decision.html"
    page_title = _("Decision")

    def crumbs(self) -> list[dict[str, Any]]:
        return [audit_crumb(), {"url": reverse("vetting_audit_decisions"), "label": _("Decisions")}]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = Decision.objects.filter(case__authority__in=authorities_overseen_by(request.user)).select_related("case__authority")
        self.decision = get_object_or_404(decisions_of(get_object_or_404(seen, pk=kwargs["pk"]).case.authority), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.decision.case.reference

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clearances = [(one, name_of(one)) for one in clearances_from(self.decision)]
        return super().get_context_data(decision=self.decision, inputs=inputs_of(self.decision), clearances=clearances, **kwargs)
