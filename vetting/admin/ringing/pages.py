"""The day's list of whom to ring, and writing down that one did."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.forms import DateInput
from vetting.admin.officer_views import OfficerFormView, OfficersOnly
from vetting.models.calls import CallOutcome
from vetting.queries.ringing.tasks import tasks_due, tasks_of
from vetting.services.ringing.calls import log_call


class RingListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/ringing.html"
    page_title = _("Ring them")
    header_icon = "mobile-alt"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(tasks=tasks_due(self.officer), **kwargs)
        return context


class CallForm(forms.Form):
    outcome = forms.ChoiceField(label=_("How did it go?"), choices=CallOutcome.choices, widget=forms.RadioSelect)
    ring_again_on = forms.DateField(
        label=_("Ring again on"),
        required=False,
        widget=DateInput,
        help_text=_("Needed unless you reached them."),
    )


class CallView(OfficerFormView):
    page_title = _("Write down the call")
    header_icon = "mobile-alt"
    form_class = CallForm
    button = _("Save")
    success = _("Written down.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = [one for one in tasks_of(self.officer) if one.key == kwargs["task"]]
        if not found:
            raise Http404
        self.task = found[0]

    @property
    def intro(self) -> str:
        return f"{self.task.who}, {self.task.number}. {self.task.about}." if self.task.number else f"{self.task.who}. {self.task.about}."

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": self.get_success_url(), "label": RingListView.page_title}]

    def get_success_url(self) -> str:
        return reverse("vetting_ringing")

    def get_page_subtitle(self) -> str:
        return self.task.who

    def act(self, form: Any) -> None:
        log_call(by=self.officer, task=self.task, **form.cleaned_data)
