"""How long accounts are kept."""

from django.utils.translation import gettext_lazy as _

from accounts.queries.retention import accounts_without_part, former_accounts, old_sessions
from accounts.services.retention import anonymise_accounts
from core.retention import Action, Basis, Rule, register

SIGNED_IN_LAST = _("the day of the last sign-in")

register(
    Rule(
        name="accounts.sessions",
        title=_("Where somebody was signed in: address on the net, browser"),
        counts_from=_("the day on which it was last used"),
        keep="sessions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("Long enough to see that somebody else signed in. Logs of the web server: see docs/operations.md."),
        due=old_sessions,
        hangs_on={"person": ("user__person",)},
    ),
    Rule(
        name="accounts.without_part",
        title=_("Accounts that were never used for anything"),
        counts_from=SIGNED_IN_LAST,
        keep="accounts_without_part",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("Nothing that is kept names them."),
        due=accounts_without_part,
        hangs_on={"person": ("person",)},
    ),
    Rule(
        name="accounts.former",
        title=_("Accounts of people who left"),
        counts_from=SIGNED_IN_LAST,
        keep="accounts",
        action=Action.ANONYMISE,
        basis=Basis.CUSTOM,
        source=_("As long as the audit log, so that it can be read by name while it is kept."),
        due=former_accounts,
        apply=anonymise_accounts,
        hangs_on={"person": ("person",)},
        also=("account.EmailAddress", "mfa.Authenticator", "usersessions.UserSession"),
    ),
)
