"""Declined offers whose providers appealed: one appeal waits for a lead, one was upheld, and its offer is looked at again."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from core import clock
from portal.demo import clearing, content, listing
from portal.demo.listing import Listed
from portal.demo.schools import Office
from vetting.enums import AppealAnswer, AppealGround
from vetting.models import Appeal
from vetting.services.appeals.deciding import decide_appeal
from vetting.services.appeals.lodging import lodge_appeals


@dataclasses.dataclass(frozen=True)
class Appealed:
    """A text that was declined so many days ago. `decided` days ago a lead upheld the appeal; None: it waits."""

    provider: str
    offer: str
    declined: int
    lodged: int
    ground: AppealGround
    words: str
    decided: int | None = None


PLANS = (
    Appealed(
        "Cramlington Ambulance Volunteers",
        "lifeboat-talk",
        6,
        2,
        AppealGround.FACT_ERROR,
        "The talk is given by Boaz, who took part in the training in May. The date that you have is of the year before.",
    ),
    Appealed(
        "Hummersknott Coders",
        "bridge-design",
        26,
        21,
        AppealGround.NEW_EVIDENCE,
        "The bridge is tested behind a screen since the summer. We can show you how.",
        decided=9,
    ),
)
MESSAGE = "Thank you for showing us the screen. Your offer is with us again; you need not hand anything in anew."


def appeal_all(listed: Sequence[Listed], offices: Mapping[str, Office]) -> None:
    by_name = {one.provider.name: one for one in listed}
    for plan in PLANS:
        theirs = by_name[plan.provider]
        appeal(plan, theirs, clearing.office_of(theirs, dict(offices)))


@transaction.atomic
def appeal(plan: Appealed, theirs: Listed, office: Office) -> Appeal:
    """Decided by the third of the office, who had no part in declining it."""
    with clock.at(_days_ago(plan.declined)):
        offer = listing.enter_offer(theirs.user, theirs.provider, content.offers()[plan.offer], theirs.people, None)
        clearing.vet_offer(theirs, offer, office, "declined")
    with clock.at(_days_ago(plan.lodged)):
        lodged = lodge_appeals(by=theirs.user, offer=offer, ground=plan.ground, words=plan.words)[0]
    if plan.decided is None:
        return lodged
    with clock.at(_days_ago(plan.decided)):
        return decide_appeal(by=office.third, appeal=lodged, answer=AppealAnswer.NEW_COUNTS, message=MESSAGE)


def _days_ago(days: int) -> datetime.datetime:
    return clock.now() - datetime.timedelta(days=days)
