"""What a provider reads of its appeals about an offer. Of a suspension it reads “currently unavailable” and no more."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from directory.models import Offer
from vetting.models import Appeal
from vetting.queries.appeals.open_to import appealable, appeals_about
from vetting.states.leads import AppealState


@dataclass(frozen=True, slots=True)
class AppealPage:
    """`until` is the last day on which something can be appealed against, or None where nothing can. Of several appeals that say the
    same, one is kept: they stand for as many suspensions, which is nobody's business."""

    authorities: tuple[str, ...]
    until: datetime.date | None
    is_unavailable: bool
    waiting: tuple[Appeal, ...]
    answered: tuple[Appeal, ...]


def appeal_page(offer: Offer) -> AppealPage:
    open_to, lodged = appealable(offer), tuple(appeals_about(offer))
    return AppealPage(
        authorities=tuple(dict.fromkeys(one.authority.name for one in open_to)),
        until=min((one.last_day for one in open_to), default=None),
        is_unavailable=any(one.case is None for one in open_to),
        waiting=_once(one for one in lodged if one.state == AppealState.LODGED),
        answered=_once(one for one in lodged if one.state != AppealState.LODGED),
    )


def _once(appeals: Iterable[Appeal]) -> tuple[Appeal, ...]:
    return tuple({(one.authority_id, one.lodged_at.date(), one.answer, one.message): one for one in appeals}.values())


def way_to_appeals(offer: Offer) -> str:
    """What the way to the page of appeals is called; "" where nothing was lodged and there is nothing to appeal against."""
    if appealable(offer):
        return _("Do you think that this is wrong? Ask that it be looked at again")
    states = set(appeals_about(offer).values_list("state", flat=True))
    if AppealState.LODGED in states:
        return _("Your appeal waits for an answer: read it, or take it back")
    return _("Read what came of your appeal") if states else ""
