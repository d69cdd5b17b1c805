"""What an officer sees first on the admin's home page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from vetting.admin.cases.queue_tabs import counts_of, own_authorities
from vetting.admin.clearances.subjects import clearances_of
from vetting.models import Case, Concern
from vetting.queries.appeals.open_to import appeals_to_decide
from vetting.queries.authorities.alerts import open_alerts
from vetting.queries.cases.joining import join_requests_for
from vetting.queries.clearances.looks import count_ready
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
        looks = count_ready(list(own_authorities(self.user).select_related("policy")))
        concerns = Concern.objects.visible_to(self.user).filter(state=ConcernState.RAISED).count()
        joining = join_requests_for(self.user).count()
        oldest = cases.filter(state=CaseState.OPEN).select_related("provider", "version").order_by("submitted_at", "pk")
        return {
            "tiles": [
                (counts["me"], _("with you"), f"{queue}?whose=me"),
                (counts["second"], _("to verify and decide"), f"{queue}?whose=second"),
                (counts["nobody"], _("unclaimed"), f"{queue}?whose=nobody"),
                (counts["late"], _("overdue"), f"{queue}?late=yes"),
                (
                    suspended,
                    ngettext("suspension to confirm", "suspensions to confirm", suspended),
                    f"{reverse('vetting_clearances:index')}?suspended=unconfirmed",
                ),
                (looks, ngettext("status look-up due", "status look-ups due", looks), reverse("vetting_looks")),
                (concerns, ngettext("concern", "concerns", concerns), reverse("vetting_concerns")),
                (len(tasks_due(self.user)), _("to ring"), reverse("vetting_ringing")),
                (joining, ngettext("school to ring", "schools to ring", joining), reverse("vetting_joining")),
                *(tile for tile in self.seldom() if tile[0]),
            ],
            "oldest": oldest[:LONGEST],
            "queue_url": queue,
        }

    def seldom(self) -> list[tuple[int, str, str]]:
        """Work that has no tile while there is none."""
        clearances = clearances_of(self.user)
        late, waivers = overdue().filter(clearance__in=clearances).count(), waivers_to_decide(self.user).count()
        appeals, referrals = appeals_to_decide(self.user).count(), referrals_open_for(self.user).count()
        alerts = open_alerts(self.user).count()
        overdue_url = f"{reverse('vetting_clearances:index')}?suspended=overdue"
        return [
            (late, ngettext("suspension overdue for confirming", "suspensions overdue for confirming", late), overdue_url),
            (waivers, ngettext("waiver to look at", "waivers to look at", waivers), reverse("vetting_waivers")),
            (appeals, ngettext("appeal to decide", "appeals to decide", appeals), reverse("vetting_appeals")),
            (referrals, ngettext("referral to consider", "referrals to consider", referrals), reverse("vetting_referrals")),
            (alerts, ngettext("alert from another authority", "alerts from other authorities", alerts), reverse("vetting_alerts")),
        ]
