"""An appeal in words for officers."""

import dataclasses

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from vetting.admin.clearances.subjects import name_of
from vetting.models import Appeal
from vetting.states.leads import AppealState


@dataclasses.dataclass(frozen=True)
class AppealLine:
    """`against` names what it is about and `address` opens it; `weight` is that of the tag which says where it stands."""

    appeal: Appeal
    against: str
    address: str
    stands: str
    weight: str


def line_of(appeal: Appeal) -> AppealLine:
    stands, weight = _stands(appeal)
    return AppealLine(appeal, _against(appeal), _address(appeal), stands, weight)


def _against(appeal: Appeal) -> str:
    if appeal.case is not None:
        return _("%(reference)s declined, “%(title)s”") % {"reference": appeal.case.reference, "title": appeal.case.version.title}
    if appeal.clearance is not None:
        return _("Withdrawal of the clearance of %(name)s") % {"name": name_of(appeal.clearance)}
    assert appeal.suspension is not None  # noqa: S101  # the database holds that there is one of the three
    return _("Suspension of %(name)s") % {"name": name_of(appeal.suspension.clearance)}


def _address(appeal: Appeal) -> str:
    at_stake = appeal.clearance_at_stake
    if at_stake is None:
        return reverse("vetting_cases:inspect", args=[appeal.case_id])
    return reverse("vetting_clearances:inspect", args=[at_stake.pk])


def _stands(appeal: Appeal) -> tuple[str, str]:
    if appeal.state != AppealState.LODGED:
        return str(appeal.get_state_display()), "others"
    due = date_format(appeal.decide_by, "j F Y")
    if appeal.decide_by < clock.today():
        return _("Overdue since %(due)s") % {"due": due}, "expired"
    return _("Due by %(due)s") % {"due": due}, "recorded"
