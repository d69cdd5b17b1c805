import datetime
from typing import Any

import pytest
import time_machine

from accounts.models import User
from core import clock
from core.models import AuditEvent, OutboxMessage
from core.tokens import hash_token
from schools.emails import invitation_token
from schools.enums import SchoolRole
from schools.exceptions import InvitationError
from schools.models import MemberInvitation, SchoolMember
from schools.services import invitations
from schools.services.members import current_roles
from tests.factories.accounts import UserFactory
from tests.factories.schools import MemberInvitationFactory, SchoolFactory, SchoolMemberFactory
from tests.support.threads import at_once

ROLES = [SchoolRole.COORDINATOR, SchoolRole.APPROVER]
GUEST = "guest@example.org"
FOURTEEN_DAYS = datetime.timedelta(days=14)


def invite(**changes: Any) -> MemberInvitation:
    asked: dict[str, Any] = {"by": UserFactory(), "school": SchoolFactory(), "email": GUEST, "roles": ROLES}
    return invitations.invite_member(**(asked | changes))


def refusal(act: Any) -> tuple[str, str, str]:
    with pytest.raises(InvitationError) as refused:
        act()
    return refused.value.code, refused.value.field, str(refused.value.message)


def accept(invitation: MemberInvitation, user: User) -> SchoolMember:
    return invitations.accept_invitation(by=user, token=invitation_token(invitation))


@pytest.mark.django_db
def test_inviting_writes_a_mail_whose_secret_no_table_holds() -> None:
    admin = UserFactory()

    invitation = invite(by=admin, email=" Guest@Example.org ")

    stored = MemberInvitation.objects.get()
    token = invitation_token(stored)
    assert (stored.email, stored.roles, stored.state, stored.invited_by) == (GUEST, ["approver", "coordinator"], "sent", admin)
    assert stored.expires_at - stored.invited_at == FOURTEEN_DAYS
    assert (stored.token_hash, len(token)) == (hash_token(token), 64)
    message = OutboxMessage.objects.get()
    assert (message.kind, message.recipient, message.payload) == ("schools.invitation", GUEST, {"invitation": invitation.pk})
    assert AuditEvent.objects.get().details == {"school": invitation.school.pk, "roles": ["approver", "coordinator"]}


@pytest.mark.django_db
def test_two_invitations_have_two_secrets() -> None:
    assert invitation_token(invite()) != invitation_token(invite())


@pytest.mark.django_db
def test_who_acts_for_the_school_is_not_invited() -> None:
    member = SchoolMemberFactory(user__email=GUEST)

    assert refusal(lambda: invite(school=member.school)) == (
        "member",
        "email",
        "guest@example.org acts for the school already. Change their roles in the list of people.",
    )


@pytest.mark.django_db
def test_an_invitation_that_waits_is_not_doubled() -> None:
    school = SchoolFactory()
    first = invite(school=school)

    assert refusal(lambda: invite(school=school)) == (
        "invited",
        "email",
        "guest@example.org has an invitation. To send another, take that one back first.",
    )
    invitations.revoke_invitation(by=UserFactory(), invitation=first)
    assert invite(school=school).state == "sent"


