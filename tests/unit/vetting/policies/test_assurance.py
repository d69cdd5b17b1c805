from collections.abc import Callable

import pytest

from schools.enums import SchoolRole
from tests.factories.schools import SchoolFactory, SchoolMemberFactory
from vetting.policies.assurance import can_accept_assurance, can_read_assurance, schools_with_record
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db


def allowed(who: dict[str, Visitor], may: Callable[[Visitor], bool]) -> set[str]:
    return {name for name, user in who.items() if may(user)}


def test_accepting_is_for_approvers_and_the_safeguarding_lead() -> None:
    school = SchoolFactory()
    members = {role: SchoolMemberFactory(school=school, roles=[role]).user for role in SchoolRole.values}

    assert allowed(members, lambda user: can_accept_assurance(user, school)) == {"approver", "safeguarding_lead"}


def test_letters_and_the_record_of_visitors_are_for_three_roles_of_the_school() -> None:
    school = SchoolFactory()
    roles_that_may = {
        role
        for role in SchoolRole.values
        if (member := SchoolMemberFactory(school=school, roles=[role])) and can_read_assurance(member.user, school)
    }
    reader = SchoolMemberFactory(school=school, roles=[SchoolRole.ADMINISTRATOR, SchoolRole.APPROVER]).user

    assert roles_that_may == {SchoolRole.SAFEGUARDING_LEAD, SchoolRole.ADMINISTRATOR, SchoolRole.APPROVER}
    assert list(schools_with_record(reader)) == [school]
    assert not can_read_assurance(reader, SchoolFactory())
