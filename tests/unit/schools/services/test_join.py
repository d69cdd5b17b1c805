import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.exceptions import DomainError
from core.models import AuditEvent, OutboxMessage
from schools.enums import SchoolRole
from schools.models import JoinRequest, NumberSource, School, SchoolMember
from schools.services import join
from schools.services.members import current_roles
from tests.factories.accounts import UserFactory
from tests.factories.schools import JoinRequestFactory, SchoolFactory, SchoolMemberFactory

pytestmark = pytest.mark.django_db

NOT_THEIRS = "Say where you found the number. It can't be the one that the person gave."
HOUR = datetime.timedelta(hours=1)


def call(**changes: Any) -> dict[str, Any]:
    return {"number_source": NumberSource.REGISTER, "spoke_to_role": "Business manager", "rung_at": clock.now()} | changes


def refusal(act: Any) -> tuple[str, str, str]:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code, refused.value.field, str(refused.value.message)


def test_asking_waits_for_an_officer_and_writes_to_nobody() -> None:
    user, school = UserFactory(), SchoolFactory()

    request = join.ask_to_join(by=user, school=school, job_title=" Head ", wants_roles=["reception", "coordinator", "reception"])

    assert (request.school, request.user, request.state, request.job_title) == (school, user, "asked", "Head")
    assert (request.wants_roles, OutboxMessage.objects.count()) == (["coordinator", "reception"], 0)
    assert list(AuditEvent.objects.values_list("action", "actor_id", "details")) == [("school.ask_to_join", user.pk, {"school": school.pk})]


def test_a_member_does_not_ask_again() -> None:
    member = SchoolMemberFactory(school__name="Burnside")

    assert refusal(lambda: join.ask_to_join(by=member.user, school=member.school, job_title="Head")) == (
        "member",
        "",
        "You act for Burnside already.",
    )


def test_later_members_come_by_invitation() -> None:
    school = SchoolMemberFactory(school__name="Burnside").school

    assert refusal(lambda: join.ask_to_join(by=UserFactory(), school=school, job_title="Head")) == (
        "by_invitation",
        "",
        "Burnside is on Junction already. Ask an administrator there to invite you: they need only your e-mail address.",
    )


def test_a_school_whose_members_have_left_can_be_asked_for() -> None:
    school = SchoolMemberFactory(left_at=clock.now()).school

    assert join.ask_to_join(by=UserFactory(), school=school, job_title="Head").state == "asked"


def test_a_closed_school_is_not_joined() -> None:
    school = SchoolFactory(is_active=False, name="Burnside")

    assert refusal(lambda: join.ask_to_join(by=UserFactory(), school=school, job_title="Head")) == (
        "closed",
        "",
        "The national register doesn't show Burnside as open. Choose the school that followed it.",
    )


def test_nobody_asks_twice_or_for_more_than_three_schools() -> None:
    user = UserFactory()
    requests = [join.ask_to_join(by=user, school=SchoolFactory(), job_title="Head") for _number in range(3)]

    def asking_for(school: School) -> str:
        return refusal(lambda: join.ask_to_join(by=user, school=school, job_title="Head"))[0]

    codes = [asking_for(requests[0].school), asking_for(SchoolFactory())]

    assert codes == ["asked", "too_many"]
    join.withdraw_join_request(by=user, request=requests[0])
    assert join.ask_to_join(by=user, school=requests[0].school, job_title="Head").state == "asked"


def test_approval_makes_an_administrator_and_coordinator() -> None:
    request, officer = JoinRequestFactory(), UserFactory()
    rung_at = clock.now()

    member = join.approve_join_request(by=officer, request=request, **call(rung_at=rung_at, spoke_to_role=" Head's PA "))

    request.refresh_from_db()
    assert (member.school, member.user, member.job_title) == (request.school, request.user, "Business manager")
    assert sorted(member.roles.values_list("role", "granted_by")) == [("administrator", officer.pk), ("coordinator", officer.pk)]
    assert (request.state, request.decided_by, request.number_source, request.spoke_to_role, request.rung_at) == (
        "approved",
        officer,
        "register",
        "Head's PA",
        rung_at,
    )
    assert list(OutboxMessage.objects.values_list("kind", "recipient")) == [("schools.join_approved", request.user.email)]
    assert sorted(AuditEvent.objects.values_list("action", "actor_id")) == [
        ("role.grant", officer.pk),
        ("role.grant", officer.pk),
        ("school.approve_join", officer.pk),
        ("school.join", request.user.pk),
    ]


