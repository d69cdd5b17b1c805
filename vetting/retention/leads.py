"""How long it is kept what leads let pass, and what they were told."""

from django.utils.translation import gettext_lazy as _

from core.retention import Action, Basis, Rule, register
from vetting.queries import retention
from vetting.retention.cases import LIMITATION, SUBJECT

register(
    Rule(
        name="vetting.waivers",
        title=_("Waivers"),
        counts_from=_("its last day, or the day on which it was ended"),
        keep="decisions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_waivers,
        hangs_on=SUBJECT,
        counted_by=("check_type",),
    ),
    Rule(
        name="vetting.appeals",
        title=_("Appeals: ground, words and answer"),
        counts_from=_("the day on which it was decided or taken back"),
        keep="decisions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_appeals,
        hangs_on={
            "authority": ("authority",),
            "provider": ("provider",),
            "person": ("case__version__people", "suspension__clearance__person"),
        },
    ),
    Rule(
        name="vetting.concerns",
        title=_("That a school told somebody of a concern: time, route and number"),
        counts_from=_("the day on which it was closed"),
        keep="suspensions",
        action=Action.REVIEW,
        basis=Basis.UNSURE,
        source=_("Keeping children safe in education, part four: to pension age, or ten years if that is longer. Ask the LADO's schedule."),
        due=retention.old_concerns,
        hangs_on={"authority": ("authority",), "person": ("person",), "provider": ("provider",), "school": ("school",)},
    ),
)
