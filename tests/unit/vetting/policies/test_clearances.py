import pytest

from tests.factories.directory import ProviderMemberFactory, VenueFactory
from tests.factories.vetting import (
    ClearanceFactory,
    OfficerFactory,
    SuspensionFactory,
)
from tests.support.parts import allowed, everybody, officer
from vetting.enums import OfficerRole
from vetting.policies.clearances import can_confirm_suspension, can_reinstate, can_suspend

pytestmark = pytest.mark.django_db


def test_suspending_confirming_and_lifting() -> None:
    suspension = SuspensionFactory()
    clearance = suspension.clearance
    who = everybody(clearance.authority) | {"suspender": suspension.suspended_by}
    OfficerFactory(user=suspension.suspended_by, authority=clearance.authority)

    assert allowed(who, lambda user: can_suspend(user, clearance)) == {"officer", "lead", "suspender"}
    assert allowed(who, lambda user: can_confirm_suspension(user, suspension)) == {"officer", "lead"}
    assert allowed(who, lambda user: can_reinstate(user, clearance)) == {"lead"}


def test_a_lead_with_an_interest_lifts_nothing() -> None:
    clearance = ClearanceFactory(person=None, venue=VenueFactory())
    lead = officer(clearance.authority, OfficerRole.LEAD)
    ProviderMemberFactory(provider=clearance.venue.provider, user=lead)

    assert can_reinstate(lead, clearance) is False
