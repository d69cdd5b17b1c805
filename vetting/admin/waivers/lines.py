"""A waiver in words."""

import dataclasses
import datetime
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from vetting.admin.clearances.subjects import name_of
from vetting.models import VettingAuthority, Waiver
from vetting.queries.policies.content import content_of
from vetting.states.leads import WaiverState

WEIGHTS = {WaiverState.PROPOSED: "recorded", WaiverState.GRANTED: "waived"}


@dataclasses.dataclass(frozen=True)
class WaiverLine:
    """`weight` is that of the tag which says where it stands."""

    waiver: Waiver
    check: str
    subject: str
    days: str
    stands: str
    weight: str


def waiver_lines(waivers: Iterable[Waiver], authority: VettingAuthority) -> tuple[WaiverLine, ...]:
    return tuple(line_of(waiver, authority) for waiver in waivers)


def line_of(waiver: Waiver, authority: VettingAuthority) -> WaiverLine:
    known = content_of(authority.policy).by_code.get(waiver.check_type)
    return WaiverLine(
        waiver=waiver,
        check=known.name if known else waiver.check_type,
        subject=name_of(waiver),
        days=_("%(first)s to %(last)s") % {"first": _day(waiver.starts_on), "last": _day(waiver.expires_on)},
        stands=_stands(waiver),
        weight=WEIGHTS.get(WaiverState(waiver.state), "others"),
    )


def _stands(waiver: Waiver) -> str:
    """That it has run out is said from the date."""
    if waiver.state == WaiverState.GRANTED and waiver.expires_on < clock.today():
        return _("Run out")
    return str(waiver.get_state_display())


def _day(date: datetime.date) -> str:
    return date_format(date, "j F Y")
