"""What an officer sees first on the admin's home page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from vetting.admin.cases.queue_tabs import counts_of, own_authorities
from vetting.admin.clearances.subjects import clearances_of
from vetting.models import Case, Concern
from vetting.queries.appeals.open_to import appeals_to_decide
from vetting.queries.authorities.alerts import open_alerts
from vetting.queries.cases.joining import join_requests_for
from vetting.queries.clearances.looks import looks_due
from vetting.queries.clearances.suspensions import overdue, unconfirmed
from vetting.queries.referrals.open import referrals_open_for
from vetting.queries.ringing.tasks import tasks_due
from vetting.queries.waivers.standing import waivers_to_decide
from vetting.states import CaseState, ConcernState

LONGEST = 5


class VettingPanel(Component):
    """Where work is waiting, each with its way there, and the cases that have waited longest."""

    name = "vetting"
    template_name = "vetting/admin/panel.html"
    order = 10

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        cases = Case.objects.visible_to(self.user)
        counts = counts_of(self.user)
        queue = reverse("vetting_cases:index")
        suspended = unconfirmed().filter(clearance__in=clearances_of(self.user)).exclude(suspended_by=self.user).count()
        looks = looks_due(list(own_authorities(self.user).select_related("policy"))).count()
        concerns = Concern.objects.visible_to(self.user).filter(state=ConcernState.RAISED).count()
        oldest = cases.filter(state=CaseState.OPEN).select_related("provider", "version").order_by("submitted_at", "pk")
        return {
            "tiles": [
                (counts["me"], _("with you"), f"{queue}?whose=me"),
                (counts["second"], _("to verify and decide"), f"{queue}?whose=second"),
                (counts["nobody"], _("unclaimed"), f"{queue}?whose=nobody"),
                (counts["late"], _("overdue"), f"{queue}?late=yes"),
                (suspended, _("suspensions to confirm"), f"{reverse('vetting_clearances:index')}?suspended=unconfirmed"),
                (looks, _("status look-ups due"), reverse("vetting_looks")),
                (concerns, _("concerns"), reverse("vetting_concerns")),
                (len(tasks_due(self.user)), _("to ring"), reverse("vetting_ringing")),
                (join_requests_for(self.user).count(), _("schools to ring"), reverse("vetting_joining")),
                *(tile for tile in self.seldom() if tile[0]),
            ],
            "oldest": oldest[:LONGEST],
            "queue_url": queue,
        }

    def seldom(self) -> list[tuple[int, str, str]]:
        """Work that has no tile while there is none."""
        late = overdue().filter(clearance__in=clearances_of(self.user)).count()
        return [
            (late, _("suspensions overdue for confirming"), f"{reverse('vetting_clearances:index')}?suspended=overdue"),
            (waivers_to_decide(self.user).count(), _("waivers to look at"), reverse("vetting_waivers")),
            (appeals_to_decide(self.user).count(), _("appeals to decide"), reverse("vetting_appeals")),
            (referrals_open_for(self.user).count(), _("referrals to consider"), reverse("vetting_referrals")),
            (open_alerts(self.user).count(), _("alerts from other authorities"), reverse("vetting_alerts")),
        ]
