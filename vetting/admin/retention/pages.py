"""What retention has before it, and what holds keep from it."""

import datetime
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import RetentionRun
from core.queries.retention import outlook
from core.retention import all_rules, words_of
from vetting.admin.overseers import OverseerPage
from vetting.policies.holds import can_lift_hold, can_set_hold
from vetting.queries.audit.log import FOR_LEADS_ALONE
from vetting.queries.holds import find_things, holds_seen_by

SOON = datetime.timedelta(days=30)


def retention_crumb() -> dict[str, Any]:
    return {"url": reverse("vetting_retention"), "label": _("Retention")}


def holds_crumb() -> dict[str, Any]:
    return {"url": reverse("vetting_holds"), "label": _("Legal holds")}


def rules_for_leads_alone() -> set[str]:
    """A number beside them would say that there is such a row."""
    return {rule.name for rule in all_rules() if rule.rows(clock.now()).model._meta.label_lower in FOR_LEADS_ALONE}


class RetentionView(OverseerPage):
    """Counted now, changed by nothing that is shown here."""

    template_name = "vetting/admin/retention.html"
    page_title = _("Retention")
    header_icon = "bin"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        authority = self.authority
        own = {"authority": [authority.pk], "local_authority": [authority.local_authority_id] if authority.local_authority_id else []}
        unsaid = rules_for_leads_alone()
        looks = [one for one in outlook(within=SOON, of=own) if one.rule.name not in unsaid]
        last = dict(
            RetentionRun.objects.filter(error="").exclude(rule__in=unsaid).values_list("rule").annotate(last=Max("finished_at")).order_by()
        )
        counted = {one.rule.name for one in looks}
        return super().get_context_data(
            lines=[(one, words_of(one.rule.period), last.get(one.rule.name)) for one in looks],
            others=[
                (rule, words_of(rule.period), last.get(rule.name), rule.name in unsaid) for rule in all_rules() if rule.name not in counted
            ],
            until=clock.today() + SOON,
            holds=holds_seen_by(self.officer).filter(authority=authority, lifted_at=None).count(),
            **kwargs,
        )


class HoldListView(OverseerPage):
    template_name = "vetting/admin/holds.html"
    page_title = _("Legal holds")
    header_icon = "lock"

    def crumbs(self) -> list[dict[str, Any]]:
        return [retention_crumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        holds = [
            (hold, can_lift_hold(self.officer, hold), can_set_hold(self.officer, hold.authority))
            for hold in holds_seen_by(self.officer).filter(authority=self.authority)
        ]
        may_set = can_set_hold(self.officer, self.authority)
        return super().get_context_data(holds=holds, may_set=may_set, today=clock.today(), **kwargs)


class HoldFindView(OverseerPage):
    """The first step of setting one: which provider, person, school or booking."""

    template_name = "vetting/admin/hold_find.html"
    page_title = _("Set a hold")
    header_icon = "lock"

    def crumbs(self) -> list[dict[str, Any]]:
        return [retention_crumb(), holds_crumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = " ".join(self.request.GET.get("q", "").split())[:80]
        may_set = can_set_hold(self.officer, self.authority)
        found = find_things(self.authority, words) if may_set else []
        return super().get_context_data(words=words, things=found, may_set=may_set, **kwargs)