def test_an_officer_may_make_the_first_person_an_approver() -> None:
    member = join.approve_join_request(by=UserFactory(), request=JoinRequestFactory(), makes_approver=True, **call())

    assert set(current_roles(member)) == {SchoolRole.ADMINISTRATOR, SchoolRole.COORDINATOR, SchoolRole.APPROVER}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"number_source": "their own"}, ("source", "number_source", NOT_THEIRS)),
        ({"spoke_to_role": " "}, ("spoke_to", "spoke_to_role", "Say whom you spoke to by their job, such as “business manager”.")),
        ({"ahead": HOUR}, ("future", "rung_at", "The call can't be in the future. Enter when you rang the school.")),
        ({"ahead": -HOUR}, ("early", "rung_at", "The call can't be before the person asked. Ring the school about this request.")),
    ],
)
def test_a_call_that_proves_nothing_is_refused(changes: dict[str, Any], expected: tuple[str, str, str]) -> None:
    request = JoinRequestFactory()
    told = call(**{name: value for name, value in changes.items() if name != "ahead"})
    told["rung_at"] += changes.get("ahead", datetime.timedelta())

    found = refusal(lambda: join.approve_join_request(by=UserFactory(), request=request, **told))

    assert (found, SchoolMember.objects.count(), OutboxMessage.objects.count()) == (expected, 0, 0)


def test_nobody_decides_their_own_request_superusers_included() -> None:
    request = JoinRequestFactory(user__is_superuser=True)

    codes = [
        refusal(lambda: join.approve_join_request(by=request.user, request=request, **call()))[0],
        refusal(lambda: join.decline_join_request(by=request.user, request=request, reason="No"))[0],
    ]

    assert (codes, JoinRequest.objects.get().state) == (["own", "own"], "asked")


def test_the_database_refuses_ones_own_decision_too() -> None:
    request = JoinRequestFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.filter(pk=request.pk).update(state="declined", decided_by=request.user, decided_at=clock.now())


def test_the_second_of_two_requests_is_declined_rather_than_approved() -> None:
    school = SchoolFactory()
    first, second = JoinRequestFactory(school=school), JoinRequestFactory(school=school)
    join.approve_join_request(by=UserFactory(), request=first, **call())

    found = refusal(lambda: join.approve_join_request(by=UserFactory(), request=second, **call()))

    sentence = "Somebody acts for this school by now. Decline this request: the school's administrator can invite them."
    assert found == ("has_members", "", sentence)


def test_a_decision_is_made_once() -> None:
    request = JoinRequestFactory()
    stale = JoinRequest.objects.get(pk=request.pk)
    join.withdraw_join_request(by=request.user, request=request)

    codes = [
        refusal(lambda: join.approve_join_request(by=UserFactory(), request=stale, **call()))[0],
        refusal(lambda: join.decline_join_request(by=UserFactory(), request=request, reason="No"))[0],
    ]

    assert (codes, SchoolMember.objects.count(), OutboxMessage.objects.count()) == (["stale", "illegal_transition"], 0, 0)


def test_declining_tells_why() -> None:
    request, officer = JoinRequestFactory(), UserFactory()

    join.decline_join_request(by=officer, request=request, reason=" The school doesn't know you. ")

    request.refresh_from_db()
    assert (request.state, request.decline_reason, request.decided_by) == ("declined", "The school doesn't know you.", officer)
    assert list(OutboxMessage.objects.values_list("kind", "recipient")) == [("schools.join_declined", request.user.email)]


def test_declining_without_a_reason_is_refused() -> None:
    request = JoinRequestFactory()

    assert refusal(lambda: join.decline_join_request(by=UserFactory(), request=request, reason=" ")) == (
        "no_reason",
        "reason",
        "Say why, in a sentence that the person will read.",
    )
