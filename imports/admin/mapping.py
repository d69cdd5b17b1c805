"""Choosing what each column is used as."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.exceptions import DomainError
from imports.admin.forms import MappingForm
from imports.admin.frame import BatchPage, batch_url
from imports.services.mapping import choose_columns
from imports.states import BATCH, BatchEvent

SAMPLES = 3


class MappingView(BatchPage, WagtailAdminTemplateMixin, FormView):
    template_name = "imports/admin/mapping.html"
    form_class = MappingForm
    page_title = _("Columns")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not any(BATCH.allows(self.batch.state, event) for event in (BatchEvent.MAP, BatchEvent.REMAP)):
            return redirect(batch_url(self.batch))
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        known = {"default_kind": self.batch.default_kind, "default_engagement": self.batch.default_engagement}
        return {name: value for name, value in known.items() if value}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"batch": self.batch, "samples": self.samples()}

    def samples(self) -> dict[int, str]:
        """The first few things that stand in each column."""
        rows = list(self.batch.rows.order_by("line").values_list("cells", flat=True)[:40])
        found = {at: [cells[at] for cells in rows if cells[at]][:SAMPLES] for at in range(len(self.batch.headings))}
        return {at: " · ".join(Truncator(cell).chars(40) for cell in cells) for at, cells in found.items()}

    def form_valid(self, form: Any) -> HttpResponse:
        defaults = {name: form.cleaned_data[name] for name in ("default_kind", "default_engagement")}
        try:
            choose_columns(by=self.officer, batch=self.batch, columns=form.columns(), **defaults)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
            return self.form_invalid(form)
        return redirect(batch_url(self.batch))
