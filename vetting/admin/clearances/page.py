"""The page of one clearance: what it covers, what hangs on it, and what may be done."""

import dataclasses
import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import InspectView

from directory.enums import ActivityNature, Setting
from vetting.admin.cases.moves import Move
from vetting.admin.clearances.subjects import find_clearance, kind_of, name_of, open_suspension, reach_of
from vetting.admin.officer_views import OfficersOnly
from vetting.admin.waivers.lines import waiver_lines
from vetting.models import Clearance, Suspension
from vetting.policies.clearances import can_confirm_suspension, can_reinstate, can_suspend, can_withdraw_clearance
from vetting.policies.referrals import can_raise_referral
from vetting.queries.clearances.evidence import subject_of
from vetting.queries.clearances.periods import LEVELS
from vetting.queries.clearances.suspensions import confirm_by, is_overdue
from vetting.queries.referrals.open import about, referrals_open_for
from vetting.queries.waivers.standing import live_waivers
from vetting.rules.cover import DAY
from vetting.states import IN_FORCE, ClearanceState


@dataclasses.dataclass(frozen=True)
class Steps:
    """What this officer may do with a clearance; `why_not` in a sentence where something would be due that they may not."""

    moves: tuple[Move, ...]
    why_not: str = ""


def steps_of(clearance: Clearance, suspension: Suspension | None, user: Any) -> Steps:
    if clearance.state == ClearanceState.WITHDRAWN:
        return Steps((), _g("It is withdrawn for good. What would be needed again is a new case."))
    withdraw = Move(_g("Withdraw"), "vetting_clearance_withdraw", is_grave=True)
    lead = (withdraw,) if can_withdraw_clearance(user, clearance) else ()
    if clearance.state in IN_FORCE:
        suspend = (Move(_g("Suspend"), "vetting_clearance_suspend", is_grave=True),) if can_suspend(user, clearance) else ()
        return Steps((*suspend, *lead), "" if suspend else _g("You may read this; officers of the authority act on it."))
    if suspension is None:
        return Steps(lead)
    reinstate = (Move(_g("Reinstate"), "vetting_clearance_reinstate"),) if can_reinstate(user, clearance) else ()
    if suspension.confirmed_at is None and can_confirm_suspension(user, suspension):
        return Steps((Move(_g("Confirm the suspension"), "vetting_suspension_confirm", is_main=True), *reinstate, *lead))
    return Steps((*reinstate, *lead), _why_not(suspension, user, has_moves=bool(reinstate)))


def _why_not(suspension: Suspension, user: Any, *, has_moves: bool) -> str:
    if suspension.confirmed_at is None and suspension.suspended_by_id == user.pk:
        names = {"day": date_format(confirm_by(suspension), "l j F")}
        return _g("You suspended this, so another officer confirms it, by the end of %(day)s.") % names
    return "" if has_moves else _g("Only a vetting lead who did not suspend it, and has no part in this provider, can lift it.")


@dataclasses.dataclass(frozen=True)
class PeriodLine:
    """Days on which it holds, the last of them included."""

    level: str
    first: datetime.date
    last: datetime.date | None
    regulated: bool
    renewable: bool


def periods_of(clearance: Clearance) -> list[PeriodLine]:
    """The highest level first."""
    lines = []
    for row in sorted(clearance.periods.order_by("days"), key=lambda row: -LEVELS.index(row.level)):
        last = row.days.upper - DAY if row.days.upper else None
        lines.append(PeriodLine(str(row.get_level_display()), row.days.lower, last, row.regulated, row.renewable))
    return lines


class ClearanceView(OfficersOnly, InspectView):
    page_title = _("Clearance")
    template_name = "vetting/admin/clearance.html"
    any_permission_required = ["view"]

    def get_object(self, queryset: Any = None) -> Clearance:
        return find_clearance(self.request.user, self.pk)

    def get_page_subtitle(self) -> str:
        return name_of(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = {"url": reverse("vetting_clearances:index"), "label": _("Clearances")}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": name_of(self.object)}]

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Wagtail's own list of fields is not shown."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clearance, user = self.object, self.request.user
        suspension = open_suspension(clearance)
        context: dict[str, Any] = super().get_context_data(
            clearance=clearance,
            name=name_of(clearance),
            kind=kind_of(clearance),
            natures=[ActivityNature(one).label for one in clearance.natures],
            places=[Setting(one).label for one in clearance.settings_allowed],
            periods=periods_of(clearance),
            suspension=suspension,
            confirm_by=confirm_by(suspension) if suspension else None,
            is_overdue=suspension is not None and is_overdue(suspension),
            waivers=waiver_lines(live_waivers([subject_of(clearance)], clearance.authority), clearance.authority),
            history=clearance.suspensions.select_related("suspended_by", "confirmed_by", "lifted_by").order_by("-suspended_at"),
            steps=steps_of(clearance, suspension, user),
            reach=reach_of(clearance),
            referrals=referrals_open_for(user).filter(clearance=clearance),
            may_refer=can_raise_referral(user, clearance) and about(clearance) != (None, None),
            **kwargs,
        )
        return context
