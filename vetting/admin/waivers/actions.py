"""Asking for a waiver from the case page, and deciding on one. Each step asks first and says what follows."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from core import clock
from vetting.admin.cases.checks import CaseChecks
from vetting.admin.cases.frame import CaseFormView, case_url
from vetting.admin.officer_views import OfficerFormView
from vetting.admin.waivers.forms import WaiverForm
from vetting.admin.waivers.lines import line_of
from vetting.admin.waivers.pages import find_waiver, listing_crumb
from vetting.queries.policies.content import content_of
from vetting.rules.waiving import last_day_possible, most_days, why_not_to_waive
from vetting.services.waivers import waiving


class ProposeWaiverView(CaseFormView):
    """One check of one subject of a case."""

    template_name = "vetting/admin/waiver_propose.html"
    form_class = WaiverForm
    button = _("Ask for the waiver")
    success = _("Asked. A second person of the authority decides.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.content = content_of(self.case.authority.policy)
        check_type = self.content.by_code.get(kwargs["code"])
        known, key = CaseChecks(self.case, request.user), (kwargs["scope"], kwargs["subject"])
        if check_type is None or key not in known.subjects or check_type.scope != kwargs["scope"]:
            raise Http404
        self.check_type, self.subject, self.subject_name = check_type, known.subjects[key], known.name_of(key)

    def get_page_title(self) -> str:
        return _g("Waive: %(check)s") % {"check": self.check_type.name}

    def get_page_subtitle(self) -> str:
        return self.subject_name

    def get_success_url(self) -> str:
        return f"{case_url(self.case)}#checks"

    def get_form_kwargs(self) -> dict[str, Any]:
        today = clock.today()
        limits = {"most_days": most_days(self.content, today), "latest": last_day_possible(self.content, today, today)}
        return super().get_form_kwargs() | limits

    def get_initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    @property
    def never(self) -> str:
        return why_not_to_waive(self.content, self.check_type)

    @property
    def intro(self) -> str:
        asks = _g("The check is not asked until the last day. A second person grants it; until then nothing changes.")
        return "" if self.never else asks

    def act(self, form: Any) -> None:
        waiving.propose_waiver(
            by=self.officer,
            authority=self.case.authority,
            check_type=self.check_type.code,
            subject=self.subject,
            **form.cleaned_data,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(check_type=self.check_type, subject=self.subject_name, never=self.never, **kwargs)


class WaiverFormView(OfficerFormView):
    template_name = "vetting/admin/waiver_form.html"
    header_icon = "time"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.waiver = find_waiver(request.user, kwargs["pk"])
        self.line = line_of(self.waiver, self.waiver.authority)

    def crumbs(self) -> list[dict[str, Any]]:
        return [listing_crumb(), {"url": self.get_success_url(), "label": _("Waiver")}]

    def get_page_subtitle(self) -> str:
        return self.line.subject

    def get_success_url(self) -> str:
        return reverse("vetting_waiver", args=[self.waiver.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(line=self.line, waiver=self.waiver, **kwargs)


class GrantWaiverView(WaiverFormView):
    page_title = _("Grant the waiver")
    intro = _("You agree, as a second person, that the check is not asked until the last day. It counts at once, and ends by itself.")
    button = _("Grant")
    success = _("Granted. What rests on it has been worked out anew.")

    def act(self, form: Any) -> None:
        waiving.grant_waiver(by=self.officer, waiver=self.waiver)


class RefuseWaiverView(WaiverFormView):
    page_title = _("Refuse the waiver")
    intro = _("The check stays asked. A lead may ask anew.")
    button = _("Refuse")
    success = _("Refused. The check stays asked.")

    def act(self, form: Any) -> None:
        waiving.refuse_waiver(by=self.officer, waiver=self.waiver)


class WithdrawWaiverView(WaiverFormView):
    page_title = _("Take the waiver back")
    intro = _("Nobody has decided yet. The check stays asked.")
    button = _("Take back")
    success = _("Taken back.")

    def act(self, form: Any) -> None:
        waiving.withdraw_waiver(by=self.officer, waiver=self.waiver)


class RevokeWaiverView(WaiverFormView):
    page_title = _("Revoke the waiver")
    intro = _("The check is asked again at once. Offers and planned days that rest on the waiver fall out, and schools are told.")
    button = _("Revoke")
    success = _("Revoked. What rested on it has been worked out anew.")
    destructive = True

    def act(self, form: Any) -> None:
        waiving.revoke_waiver(by=self.officer, waiver=self.waiver)
