import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from schools import policies
from schools.enums import SchoolRole
from schools.models import School
from tests.factories.accounts import UserFactory
from tests.factories.schools import SchoolFactory, SchoolMemberFactory

pytestmark = pytest.mark.django_db

GRANTS = {
    policies.can_book_for: {SchoolRole.COORDINATOR},
    policies.can_approve_for: {SchoolRole.APPROVER},
    policies.can_manage_members: {SchoolRole.ADMINISTRATOR},
    policies.can_edit_school: {SchoolRole.ADMINISTRATOR},
    policies.can_edit_calendar: {SchoolRole.ADMINISTRATOR, SchoolRole.COORDINATOR},
    policies.can_edit_groups: {SchoolRole.ADMINISTRATOR, SchoolRole.COORDINATOR},
}


@pytest.mark.parametrize("policy", GRANTS, ids=lambda policy: policy.__name__)
@pytest.mark.parametrize("role", SchoolRole)
def test_each_role_may_exactly_its_own(policy: object, role: str) -> None:
    member = SchoolMemberFactory(roles=[role])

    answer = policy(member.user, member.school)  # type: ignore[operator]

    assert answer is (role in GRANTS[policy])  # type: ignore[index]


@pytest.mark.parametrize("policy", [*GRANTS, policies.can_see_school], ids=lambda policy: policy.__name__)
def test_no_standing_elsewhere_counts(policy: object) -> None:
    school = SchoolFactory()
    elsewhere = SchoolMemberFactory(roles=SchoolRole.values).user
    left = SchoolMemberFactory(school=school, roles=SchoolRole.values, left_at=clock.now()).user
    barred = SchoolMemberFactory(school=school, roles=SchoolRole.values, user__is_active=False).user
    root = UserFactory(is_superuser=True, is_staff=True)

    answers = [policy(user, school) for user in (elsewhere, left, barred, root, AnonymousUser())]  # type: ignore[operator]

    assert answers == [False] * 5


def test_nobody_books_for_a_school_that_has_closed() -> None:
    closed = SchoolMemberFactory(school__is_active=False)
    past = SchoolMemberFactory(school__closes_on=clock.today() - datetime.timedelta(days=1))
    closing_today = SchoolMemberFactory(school__closes_on=clock.today())

    answers = [policies.can_book_for(member.user, member.school) for member in (closed, past, closing_today)]

    assert answers == [False, False, True]


def test_a_school_that_can_be_seen_is_in_the_list_and_no_other() -> None:
    member = SchoolMemberFactory(roles=[])
    SchoolMemberFactory(user=member.user, left_at=clock.now())
    SchoolMemberFactory(roles=SchoolRole.values)
    visitors = [member.user, UserFactory(), AnonymousUser()]

    listed = [set(School.objects.visible_to(user)) for user in visitors]

    assert listed == [{school for school in School.objects.all() if policies.can_see_school(user, school)} for user in visitors]
    assert listed[0] == {member.school}


def test_two_memberships_in_time_list_a_school_once() -> None:
    left = SchoolMemberFactory(left_at=clock.now())
    again = SchoolMemberFactory(school=left.school, user=left.user, roles=SchoolRole.values)

    assert list(School.objects.visible_to(again.user)) == [left.school]
