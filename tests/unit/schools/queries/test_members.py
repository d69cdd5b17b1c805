import pytest

from core import clock
from schools.enums import SchoolRole
from schools.queries import members
from tests.factories.schools import SchoolFactory, SchoolMemberFactory

pytestmark = pytest.mark.django_db


def test_schools_of_lists_the_users_schools_by_name() -> None:
    first = SchoolMemberFactory(school__name="Whitelea")
    second = SchoolMemberFactory(user=first.user, school__name="Eastlea")
    SchoolMemberFactory()

    assert list(members.schools_of(first.user)) == [second.school, first.school]


def test_members_with_role_leaves_out_who_could_not_be_written_to() -> None:
    school = SchoolFactory()
    head = SchoolMemberFactory(school=school, roles=[SchoolRole.APPROVER, SchoolRole.ADMINISTRATOR]).user
    SchoolMemberFactory(school=school, roles=[SchoolRole.APPROVER], user__verified=False)
    SchoolMemberFactory(school=school, roles=[SchoolRole.APPROVER], user__is_active=False)
    SchoolMemberFactory(school=school, roles=[SchoolRole.APPROVER], left_at=clock.now())
    SchoolMemberFactory(school=school, roles=[SchoolRole.COORDINATOR])
    SchoolMemberFactory(roles=[SchoolRole.APPROVER])

    assert list(members.approvers_of(school)) == [head]


def test_members_with_role_forgets_a_proof_of_another_address() -> None:
    member = SchoolMemberFactory()
    member.user.email = "moved@example.org"
    member.user.save()

    assert list(members.coordinators_of(member.school)) == []


def test_members_with_role_are_in_order_of_name() -> None:
    school = SchoolFactory()
    late = SchoolMemberFactory(school=school, user__last_name="Young").user
    early = SchoolMemberFactory(school=school, user__last_name="Armstrong").user

    assert list(members.coordinators_of(school)) == [early, late]


def test_holders_words_name_whom_to_ask() -> None:
    school = SchoolFactory()
    assert members.holders_words(school, "approver") == "Nobody else holds that role yet. Your vetting officer can give it."

    SchoolMemberFactory(school=school, user__first_name="Ada", user__last_name="Marsden", roles=["administrator"])
    assert members.holders_words(school, "approver") == "Nobody else holds that role yet. Ada Marsden can give it."

    heads = [
        SchoolMemberFactory(school=school, user__first_name=name, user__last_name="Bell", roles=["approver"]) for name in ("Grace", "Ben")
    ]
    assert members.holders_words(school, "approver", "coordinator") == "Ask Ben Bell or Grace Bell."
    assert members.holders_words(school, "approver", besides=heads[0].user) == "Ask Ben Bell."
