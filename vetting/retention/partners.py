"""How long it is kept what authorities told each other, and consent to look-ups."""

from django.utils.translation import gettext_lazy as _

from core.retention import Action, Basis, Rule, register
from vetting.queries import retention
from vetting.retention.cases import LIMITATION

register(
    Rule(
        name="vetting.recognitions",
        title=_("Recognitions of other authorities' statements"),
        counts_from=_("the last day, or the day on which it was withdrawn"),
        keep="statements",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.ended_recognitions,
        hangs_on={"authority": ("authority", "statement__authority"), "provider": ("statement__provider",)},
    ),
    Rule(
        name="vetting.alerts",
        title=_("Alerts to contact another authority"),
        counts_from=_("the day on which somebody saw to it"),
        keep="decisions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.settled_alerts,
        hangs_on={"authority": ("authority", "contact"), "provider": ("provider",)},
    ),
    Rule(
        name="vetting.consents",
        title=_("Consent to look-ups of a DBS status"),
        counts_from=_("the day on which it was withdrawn, or on which the adult left the last provider"),
        keep="checks",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("As long as the look-ups that rest on it."),
        due=retention.withdrawn_consents,
        hangs_on={"authority": ("authority",), "person": ("person",)},
    ),
)
