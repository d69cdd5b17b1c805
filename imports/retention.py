"""How long brought registers are kept."""

from django.utils.translation import gettext_lazy as _

from core.retention import Action, Basis, Rule, register
from imports.queries.retention import earlier_values, ended_claim_invitations, lines_of_ended_batches
from imports.services.retention import forget_values

THIRTY_DAYS = _("Time to mend refused lines and to undo.")

register(
    Rule(
        name="imports.lines",
        title=_("Lines of a register that was brought"),
        counts_from=_("the day on which it was imported"),
        keep="import_lines",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=THIRTY_DAYS,
        due=lines_of_ended_batches,
        hangs_on={"authority": ("batch__authority",)},
    ),
    Rule(
        name="imports.values",
        title=_("What stood in a register's place before"),
        counts_from=_("the day on which it was imported"),
        keep="import_lines",
        action=Action.REDUCE,
        basis=Basis.CUSTOM,
        source=THIRTY_DAYS,
        due=earlier_values,
        apply=forget_values,
        hangs_on={"authority": ("batch__authority",)},
    ),
    Rule(
        name="imports.invitations",
        title=_("Invitations to claim a profile: an address"),
        counts_from=_("the last day of the invitation"),
        keep="invitations",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("As other invitations."),
        due=ended_claim_invitations,
        hangs_on={"authority": ("authority",), "provider": ("provider",)},
    ),
)
