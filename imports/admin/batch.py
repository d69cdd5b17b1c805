"""One import: its preview, how far it has come, what became of it, and the steps that it can take."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.exceptions import DomainError
from core.sheets import download
from imports.admin.frame import BatchPage, batch_url
from imports.admin.words import problems_in_words, rejected_lines, steps_in_words
from imports.enums import Thing, Verdict
from imports.models import Row
from imports.queries.previewing import made_by, standing_of
from imports.services.running import can_undo, start_import, start_undo
from imports.services.uploads import discard_batch
from imports.states import BatchState
from vetting.admin.officer_views import OfficerFormView
from vetting.queries.policies.content import content_of

LINES_A_PAGE = 50
TEMPLATES = {
    BatchState.PREVIEW: "preview",
    BatchState.IMPORTING: "progress",
    BatchState.UNDOING: "progress",
    BatchState.IMPORTED: "result",
    BatchState.UNDONE: "undone",
    BatchState.DISCARDED: "undone",
}


class BatchView(BatchPage, WagtailAdminTemplateMixin, TemplateView):
    """Where an import stands. Before its columns are chosen, that is what comes next."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.batch.state == BatchState.MAPPING:
            return redirect(reverse("imports_columns", args=[self.batch.pk]))
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    @property
    def page_title(self) -> str:
        return self.batch.name

    def crumbs(self) -> list[dict[str, Any]]:
        return super().crumbs()[:-1]

    def get_template_names(self) -> list[str]:
        return [f"imports/admin/{TEMPLATES[BatchState(self.batch.state)]}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = made_by(self.batch)
        known = {
            "batch": self.batch,
            "standing": (standing := standing_of(self.batch)),
            "kinds": [(verdict, label, standing.by_verdict[verdict]) for verdict, label in Verdict.choices if standing.by_verdict[verdict]],
            "made": [(Thing(thing).label, count) for thing, count in made.items()],
            "kept": self.batch.changes.exclude(kept_because="").order_by("line", "pk")[:200],
            "may_undo": can_undo(self.batch),
        }
        context: dict[str, Any] = super().get_context_data(**known, **self.lines(), **kwargs)
        return context

    def lines(self) -> dict[str, Any]:
        """The lines of one kind, a page at a time: the refused ones first to be looked at, where there are any."""
        rows = self.batch.rows.order_by("line")
        shown = self.request.GET.get("show", "")
        if shown in Verdict.values:
            rows = rows.filter(verdict=shown)
        page = Paginator(rows, LINES_A_PAGE).get_page(self.request.GET.get("p"))
        policy = content_of(self.batch.authority.policy)
        made = dict(self.batch.changes.filter(thing=Thing.PROVIDER).values_list("line", "after__name"))
        return {"page": page, "shown": shown, "lines": [self.line(row, policy, made.get(row.line)) for row in page]}

    def line(self, row: Row, policy: Any, made: str | None) -> dict[str, Any]:
        """Once a line is imported, its cells are gone: `made` is the name of the provider that came of it."""
        at = self.batch.targets.get("provider")
        return {
            "row": row,
            "name": row.cells[at] if at is not None and len(row.cells) > at else made or "",
            "steps": steps_in_words(row, policy),
            "problems": problems_in_words(row, self.batch.headings, self.batch.targets),
        }


class RefusedFileView(BatchPage, View):
    """The refused lines with their reasons, to be mended and brought again."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        refused: QuerySet[Row] = self.batch.rows.filter(verdict=Verdict.REJECTED).order_by("line")
        headings, *lines = rejected_lines(refused, self.batch.headings, self.batch.targets)
        return download("csv", "refused-lines", headings, lines)


class StartView(BatchPage, View):
    """The button of the preview."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            start_import(by=self.officer, batch=self.batch)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _g("The import has begun. You can leave this page: it goes on by itself."))
        return redirect(batch_url(self.batch))


class DiscardView(BatchPage, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            discard_batch(by=self.officer, batch=self.batch)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
            return redirect(batch_url(self.batch))
        messages.success(request, _g("Thrown away. Nothing of it is kept."))
        return redirect(reverse("imports_list"))


class UndoView(BatchPage, OfficerFormView):
    page_title = _("Undo")
    intro = _("Providers, people, drafts and dates that this import made are deleted, and what it changed is put back.")
    template_name = "imports/admin/undo.html"
    button = _("Undo this import")
    success = _("Undoing has begun. You can leave this page: it goes on by itself.")
    destructive = True

    def act(self, form: Any) -> None:
        start_undo(by=self.officer, batch=self.batch)

    def get_success_url(self) -> str:
        return batch_url(self.batch)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = [(Thing(thing).label, count) for thing, count in made_by(self.batch).items() if count]
        return super().get_context_data(batch=self.batch, made=made, **kwargs)
