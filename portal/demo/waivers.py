"""Checks that are not asked for a while: one waiver waits for a second person, one is granted, and one runs out in nine days."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from core import clock
from portal.demo import clearing, content, listing
from portal.demo.listing import Listed
from portal.demo.schools import Office
from vetting.enums import WaiverReason
from vetting.models import Waiver
from vetting.policies.roles import CheckSubject
from vetting.services.waivers.waiving import grant_waiver, propose_waiver

AWAITED_OF, ELSEWHERE_OF, LUNCH_AT = "Skerne Park Community Coaches", "Wheel and Kiln", "Beacon Hill Care Home"
LUNCH = "soup-kitchen"
MONTH = datetime.timedelta(days=30)
BEGUN, LEFT = datetime.timedelta(days=70), datetime.timedelta(days=9)


@transaction.atomic
def waive_some(listed: Sequence[Listed], offices: Mapping[str, Office]) -> None:
    by_name, north = {one.provider.name: one for one in listed}, offices["929"]
    with clock.at(clock.now() - datetime.timedelta(days=1)):
        ask(north, "SG_TRAINING", by_name[AWAITED_OF].people[0], WaiverReason.AWAITED, MONTH)
        grant_waiver(
            by=north.first, waiver=ask(north, "OEAP_STATEMENT", by_name[ELSEWHERE_OF].provider, WaiverReason.SEEN_ELSEWHERE, 2 * MONTH)
        )
    list_on_a_waiver(by_name[LUNCH_AT], north)


def ask(office: Office, code: str, subject: CheckSubject, reason: WaiverReason, days: datetime.timedelta) -> Waiver:
    """Asked by the office's third, from today."""
    today = clock.today()
    return propose_waiver(
        by=office.third,
        authority=office.authority,
        check_type=code,
        subject=subject,
        reason=reason,
        starts_on=today,
        expires_on=today + days,
    )


def list_on_a_waiver(theirs: Listed, office: Office) -> None:
    """A course in food hygiene was not to be had in time: the offer is listed, and falls out unless it is taken by then."""
    with clock.at(clock.now() - BEGUN):
        venue = theirs.provider.venues.first()
        offer = listing.enter_offer(theirs.user, theirs.provider, content.offers()[LUNCH], theirs.people, venue)
        asked = ask(office, "FOOD_HYGIENE", theirs.people[0], WaiverReason.NOT_OBTAINABLE, BEGUN + LEFT)
        grant_waiver(by=office.first, waiver=asked)
        clearing.vet_offer(theirs, offer, office, "cleared")
