"""Putting a clearance out of force at once, and back. Each asks first and says what follows."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError
from vetting.admin.clearances.subjects import find_clearance, name_of, open_suspension, reach_of
from vetting.admin.forms import SuspendForm, WithdrawForm
from vetting.admin.officer_views import OfficerFormView
from vetting.enums import SuspensionGround
from vetting.policies.clearances import grounds_open_to
from vetting.services.clearances import suspensions


class ClearanceFormView(OfficerFormView):
    template_name = "vetting/admin/clearance_form.html"
    header_icon = "check"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.clearance = find_clearance(request.user, kwargs["pk"])

    def crumbs(self) -> list[dict[str, Any]]:
        listing = {"url": reverse("vetting_clearances:index"), "label": _("Clearances")}
        return [listing, {"url": self.get_success_url(), "label": name_of(self.clearance)}]

    def get_success_url(self) -> str:
        return reverse("vetting_clearances:inspect", args=[self.clearance.pk])

    def get_page_subtitle(self) -> str:
        return name_of(self.clearance)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(clearance=self.clearance, name=name_of(self.clearance), reach=reach_of(self.clearance), **kwargs)


class SuspendView(ClearanceFormView):
    page_title = _("Suspend")
    form_class = SuspendForm
    intro = _("It takes effect at once. Everybody but officers reads “currently unavailable”, whatever the ground.")
    button = _("Suspend now")
    success = _("Suspended. Another officer confirms it, by the end of the next working day.")
    destructive = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"grounds": grounds_open_to(self.officer, self.clearance.authority)}

    def act(self, form: Any) -> None:
        suspensions.suspend(by=self.officer, clearance=self.clearance, ground=form.cleaned_data["ground"])


class ConfirmSuspensionView(ClearanceFormView):
    page_title = _("Confirm the suspension")
    intro = _("You agree, as a second officer, that it stays suspended until a lead lifts it.")
    button = _("Confirm the suspension")
    success = _("Confirmed.")

    def act(self, form: Any) -> None:
        suspension = open_suspension(self.clearance)
        if suspension is None:
            raise DomainError(_("It is not suspended any more. Go back to see where it stands."))
        suspensions.confirm_suspension(by=self.officer, suspension=suspension)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(suspension=open_suspension(self.clearance), **kwargs)


class ReinstateView(ClearanceFormView):
    page_title = _("Reinstate")
    intro = _("Offers are back on the site at once, as far as every check is in order.")
    button = _("Reinstate")
    success = _("Reinstated.")

    def act(self, form: Any) -> None:
        suspensions.reinstate(by=self.officer, clearance=self.clearance)


class WithdrawView(ClearanceFormView):
    page_title = _("Withdraw")
    form_class = WithdrawForm
    intro = _("For good: what would be needed again is a new case. The provider gets a mail that says neither why nor of whom.")
    button = _("Withdraw for good")
    success = _("Withdrawn.")
    destructive = True

    def get_initial(self) -> dict[str, Any]:
        suspension = open_suspension(self.clearance)
        asked = suspension is not None and suspension.ground == SuspensionGround.PROVIDER_REQUEST
        return super().get_initial() | {"at_request": asked}

    def act(self, form: Any) -> None:
        suspensions.withdraw_clearance(by=self.officer, clearance=self.clearance, **form.cleaned_data)
