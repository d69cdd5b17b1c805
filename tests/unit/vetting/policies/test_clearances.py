from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory, VenueFactory
from tests.factories.vetting import (
    ClearanceFactory,
    OfficerFactory,
    SuspensionFactory,
)
from vetting.enums import OfficerRole
from vetting.models import Officer, VettingAuthority
from vetting.policies.clearances import can_confirm_suspension, can_reinstate, can_suspend
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db
ROLES = list(OfficerRole.values)


def officer(authority: VettingAuthority, role: str = OfficerRole.OFFICER) -> User:
    user: User = OfficerFactory(authority=authority, role=role).user
    return user


def everybody(authority: VettingAuthority) -> dict[str, Visitor]:
    """One of each kind, seen from the authority."""
    gone = OfficerFactory(authority=authority)
    Officer.objects.filter(pk=gone.pk).update(ended_at=clock.now())
    asleep = officer(authority)
    User.objects.filter(pk=asleep.pk).update(is_active=False)
    asleep.refresh_from_db()
    return {role: officer(authority, role) for role in ROLES} | {
        "gone": gone.user,
        "inactive": asleep,
        "stranger": OfficerFactory().user,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "member": ProviderMemberFactory().user,
        "visitor": AnonymousUser(),
    }


def allowed(who: dict[str, Visitor], may: Callable[[Visitor], bool]) -> set[str]:
    return {name for name, user in who.items() if may(user)}


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
