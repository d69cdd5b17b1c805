from collections.abc import Callable

import pytest

from core import clock
from core.models import AuditEvent, OutboxMessage
from schools.enums import SchoolRole
from schools.exceptions import MemberError
from schools.models import MemberRole, School, SchoolMember
from schools.queries.members import schools_of
from schools.services import members
from tests.factories.accounts import UserFactory
from tests.factories.schools import SchoolFactory, SchoolMemberFactory
from tests.support.threads import at_once

ADMINISTRATOR, APPROVER, COORDINATOR = SchoolRole.ADMINISTRATOR, SchoolRole.APPROVER, SchoolRole.COORDINATOR


def administrator(school: School) -> SchoolMember:
    return SchoolMemberFactory(school=school, roles=[ADMINISTRATOR])


def roles_of(member: SchoolMember) -> set[str]:
    return set(members.current_roles(member))


def refusal_of(act: Callable[[], None]) -> tuple[str, str]:
    with pytest.raises(MemberError) as refusal:
        act()
    return refusal.value.code, str(refusal.value.message)


def mails() -> list[tuple[str, str]]:
    return list(OutboxMessage.objects.order_by("pk").values_list("kind", "recipient"))


@pytest.mark.django_db
def test_an_administrator_grants_a_role_and_the_member_is_told() -> None:
    school = SchoolFactory()
    admin, member = administrator(school), SchoolMemberFactory(school=school)

    members.grant_role(by=admin.user, member=member, role=APPROVER)

    role = MemberRole.objects.get(member=member, role=APPROVER)
    assert (role.holder, role.granted_by) == (member.user, admin.user)
    assert mails() == [("schools.roles_changed", member.user.email)]
    event = AuditEvent.objects.get(action="role.grant")
    assert (event.actor_id, event.details) == (admin.user.pk, {"school": school.pk, "user": member.user.pk, "role": "approver"})


@pytest.mark.django_db
def test_a_role_is_granted_once() -> None:
    school = SchoolFactory()
    admin, member = administrator(school), SchoolMemberFactory(school=school)

    members.grant_role(by=admin.user, member=member, role=COORDINATOR)

    assert (roles_of(member), mails(), AuditEvent.objects.count()) == ({COORDINATOR}, [], 0)


@pytest.mark.django_db
def test_several_changes_make_one_mail_and_each_its_audit_event() -> None:
    school = SchoolFactory()
    admin, member = administrator(school), SchoolMemberFactory(school=school)

    members.set_roles(by=admin.user, member=member, roles=[APPROVER, SchoolRole.RECEPTION])

    assert (roles_of(member), len(mails())) == ({APPROVER, SchoolRole.RECEPTION}, 1)
    assert list(AuditEvent.objects.order_by("pk").values_list("action", "details__role")) == [
        ("role.grant", "approver"),
        ("role.grant", "reception"),
        ("role.revoke", "coordinator"),
    ]


@pytest.mark.django_db
def test_nobody_makes_themselves_an_approver() -> None:
    admin = administrator(SchoolFactory())

    with pytest.raises(MemberError) as refusal:
        members.grant_role(by=admin.user, member=admin, role=APPROVER)

    sentence = "You can't make yourself an approver. Ask another administrator of your school, or your vetting officer."
    assert str(refusal.value.message) == sentence
    assert roles_of(admin) == {ADMINISTRATOR}


@pytest.mark.django_db
def test_a_superuser_is_no_exception() -> None:
    member = SchoolMemberFactory(user__is_superuser=True)

    with pytest.raises(MemberError) as refusal:
        members.grant_role(by=member.user, member=member, role=APPROVER)

    assert refusal.value.code == "own_approver"


@pytest.mark.django_db
def test_an_approver_may_take_another_role_for_themselves() -> None:
    admin = SchoolMemberFactory(roles=[ADMINISTRATOR, APPROVER])

    members.grant_role(by=admin.user, member=admin, role=COORDINATOR)

    assert (roles_of(admin), mails()) == ({ADMINISTRATOR, APPROVER, COORDINATOR}, [])


@pytest.mark.django_db
def test_the_last_administrator_stays_one() -> None:
    admin = SchoolMemberFactory(user__first_name="Ada", user__last_name="Bell", school__name="Burnside", roles=[ADMINISTRATOR])
    SchoolMemberFactory(school=admin.school, roles=[ADMINISTRATOR], left_at=clock.now())

    sentences = [
        refusal_of(lambda: members.revoke_role(by=admin.user, member=admin, role=ADMINISTRATOR))[1],
        refusal_of(lambda: members.remove_member(by=admin.user, member=admin))[1],
    ]

    assert sentences == ["Ada Bell is the only administrator of Burnside. Make somebody else an administrator first."] * 2
    assert (roles_of(admin), list(schools_of(admin.user))) == ({ADMINISTRATOR}, [admin.school])


@pytest.mark.django_db
def test_an_administrator_with_another_may_go() -> None:
    school = SchoolFactory()
    admin, other = administrator(school), administrator(school)

    members.remove_member(by=admin.user, member=admin)

    assert (list(schools_of(admin.user)), list(schools_of(other.user)), mails()) == ([], [school], [])
    assert AuditEvent.objects.get().action == "school.leave"


@pytest.mark.django_db
def test_a_removed_member_is_told_and_sees_nothing() -> None:
    school = SchoolFactory()
    admin, member = administrator(school), SchoolMemberFactory(school=school)

    members.remove_member(by=admin.user, member=member)

    assert (list(schools_of(member.user)), mails()) == ([], [("schools.removed", member.user.email)])
    assert AuditEvent.objects.get().action == "school.remove_member"


@pytest.mark.django_db
def test_who_has_left_is_not_changed_any_more() -> None:
    school = SchoolFactory(name="Burnside")
    admin, left = administrator(school), SchoolMemberFactory(school=school, left_at=clock.now(), user__last_name="Bell")

    codes = [
        refusal_of(lambda: members.grant_role(by=admin.user, member=left, role=APPROVER)),
        refusal_of(lambda: members.remove_member(by=admin.user, member=left)),
    ]

    assert codes == [("left", "Ada Bell no longer acts for Burnside. Invite them again if that is wrong.")] * 2


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_remove_each_other_at_once() -> None:
    school = SchoolFactory()
    pair = [administrator(school), administrator(school)]

    def remove(by: SchoolMember, member: SchoolMember) -> str:
        try:
            members.remove_member(by=by.user, member=member)
        except MemberError as refusal:
            return refusal.code
        return "removed"

    outcomes = at_once(lambda: remove(pair[0], pair[1]), lambda: remove(pair[1], pair[0]))

    assert sorted(outcomes) == ["last_administrator", "removed"]
    assert SchoolMember.objects.filter(school=school, left_at=None).count() == 1


@pytest.mark.django_db
def test_adding_somebody_again_adds_to_their_roles() -> None:
    member = SchoolMemberFactory()
    granter = UserFactory()

    again = members.add_member(
        by=member.user, school=member.school, user=member.user, roles=[COORDINATOR, APPROVER], job_title="Head", granted_by=granter
    )

    assert (again, again.job_title, roles_of(again)) == (member, "Enrichment lead", {COORDINATOR, APPROVER})
    assert list(AuditEvent.objects.values_list("action", "actor_id")) == [("role.grant", granter.pk)]
