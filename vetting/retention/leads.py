"""How long it is kept what leads let pass, and what they were told."""

from django.utils.translation import gettext_lazy as _

from core.retention import Action, Basis, Rule, register
from vetting.queries import retention
from vetting.retention.cases import LIMITATION, SUBJECT
from vetting.services.retention import reduce_panels

SCHEDULE_OF_LADO = _(
    "Keeping children safe in education, part four: to pension age, or ten years if that is longer. Ask the LADO's schedule."
)
OF_PANEL = {"authority": ("authority",), "person": ("person",), "provider": ("case__provider",)}
OF_REFERRAL = {"authority": ("authority",), "person": ("person",), "provider": ("provider",)}

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
            "person": ("case__version__people", "suspension__clearance__person", "clearance__person"),
        },
    ),
    Rule(
        name="vetting.concerns",
        title=_("That a school told somebody of a concern: time, route and number"),
        counts_from=_("the day on which it was closed"),
        keep="suspensions",
        action=Action.REVIEW,
        basis=Basis.UNSURE,
        source=SCHEDULE_OF_LADO,
        due=retention.old_concerns,
        hangs_on={"authority": ("authority",), "person": ("person",), "provider": ("provider",), "school": ("school",)},
    ),
    Rule(
        name="vetting.referrals",
        title=_("Referrals considered: to whom, code, day and number"),
        counts_from=_("the day on which a lead decided"),
        keep="suspensions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_referrals,
        hangs_on=OF_REFERRAL,
        counted_by=("kind", "state"),
    ),
    Rule(
        name="vetting.referrals_to_lado",
        title=_("Referrals to the LADO that were considered"),
        counts_from=_("the day on which a lead decided"),
        keep="suspensions",
        action=Action.REVIEW,
        basis=Basis.UNSURE,
        source=SCHEDULE_OF_LADO,
        due=retention.old_referrals_to_lado,
        hangs_on=OF_REFERRAL,
    ),
    Rule(
        name="vetting.panels",
        title=_("Panels on adverse information: by whom, when and how many"),
        counts_from=_("the day on which the case was closed"),
        keep="open_matters",
        action=Action.REDUCE,
        basis=Basis.GUIDANCE,
        source=_("Six months, as the DBS code of practice has it for what certificates say. Outcome and conditions stay."),
        due=retention.settled_panels,
        apply=reduce_panels,
        hangs_on=OF_PANEL,
    ),
    Rule(
        name="vetting.panel_outcomes",
        title=_("Panels on adverse information: outcome and conditions"),
        counts_from=_("the day on which the case was closed, once no clearance rests on it"),
        keep="decisions",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.old_panels,
        hangs_on=OF_PANEL,
    ),
)
