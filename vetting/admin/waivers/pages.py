"""The list of waivers, those that wait first, and the page of one."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.cases.moves import Move
from vetting.admin.officer_views import OfficersOnly
from vetting.admin.waivers.lines import line_of
from vetting.models import Waiver
from vetting.policies.waivers import can_decide_waiver, can_revoke_waiver, can_withdraw_waiver
from vetting.states.leads import WaiverState

LONGEST = 200
ABOUT = ("authority__policy", "person", "provider", "venue", "offer__approved_version", "proposed_by", "decided_by", "ended_by")


def find_waiver(user: Any, pk: int) -> Waiver:
    """Raises Http404 for one of an authority that the user has no part in."""
    waiver = Waiver.objects.visible_to(user).select_related(*ABOUT).filter(pk=pk).first()
    if waiver is None:
        raise Http404
    return waiver


def listing_crumb() -> dict[str, Any]:
    return {"url": reverse("vetting_waivers"), "label": _("Waivers")}


def moves_of(waiver: Waiver, user: Any) -> tuple[Move, ...]:
    """What this officer may do with it now."""
    if waiver.state == WaiverState.GRANTED:
        return (Move(_g("Revoke"), "vetting_waiver_revoke", is_grave=True),) if can_revoke_waiver(user, waiver) else ()
    if waiver.state != WaiverState.PROPOSED:
        return ()
    found: list[Move] = []
    if can_decide_waiver(user, waiver):
        found = [Move(_g("Grant"), "vetting_waiver_grant", is_main=True), Move(_g("Refuse"), "vetting_waiver_refuse")]
    return (*found, *((Move(_g("Take back"), "vetting_waiver_withdraw"),) if can_withdraw_waiver(user, waiver) else ()))


def why_not_decide(waiver: Waiver, user: Any) -> str:
    if waiver.state != WaiverState.PROPOSED or can_decide_waiver(user, waiver):
        return ""
    if waiver.proposed_by_id == user.pk:
        return _g("You asked for it, so a second person decides: an officer or a lead of the authority.")
    return _g("An officer or a lead of the authority decides who does not act for this provider.")


class WaiverListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/waiver_list.html"
    page_title = _("Waivers")
    header_icon = "time"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Waiver.objects.visible_to(self.request.user).select_related(*ABOUT)
        waiting = rows.filter(state=WaiverState.PROPOSED).order_by("proposed_at", "pk")
        others = rows.exclude(state=WaiverState.PROPOSED).order_by("-proposed_at", "-pk")[:LONGEST]
        context: dict[str, Any] = super().get_context_data(
            waiting=[line_of(one, one.authority) for one in waiting], others=[line_of(one, one.authority) for one in others], **kwargs
        )
        return context


class WaiverView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/waiver.html"
    page_title = _("Waiver")
    header_icon = "time"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.waiver = find_waiver(request.user, kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, listing_crumb(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiver, user = self.waiver, self.request.user
        context: dict[str, Any] = super().get_context_data(
            line=line_of(waiver, waiver.authority),
            waiver=waiver,
            moves=moves_of(waiver, user),
            why_not=why_not_decide(waiver, user),
            **kwargs,
        )
        return context
