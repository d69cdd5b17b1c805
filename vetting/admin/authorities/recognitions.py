"""What an authority relies on that another said, and what others tell it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core import clock
from core.exceptions import DomainError
from vetting.admin.authorities.forms import RecogniseForm
from vetting.admin.cases.frame import CaseFormView, case_url
from vetting.admin.cases.moves import Move
from vetting.admin.officer_views import OfficerFormView, OfficersOnly
from vetting.models import CrossAuthorityAlert, Recognition
from vetting.policies.recognitions import can_confirm_recognition, can_withdraw_recognition
from vetting.queries.assurance.others import OtherStatement, other_statements
from vetting.queries.assurance.recognitions import Holding, holding, relied_on_by
from vetting.queries.authorities.alerts import open_alerts
from vetting.services.assurance import recognitions
from vetting.services.authorities.alerts import acknowledge_alert
from vetting.states.partners import RECOGNITION, RecognitionEvent, RecognitionState


def moves_of(recognition: Recognition, user: Any) -> list[Move]:
    confirm = Move(_g("Confirm"), "vetting_recognition_confirm", is_main=True)
    withdraw = Move(_g("Withdraw"), "vetting_recognition_withdraw", is_grave=True)
    found = [confirm] if can_confirm_recognition(user, recognition) else []
    return [*found, withdraw] if can_withdraw_recognition(user, recognition) else found


def standing_of(recognition: Recognition, holds: Holding | None) -> str:
    """In words. Why the first authority's word does not hold is its own to say."""
    if recognition.state == RecognitionState.PROPOSED:
        return _g("Waits for a second officer")
    if holds is not None:
        return _g("Holds")
    if recognition.starts_on > clock.today():
        return _g("Begins later")
    return _g("Does not hold today")


class ReliedOnView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/relied_on.html"
    page_title = _("Recognised statements")
    header_icon = "check"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, rows = self.officer, list(relied_on_by(self.officer))
        holds = holding(rows)
        lines = [(one, holds.get(one.pk), standing_of(one, holds.get(one.pk)), moves_of(one, user)) for one in rows]
        context: dict[str, Any] = super().get_context_data(lines=lines, **kwargs)
        return context


class RecogniseView(CaseFormView):
    """From a case: the statement of another authority about the case's provider."""

    template_name = "vetting/admin/recognise.html"
    page_title = _("Recognise a statement")
    form_class = RecogniseForm
    intro = _("Your authority lets it stand, without seeing what lies behind it. A second officer confirms. It falls with the original.")
    button = _("Recognise")
    success = _("Recognised. A second officer confirms it, under Recognised statements.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.said = self._said(kwargs["statement"])

    def _said(self, pk: int) -> OtherStatement:
        """Of those that hold today: there is nothing to recognise in another."""
        known = other_statements(self.case.provider, self.case.authority)
        found = next((one for one in known if one.statement.pk == pk and one.until), None)
        if found is None:
            raise Http404
        return found

    def get_page_subtitle(self) -> str:
        return f"{self.said.statement.authority}, {self.case.provider}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"said": self.said}

    def get_initial(self) -> dict[str, Any]:
        today, version = clock.today(), self.case.version
        return {
            "natures": [one for one in self.said.natures if one == version.nature] or list(self.said.natures),
            "settings_allowed": [one for one in self.said.settings if one == version.setting] or list(self.said.settings),
            "level": self.said.statement.level,
            "starts_on": today,
            "expires_on": recognitions.last_possible_day(self.said.statement, today),
        }

    def get_success_url(self) -> str:
        return f"{case_url(self.case)}#others"

    def act(self, form: Any) -> None:
        recognitions.recognise(by=self.officer, authority=self.case.authority, statement=self.said.statement, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(said=self.said, **kwargs)


class RecognitionStepView(OfficerFormView):
    template_name = "vetting/admin/recognition_step.html"
    header_icon = "check"
    event = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.recognition = get_object_or_404(relied_on_by(request.user), pk=kwargs["pk"])
        if not RECOGNITION.allows(self.recognition.state, self.event):
            raise Http404

    def get_page_subtitle(self) -> str:
        return str(self.recognition.statement)

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": self.get_success_url(), "label": _("Recognised statements")}]

    def get_success_url(self) -> str:
        return reverse("vetting_relied_on")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(recognition=self.recognition, **kwargs)


class ConfirmRecognitionView(RecognitionStepView):
    event = RecognitionEvent.CONFIRM
    page_title = _("Confirm")
    intro = _("You have looked at what the other authority says, and agree that yours relies on it.")
    button = _("Confirm")
    success = _("Confirmed. The offers' pages name your authority too.")

    def act(self, form: Any) -> None:
        recognitions.confirm_recognition(by=self.officer, recognition=self.recognition)


class WithdrawRecognitionView(RecognitionStepView):
    event = RecognitionEvent.WITHDRAW
    page_title = _("Withdraw")
    intro = _("Your authority relies on it no longer, from now. What the other authority says is untouched.")
    button = _("Withdraw")
    success = _("Withdrawn.")
    destructive = True

    def act(self, form: Any) -> None:
        recognitions.withdraw_recognition(by=self.officer, recognition=self.recognition)


class AlertListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/alerts.html"
    page_title = _("Alerts")
    header_icon = "warning"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(alerts=open_alerts(self.officer), **kwargs)
        return context


class AcknowledgeAlertView(OfficersOnly, View):
    acts = True

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        alert = get_object_or_404(CrossAuthorityAlert.objects.visible_to(request.user), pk=pk)
        try:
            acknowledge_alert(by=self.officer, alert=alert)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        return redirect("vetting_alerts")
