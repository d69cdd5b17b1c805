"""Adults who subscribe to the DBS Update Service and whose certificates grow old: of two the status is due, a third has not agreed yet."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from core import clock
from portal.demo.listing import Listed
from portal.demo.schools import Office
from vetting.enums import CheckOutcome, ConsentScope, EvidenceRoute
from vetting.models import Check
from vetting.services.checks.consents import give_consent
from vetting.services.checks.recording import record_check, verify_check

AGREED, SEEN_BEFORE, NOT_AGREED = "Hummersknott Coders", "Albert Hill Upholstery", "North Road Mural Collective"
THREE_YEARS = datetime.timedelta(days=3 * 365)
DAYS_LEFT = {AGREED: 24, SEEN_BEFORE: 400, NOT_AGREED: 47}
LOOKED = datetime.timedelta(days=340)


@transaction.atomic
def subscribe_some(listed: Sequence[Listed], offices: Mapping[str, Office]) -> None:
    """Their older certificates take the place of those of a moment ago, as officers saw them at the time."""
    office = offices["929"]
    for theirs in (one for one in listed if one.provider.name in DAYS_LEFT):
        left = datetime.timedelta(days=DAYS_LEFT[theirs.provider.name])
        issued = clock.today() - THREE_YEARS + left
        see(theirs, office, "DBS_ENH_CBL", EvidenceRoute.SEEN_ORIGINAL, clock.today(), issued)
        if theirs.provider.name != NOT_AGREED:
            give_consent(by=theirs.user, person=theirs.people[0], authority=office.authority, scope=ConsentScope.WHILE_LISTED)
        if theirs.provider.name == SEEN_BEFORE:
            see(theirs, office, "DBS_STATUS", EvidenceRoute.UPDATE_SERVICE, clock.today() - LOOKED, issued)


def see(theirs: Listed, office: Office, code: str, route: EvidenceRoute, day: datetime.date, issued: datetime.date) -> Check:
    """The first officer records it, the third verifies."""
    of_kind = {
        "DBS_ENH_CBL": {"workforce": "child", "barred_list_included": "children", "suitability": "confirmed", "on_update_service": True},
        "DBS_STATUS": {"original_seen_on": (issued + datetime.timedelta(days=30)).isoformat(), "result_code": "current"},
    }
    is_certificate = route == EvidenceRoute.SEEN_ORIGINAL
    check = record_check(
        by=office.first,
        authority=office.authority,
        check_type=code,
        subject=theirs.people[0],
        outcome=CheckOutcome.PASS,
        route=route,
        performed_on=day,
        details=of_kind[code],
        **({"issued_on": issued, "certificate_last4": "7F3K"} if is_certificate else {}),
    )
    return verify_check(by=office.third, check=check)
