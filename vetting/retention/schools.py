"""How long it is kept what schools rely on, beyond their acceptances of single providers."""

from django.utils.translation import gettext_lazy as _

from core.retention import Action, Basis, Rule, register
from vetting.queries import retention
from vetting.retention.cases import LIMITATION

OF_SCHOOL = {"school": ("school",), "local_authority": ("school__authority",)}

register(
    Rule(
        name="vetting.reliance",
        title=_("Acceptances of an authority's whole list"),
        counts_from=_("its last day, or the day on which it was withdrawn or replaced"),
        keep="acceptances",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.ended_reliance,
        hangs_on=OF_SCHOOL | {"authority": ("authority",)},
    ),
    Rule(
        name="vetting.requirements",
        title=_("What a school asked in addition, and has taken back"),
        counts_from=_("the day on which it was taken back"),
        keep="acceptances",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=LIMITATION,
        due=retention.removed_requirements,
        hangs_on=OF_SCHOOL,
    ),
)
