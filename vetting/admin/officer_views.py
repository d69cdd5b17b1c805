"""The frame of officers' pages: for officers alone, inside Wagtail's admin, with refusals shown beside what was typed."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from core.exceptions import DomainError
from core.refusals import RefusedError, show_refusal
from vetting.policies.roles import is_officer, only_reads

NO_FILES = _("No files are taken here. Nothing of a certificate or document is kept: write down the outcome and the dates.")


CHOOSE = (
    (forms.MultipleChoiceField, _("Choose at least one.")),
    (forms.ChoiceField, _("Choose one.")),
    (forms.ModelChoiceField, _("Choose one.")),
    (forms.BooleanField, _("Tick this to go on.")),
)


class OfficersOnly:
    """To everybody else, superusers among them, these pages are not there. Who only reads never comes to a page that acts."""

    request: HttpRequest
    acts = False

    @property
    def officer(self) -> User:
        return cast(User, self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_officer(request.user):
            raise Http404
        if self.acts and only_reads(request.user):
            words = _g("Auditors read everything here and change nothing. Officers and leads of the authority do this.")
            refusal = RefusedError(words, back=reverse("wagtailadmin_home"), back_label=_("Back to the admin"))
            return show_refusal(request, refusal)  # raised, Wagtail would answer it with a redirect
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # mixed into views
        return response


def in_plain_words(form: Any) -> Any:
    """What Django says of an empty field, as the rest of these pages would say it."""
    for field in form.fields.values():
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            words = next((words for kind, words in CHOOSE if isinstance(field, kind)), _("Fill this in."))
            field.error_messages["required"] = words
    return form


class OfficerFormView(OfficersOnly, WagtailAdminTemplateMixin, FormView):
    """One form and one service. A refusal by the service is shown on the form, with what was typed; a file is refused before anything."""

    template_name = "vetting/admin/form.html"
    form_class: Any = forms.Form
    header_icon = "tasks"
    intro: Any = ""
    button: Any = _("Save")
    success: Any = ""
    destructive = False
    acts = True

    def crumbs(self) -> list[dict[str, Any]]:
        """What stands between the admin's home and this page."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.crumbs(), {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs.pop("files", None)
        return kwargs

    def act(self, form: Any) -> None:
        """Call the service. Raises DomainError where it refuses."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = in_plain_words(self.get_form())
        valid = form.is_valid()
        if request.FILES:
            form.add_error(None, NO_FILES)
            valid = False
        return self.form_valid(form) if valid else self.form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.act(form)
        except DomainError as refusal:
            form.add_error(self.field_of(refusal, form), str(refusal.message))
            return self.form_invalid(form)
        messages.success(self.request, str(self.success))
        return redirect(self.get_success_url())

    def field_of(self, refusal: DomainError, form: Any) -> str | None:
        """Under which field a refusal is shown; None for above the form."""
        known = form.fields.get(refusal.field)
        return refusal.field if known is not None and not known.widget.is_hidden else None

    def get_back_url(self) -> str:
        url: str = self.get_success_url()
        return url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"intro": self.intro, "button": self.button, "destructive": self.destructive, "back_url": self.get_back_url()}
        return super().get_context_data(**page, **kwargs)
