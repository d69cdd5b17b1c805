"""Bringing a register: the list of imports, sending a file or pasting lines, and the template file."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.exceptions import DomainError
from core.sheets import download
from imports.admin.forms import BringForm
from imports.admin.frame import ImportPage, LeadsOnly, batch_url
from imports.enums import Source
from imports.models import Batch
from imports.policies import authorities_led_by
from imports.rules.reading import MOST_BYTES, read_file, read_pasted
from imports.rules.tables import Table
from imports.rules.template import template_rows
from imports.services.uploads import bring_register
from imports.states import BatchState
from vetting.queries.policies.content import content_of

SHOWN = 50


class ImportListView(ImportPage, WagtailAdminTemplateMixin, TemplateView):
    """What was brought, the newest first."""

    template_name = "imports/admin/list.html"
    page_title = _("Bring a register")

    def crumbs(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batches = Batch.objects.visible_to(self.officer).exclude(state=BatchState.DISCARDED).select_related("authority", "brought_by")
        context: dict[str, Any] = super().get_context_data(batches=batches[:SHOWN], **kwargs)
        return context


class BringView(ImportPage, WagtailAdminTemplateMixin, FormView):
    """The one form of officers that takes a file. It is read in memory; what may not be kept is dropped before anything is stored."""

    template_name = "imports/admin/bring.html"
    form_class = BringForm
    page_title = _("New import")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.officer}

    def form_valid(self, form: Any) -> HttpResponse:
        file, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
        try:
            source, name = (Source.FILE, file.name) if file else (Source.PASTE, "")
            table = _table(file) if file else read_pasted(pasted)
            batch = bring_register(by=self.officer, authority=form.cleaned_data["authority"], table=table, source=source, name=name)
        except DomainError as refusal:
            form.add_error("file" if file else "pasted", str(refusal.message))
            return self.form_invalid(form)
        return redirect(batch_url(batch))


def _table(file: UploadedFile) -> Table:
    """Raises FileRefusedError. Of a file beyond the limit no more is read than shows that."""
    return read_file(file.read(MOST_BYTES + 1))


class TemplateFileView(LeadsOnly, View):
    """The headings that are known, with two lines of an example."""

    def get(self, request: HttpRequest) -> HttpResponse:
        authority = authorities_led_by(self.officer).select_related("policy")[0]
        headings, *lines = template_rows(content_of(authority.policy))
        return download("csv", "register-template", headings, lines)
