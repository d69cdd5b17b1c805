"""What the mails about joining say, decided from the state when they are sent."""

import re

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from core import clock
from core.models import OutboxMessage
from core.outbox_states import OutboxState
from core.services.outbox import deliver_due
from schools.emails import invitation_token
from schools.enums import SchoolRole
from schools.models import MemberInvitation, SchoolMember
from schools.services import invitations, join, members
from tests.factories.accounts import UserFactory
from tests.factories.schools import JoinRequestFactory, SchoolFactory, SchoolMemberFactory

pytestmark = pytest.mark.django_db(transaction=True)


def sent() -> list[EmailMultiAlternatives]:
    """What goes out now, as text and as HTML of the same words."""
    mail.outbox.clear()
    deliver_due()
    return mail.outbox  # type: ignore[return-value]  # ours always have both


def html_of(message: EmailMultiAlternatives) -> str:
    return str(message.alternatives[0][0])


def ada_of_burnside(*roles: str) -> SchoolMember:
    member: SchoolMember = SchoolMemberFactory(
        school__name="Burnside & Co", user__first_name="Ada", user__last_name="Bell", roles=roles or [SchoolRole.ADMINISTRATOR]
    )
    return member


def invite(member: SchoolMember) -> MemberInvitation:
    return invitations.invite_member(by=member.user, school=member.school, email="guest@example.org", roles=[SchoolRole.RECEPTION])


def test_an_invitation_carries_a_link_that_opens_it(client: object) -> None:
    invite(ada_of_burnside())

    (message,) = sent()

    assert (message.subject, message.to) == ("Ada Bell invites you to act for Burnside & Co", ["guest@example.org"])
    (link,) = set(re.findall(r"http://\S+/schools/invitations/\S+/", str(message.body)))
    assert "Burnside & Co on Junction" in str(message.body)
    assert "Burnside &amp; Co on Junction" in html_of(message)
    assert "- Reception" in str(message.body)
    assert html_of(message).count(f'href="{link}"') == 1
    assert client.get(link.partition("/schools/")[1] + link.partition("/schools/")[2]).status_code == 200  # type: ignore[attr-defined]


def test_an_invitation_that_was_taken_back_is_not_sent() -> None:
    admin = ada_of_burnside()
    invitations.revoke_invitation(by=admin.user, invitation=invite(admin))

    assert (sent(), OutboxMessage.objects.get().state) == ([], OutboxState.DROPPED)


def test_the_inviter_hears_that_it_was_accepted() -> None:
    admin = ada_of_burnside()
    invitation = invite(admin)
    guest = UserFactory(email="guest@example.org", first_name="Robin", last_name="Field")
    invitations.accept_invitation(by=guest, token=invitation_token(invitation))

    subjects = [(message.subject, message.to) for message in sent()]

    assert subjects == [("Robin Field now acts for Burnside & Co", [admin.user.email])]


def test_the_applicant_hears_that_they_were_approved() -> None:
    request = JoinRequestFactory(school__name="Burnside & Co")
    join.approve_join_request(
        by=UserFactory(), request=request, number_source="register", spoke_to_role="Business manager", rung_at=clock.now()
    )

    (message,) = sent()

    assert (message.subject, message.to) == ("You now act for Burnside & Co", [request.user.email])
    assert f"/school/{request.school.pk}/people/" in str(message.body)
    assert "Business manager" not in str(message.body) + html_of(message)


def test_the_applicant_reads_the_officers_reason() -> None:
    request = JoinRequestFactory(school__name="Burnside & Co")
    join.decline_join_request(by=UserFactory(), request=request, reason="The office doesn't know your name.")

    (message,) = sent()

    assert message.subject == "Your request to act for Burnside & Co"
    assert "“The office doesn't know your name.”" in str(message.body)


def test_a_member_hears_of_all_their_roles_at_once() -> None:
    admin = ada_of_burnside()
    member = SchoolMemberFactory(school=admin.school)
    members.set_roles(by=admin.user, member=member, roles=[SchoolRole.APPROVER, SchoolRole.COORDINATOR])

    (message,) = sent()

    assert (message.subject, message.to) == ("What you can do for Burnside & Co has changed", [member.user.email])
    assert "You are now:\n- Approver (head or budget holder)\n- Coordinator\n" in str(message.body)


def test_a_member_without_roles_hears_what_that_means() -> None:
    admin = ada_of_burnside()
    member = SchoolMemberFactory(school=admin.school)
    members.set_roles(by=admin.user, member=member, roles=[])

    (message,) = sent()

    assert "You have no role there at present, so you can look but not book." in str(message.body)


def test_who_is_removed_hears_of_it_unless_they_are_back() -> None:
    admin = ada_of_burnside()
    gone, back = SchoolMemberFactory(school=admin.school), SchoolMemberFactory(school=admin.school)
    for member in (gone, back):
        members.remove_member(by=admin.user, member=member)
    SchoolMemberFactory(school=admin.school, user=back.user)

    subjects = [(message.subject, message.to) for message in sent()]

    assert subjects == [("You no longer act for Burnside & Co", [gone.user.email])]


def test_messages_whose_matter_is_gone_are_dropped() -> None:
    admin = ada_of_burnside()
    invite(admin)
    member = SchoolMemberFactory(school=admin.school)
    members.set_roles(by=admin.user, member=member, roles=[])
    members.remove_member(by=admin.user, member=member)
    request = JoinRequestFactory(school=SchoolFactory())
    join.decline_join_request(by=UserFactory(), request=request, reason="No")
    request.school.delete()
    admin.school.delete()

    assert (sent(), set(OutboxMessage.objects.values_list("state", flat=True))) == ([], {OutboxState.DROPPED})
