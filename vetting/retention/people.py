"""How long it is kept who acted for an authority, and what they set."""

from django.utils.translation import gettext_lazy as _

from core.retention import Action, Basis, Rule, register
from vetting.queries import retention
from vetting.retention.cases import LIMITATION

register(
    Rule(
        name="vetting.calls",
        title=_("Calls: about what, and how they went"),
        counts_from=_("the day of the call"),
        keep="open_matters",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("As what was asked and answered in cases."),
        due=retention.old_calls,
        hangs_on={"authority": ("authority",)},
    ),
    Rule(
        name="vetting.conflicts",
        title=_("Declared conflicts of interest that have ended"),
        counts_from=_("the day on which it ended"),
        keep="decisions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.ended_conflicts,
        hangs_on={"provider": ("provider",), "person": ("officer__person",)},
    ),
    Rule(
        name="vetting.officers",
        title=_("Who was officer of which authority"),
        counts_from=_("the end of that part"),
        keep="memberships",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.former_officers,
        hangs_on={"authority": ("authority",), "person": ("user__person",)},
    ),
    Rule(
        name="vetting.holds",
        title=_("Legal holds that were lifted"),
        counts_from=_("the day on which it was lifted"),
        keep="holds",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.lifted_holds,
        hangs_on={"authority": ("authority",), "person": ("person",), "provider": ("provider",), "school": ("school",)},
    ),
    Rule(
        name="vetting.loans",
        title=_("Officers lent to partners"),
        counts_from=_("the last day of the loan"),
        keep="memberships",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_loans,
        hangs_on={"authority": ("borrower", "lender"), "person": ("user__person",)},
    ),
)
