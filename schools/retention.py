"""How long schools' papers are kept."""

from django.utils.translation import gettext_lazy as _

from core.retention import Action, Basis, Rule, register
from schools.queries.retention import archived_groups, ended_invitations, former_members, settled_join_requests

OF_SCHOOL = {"school": ("school",), "local_authority": ("school__authority",)}

register(
    Rule(
        name="schools.join_requests",
        title=_("Requests to join a school"),
        counts_from=_("the day of the decision"),
        keep="applications",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("As other applications."),
        due=settled_join_requests,
        hangs_on=OF_SCHOOL | {"person": ("user__person",)},
        counted_by=("state",),
    ),
    Rule(
        name="schools.invitations",
        title=_("Invitations of colleagues: an address"),
        counts_from=_("the last day of the invitation"),
        keep="invitations",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("As other applications."),
        due=ended_invitations,
        hangs_on=OF_SCHOOL,
    ),
    Rule(
        name="schools.members",
        title=_("Who acted for a school, and in which roles"),
        counts_from=_("the day on which they left"),
        keep="memberships",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("As long as what they agreed to."),
        due=former_members,
        hangs_on=OF_SCHOOL | {"person": ("user__person",)},
    ),
    Rule(
        name="schools.groups",
        title=_("Archived groups of pupils: counts"),
        counts_from=_("the day on which no booking names them any more"),
        keep="counts",
        action=Action.DELETE,
        basis=Basis.LAW,
        source=_("UK GDPR, Article 5(1)(c) and (e): no longer than needed."),
        due=archived_groups,
        hangs_on=OF_SCHOOL,
    ),
)
