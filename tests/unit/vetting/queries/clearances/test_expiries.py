"""What runs out, and when that is said."""

import datetime
from collections.abc import Iterator

import pytest
import time_machine

from directory.models import Offer
from tests.factories.vetting import CheckFactory, cleared_offer
from vetting.models import Check, Clearance
from vetting.queries.clearances.expiries import expiries_due, running_out
from vetting.states import CheckState, ClearanceState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october")]
LAST = datetime.date(2027, 1, 31)


@pytest.fixture
def october() -> Iterator[None]:
    with time_machine.travel("2026-10-05T12:00:00Z", tick=False):
        yield


def offer_with_insurance_until(last: datetime.date) -> Offer:
    return cleared_offer(expires={"PLI": last})


def said_on(day: datetime.date) -> list[int]:
    return [one.days_before for one in expiries_due(day) if one.until == LAST]


def test_each_reminder_of_the_policy_is_due_from_its_day_until_the_next() -> None:
    """The insurance's reminders are 42, 14 and 1 days before."""
    offer_with_insurance_until(LAST)

    before = [said_on(LAST - datetime.timedelta(days=days)) for days in (43, 42, 15, 14, 2, 1, 0)]

    assert before == [[], [42], [42], [14], [14], [1], [1]]
    assert said_on(LAST + datetime.timedelta(days=1)) == []


def test_what_was_renewed_is_not_said() -> None:
    offer = offer_with_insurance_until(LAST)
    old = Check.objects.get(check_type="PLI")
    fields = {"check_type": "PLI", "authority": old.authority, "person": None, "provider": offer.provider}

    recorded = CheckFactory(**fields, expires_on=LAST + datetime.timedelta(days=365))
    while_recorded = running_out(offer.provider, LAST)
    Check.objects.filter(pk=recorded.pk).update(state=CheckState.VERIFIED, verified_by=old.verified_by, verified_at=old.verified_at)

    assert while_recorded == [old]
    assert running_out(offer.provider, LAST) == []
    assert said_on(LAST) == []


def test_nobody_is_reminded_of_what_is_no_longer_cleared() -> None:
    offer_with_insurance_until(LAST)
    Clearance.objects.update(state=ClearanceState.WITHDRAWN, ended_at="2026-10-05T12:00:00Z")

    assert said_on(LAST) == []


def test_anothers_checks_are_not_this_providers() -> None:
    offer, other = offer_with_insurance_until(LAST), offer_with_insurance_until(LAST)

    assert [check.provider for check in running_out(offer.provider, LAST)] == [offer.provider]
    assert {one.provider for one in expiries_due(LAST) if one.until == LAST} == {offer.provider, other.provider}
