import pytest

from tests.factories.accounts import UserFactory
from tests.factories.vetting import LegalHoldFactory, OfficerFactory
from vetting.enums import OfficerRole
from vetting.models import LegalHold, VettingAuthority
from vetting.policies.holds import authorities_overseen_by, can_lift_hold, can_oversee, can_see_hold, can_set_hold

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "oversees", "sets"),
    [("officer", False, False), ("lead", True, True), ("administrator", True, True), ("auditor", True, False)],
)
def test_who_may_what(role: str, oversees: bool, sets: bool) -> None:
    hold = LegalHoldFactory()
    user = OfficerFactory(authority=hold.authority, role=role).user

    assert (can_oversee(user, hold.authority), can_see_hold(user, hold)) == (oversees, oversees)
    assert (can_set_hold(user, hold.authority), can_lift_hold(user, hold)) == (sets, sets)


def test_who_set_it_does_not_lift_it() -> None:
    user = OfficerFactory(role="lead")
    hold = LegalHoldFactory(authority=user.authority, set_by=user.user)

    assert (can_set_hold(user.user, hold.authority), can_lift_hold(user.user, hold)) == (True, False)


def test_lists_and_single_answers_agree() -> None:
    holds = [LegalHoldFactory(), LegalHoldFactory()]
    people = [OfficerFactory(authority=holds[0].authority, role=role).user for role in OfficerRole.values]
    for user in [*people, UserFactory(is_superuser=True)]:
        assert set(LegalHold.objects.visible_to(user)) == {hold for hold in holds if can_see_hold(user, hold)}
        overseen = {authority for authority in VettingAuthority.objects.all() if can_oversee(user, authority)}
        assert set(authorities_overseen_by(user)) == overseen
