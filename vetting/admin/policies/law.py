"""The law's numbers and dates, to read: they come with a shipped file and are never edited."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from vetting.admin.overseers import OverseerPage
from vetting.admin.policies.pages import listing_crumb
from vetting.queries.policies.law import law_in


class RuleSetsView(OverseerPage):
    template_name = "vetting/admin/rule_sets.html"
    page_title = _("Rule sets")
    header_icon = "doc-full"

    def crumbs(self) -> list[dict[str, Any]]:
        return [listing_crumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        law = law_in(self.authority.policy.jurisdiction)
        sections = [("today", _("In force today"), law.today), ("to-come", _("To come"), law.to_come), ("past", _("Past"), law.past)]
        return super().get_context_data(sections=sections, policy=self.authority.policy, **kwargs)