@pytest.mark.django_db
def test_an_invitation_that_ran_out_stands_in_nobodys_way() -> None:
    school = SchoolFactory()
    old = invite(school=school)

    with time_machine.travel(clock.now() + FOURTEEN_DAYS):
        new = invite(school=school)

    assert [one.state for one in MemberInvitation.objects.order_by("pk")] == ["lapsed", "sent"]
    assert old.pk != new.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "expected"),
    [({"roles": []}, ("no_roles", "roles", "Choose at least one role."))],
)
def test_an_invitation_needs_a_role(changes: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert refusal(lambda: invite(**changes)) == expected


@pytest.mark.django_db
def test_nobody_is_invited_to_a_closed_school() -> None:
    assert refusal(lambda: invite(school=SchoolFactory(is_active=False)))[0] == "closed"


@pytest.mark.django_db
def test_a_school_has_a_limit_of_open_invitations() -> None:
    school = SchoolFactory()
    MemberInvitationFactory.create_batch(50, school=school)

    assert refusal(lambda: invite(school=school))[0] == "too_many"


@pytest.mark.django_db
def test_accepting_joins_with_the_roles_of_the_invitation() -> None:
    admin, guest = UserFactory(), UserFactory(email=GUEST)
    invitation = invite(by=admin)

    member = accept(invitation, guest)

    invitation = MemberInvitation.objects.get()
    assert (member.school, member.user, set(current_roles(member))) == (invitation.school, guest, {*ROLES})
    assert set(member.roles.values_list("granted_by", flat=True)) == {admin.pk}
    assert (invitation.state, invitation.accepted_by) == ("accepted", guest)
    assert OutboxMessage.objects.filter(kind="schools.invitation_accepted", recipient=admin.email).count() == 1


@pytest.mark.django_db
def test_an_address_in_other_case_is_the_same() -> None:
    guest = UserFactory(email="Guest@Example.org")

    assert accept(invite(), guest).user == guest


@pytest.mark.django_db
def test_another_address_may_not_accept() -> None:
    invitation = invite()

    assert refusal(lambda: accept(invitation, UserFactory())) == (
        "other_address",
        "",
        "The invitation is for guest@example.org. Sign out, then sign in with that address or make an account with it.",
    )
    assert SchoolMember.objects.count() == 0


@pytest.mark.django_db
def test_an_address_that_is_not_proved_may_not_accept() -> None:
    invitation = invite()

    assert refusal(lambda: accept(invitation, UserFactory(email=GUEST, verified=False))) == (
        "unproved",
        "",
        "Confirm your e-mail address first, with the code that we sent to it.",
    )


@pytest.mark.django_db
def test_a_forged_link_is_refused() -> None:
    invite()

    assert refusal(lambda: invitations.accept_invitation(by=UserFactory(email=GUEST), token="0" * 64)) == (
        "unknown",
        "",
        "This link is not one of ours, or not whole. Copy it from the mail once more.",
    )


@pytest.mark.django_db
def test_a_used_link_is_refused() -> None:
    guest, invitation = UserFactory(email=GUEST), invite()
    accept(invitation, guest)

    assert refusal(lambda: accept(invitation, guest)) == (
        "accepted",
        "",
        "This invitation has been accepted. Sign in to act for the school.",
    )


@pytest.mark.django_db
def test_a_link_that_was_taken_back_is_refused() -> None:
    invitation = invite()
    invitations.revoke_invitation(by=UserFactory(), invitation=invitation)

    assert refusal(lambda: accept(invitation, UserFactory(email=GUEST))) == (
        "revoked",
        "",
        "This invitation was taken back. Ask the person who invited you if you think that is wrong.",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("is_marked", [False, True])
def test_a_link_that_has_run_out_is_refused(is_marked: bool) -> None:
    guest, invitation = UserFactory(email=GUEST), invite()

    with time_machine.travel(clock.now() + FOURTEEN_DAYS):
        if is_marked:
            invitations.lapse_invitations()
        code, _field, sentence = refusal(lambda: accept(invitation, guest))

    assert code == ("lapsed" if is_marked else "expired")
    assert sentence == "This invitation has run out: it lasts fourteen days. Ask the person who invited you to send another."


@pytest.mark.django_db
def test_lapsing_marks_exactly_what_has_run_out() -> None:
    old, answered = invite(), invite()
    accept(answered, UserFactory(email=GUEST))

    with time_machine.travel(clock.now() + FOURTEEN_DAYS):
        fresh = invite()
        numbers = [invitations.lapse_invitations(), invitations.lapse_invitations()]

    assert numbers == [1, 0]
    assert [MemberInvitation.objects.get(pk=one.pk).state for one in (old, answered, fresh)] == ["lapsed", "accepted", "sent"]


@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_opened_twice_at_once_joins_once() -> None:
    guest, invitation = UserFactory(email=GUEST), invite()

    def try_accepting() -> str:
        try:
            accept(invitation, guest)
        except InvitationError as refused:
            return refused.code
        return "joined"

    outcomes = at_once(try_accepting, try_accepting)

    assert (sorted(outcomes), SchoolMember.objects.count()) == (["accepted", "joined"], 1)
