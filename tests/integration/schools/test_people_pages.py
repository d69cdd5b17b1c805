import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from core.models import OutboxMessage
from core.tokens import hash_token
from schools.emails import invitation_token
from schools.enums import SchoolRole
from schools.models import MemberInvitation, School, SchoolMember
from schools.services.invitations import invite_member
from schools.services.members import current_roles
from tests.factories.accounts import UserFactory
from tests.factories.schools import MemberInvitationFactory, SchoolFactory, SchoolMemberFactory
from tests.support.costs import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return SchoolFactory(name="Burnside")


@pytest.fixture
def admin(school: School, client: Client) -> SchoolMember:
    member: SchoolMember = SchoolMemberFactory(school=school, user__last_name="Bell", roles=[SchoolRole.ADMINISTRATOR])
    client.force_login(member.user)
    return member


def people(school: School) -> str:
    return reverse("schools:people", args=[school.pk])


def told(response: object) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]  # type: ignore[attr-defined]


def test_the_list_names_members_by_name_with_their_roles(client: Client, school: School, admin: SchoolMember) -> None:
    SchoolMemberFactory(school=school, user__last_name="Armstrong", roles=[SchoolRole.RECEPTION, SchoolRole.COORDINATOR])
    SchoolMemberFactory(school=school, user__last_name="Young", roles=[])
    SchoolMemberFactory(school=school, user__last_name="Gone", left_at="2026-01-01T00:00Z")

    members = client.get(people(school)).context["members"]

    assert [(one.name, one.roles, one.is_self) for one in members] == [
        ("Ada Armstrong", ["Coordinator", "Reception"], False),
        ("Ada Bell", ["Administrator"], True),
        ("Ada Young", ["No role yet"], False),
    ]


def test_the_list_takes_as_many_statements_for_forty_as_for_two(client: Client, school: School, admin: SchoolMember) -> None:
    SchoolMemberFactory(school=school)
    MemberInvitationFactory(school=school)
    few = statements(client, people(school))
    SchoolMemberFactory.create_batch(40, school=school)
    MemberInvitationFactory.create_batch(10, school=school)

    assert statements(client, people(school)) == few


def test_members_without_the_role_see_the_list_and_no_way_to_change_it(client: Client, school: School) -> None:
    client.force_login(SchoolMemberFactory(school=school).user)

    response = client.get(people(school))

    assertNotContains(response, "Change roles")
    assertNotContains(response, "Invite somebody")


def test_a_role_that_is_missing_is_named(client: Client, school: School) -> None:
    client.force_login(SchoolMemberFactory(school=school).user)

    response = client.get(reverse("schools:invite", args=[school.pk]))

    assertContains(response, "Only an administrator of the school can change who acts for it.", status_code=403)


def test_inviting_keeps_what_was_typed_when_it_is_refused(client: Client, school: School, admin: SchoolMember) -> None:
    response = client.post(reverse("schools:invite", args=[school.pk]), {"email": admin.user.email, "roles": ["reception", "approver"]})

    assertContains(response, f"{admin.user.email} acts for the school already.")
    assertContains(response, f'value="{admin.user.email}"')
    assert response.context["form"]["roles"].value() == ["reception", "approver"]
    assert MemberInvitation.objects.count() == 0


def test_inviting_sends_a_mail_and_shows_the_invitation(client: Client, school: School, admin: SchoolMember) -> None:
    response = client.post(reverse("schools:invite", args=[school.pk]), {"email": "guest@example.org", "roles": ["reception"]}, follow=True)

    assertRedirects(response, people(school))
    assert [(one.email, one.roles) for one in response.context["invitations"]] == [("guest@example.org", ["Reception"])]
    assert OutboxMessage.objects.get().recipient == "guest@example.org"


def test_taking_back_an_invitation_twice_says_that_it_is_done(client: Client, school: School, admin: SchoolMember) -> None:
    invitation = MemberInvitationFactory(school=school)
    address = reverse("schools:invitation-revoke", args=[school.pk, invitation.pk])

    first, second = client.post(address), client.post(address)

    assert told(first) == ["Taken back. The link in the mail no longer works."]
    assert told(second)[-1].startswith("This can't be done now:")


def test_a_member_is_not_left_without_a_role_by_an_empty_form(client: Client, school: School, admin: SchoolMember) -> None:
    member = SchoolMemberFactory(school=school, roles=[SchoolRole.RECEPTION])
    client.force_login(admin.user)

    response = client.post(reverse("schools:member", args=[school.pk, member.pk]), {})

    assert response.context["form"].errors["roles"] == [
        "Choose at least one role. To end their part in your school, remove them in the list of people"
    ]
    assert current_roles(member) == ["reception"]


def test_roles_are_changed_with_a_list_of_boxes(client: Client, school: School, admin: SchoolMember) -> None:
    member = SchoolMemberFactory(school=school)

    client.post(reverse("schools:member", args=[school.pk, member.pk]), {"roles": ["approver", "reception"]})

    assert sorted(current_roles(member)) == ["approver", "reception"]


def test_ones_own_box_for_approver_is_refused_with_its_reason(client: Client, school: School, admin: SchoolMember) -> None:
    address = reverse("schools:member", args=[school.pk, admin.pk])

    page = client.get(address)
    forced = client.post(address, {"roles": ["approver", "administrator"]})

    assertNotContains(page, 'value="approver"')
    assertContains(page, "You can&#x27;t make yourself an approver.")
    assertContains(forced, "You can&#x27;t make yourself an approver.")
    assert current_roles(admin) == ["administrator"]


def test_the_last_administrator_is_told_what_to_do_first(client: Client, school: School, admin: SchoolMember) -> None:
    response = client.post(reverse("schools:member-remove", args=[school.pk, admin.pk]))

    assertContains(response, "Ada Bell is the only administrator of Burnside. Make somebody else an administrator first.")


def test_removing_asks_first(client: Client, school: School, admin: SchoolMember) -> None:
    member = SchoolMemberFactory(school=school)
    address = reverse("schools:member-remove", args=[school.pk, member.pk])

    client.get(address)
    still = school.members.filter(left_at=None).count()
    client.post(address)

    assert (still, school.members.filter(left_at=None).count()) == (2, 1)


def test_a_member_may_leave_by_themselves(client: Client, school: School, admin: SchoolMember) -> None:
    member = SchoolMemberFactory(school=school, roles=[SchoolRole.RECEPTION])
    client.force_login(member.user)

    response = client.post(reverse("schools:member-remove", args=[school.pk, member.pk]))

    assertRedirects(response, reverse("portal:landing"), fetch_redirect_response=False)
    assert client.get(people(school)).status_code == 404


class TestInvitationPage:
    @pytest.fixture
    def invitation(self, school: School) -> MemberInvitation:
        inviter = SchoolMemberFactory(school=school, roles=[SchoolRole.ADMINISTRATOR]).user
        return invite_member(by=inviter, school=school, email="guest@example.org", roles=[SchoolRole.RECEPTION])

    @pytest.fixture
    def address(self, invitation: MemberInvitation) -> str:
        return reverse("schools:invitation", args=[invitation_token(invitation)])

    def test_opening_it_answers_nothing(self, client: Client, invitation: MemberInvitation, address: str) -> None:
        client.force_login(UserFactory(email="guest@example.org"))

        response = client.get(address)

        assertContains(response, "Yes, I act for this school")
        assert MemberInvitation.objects.get().state == "sent"

    def test_one_tap_there_joins(self, client: Client, school: School, address: str) -> None:
        guest = UserFactory(email="guest@example.org")
        client.force_login(guest)

        response = client.post(address)

        assertRedirects(response, reverse("schools:school-detail", args=[school.pk]))
        assert school.members.filter(user=guest, left_at=None).count() == 1

    def test_signed_out_it_leads_to_an_account_and_back(self, client: Client, address: str) -> None:
        response = client.get(address)

        assertContains(response, f'href="{reverse("account_signup")}?next={address}"')
        assertContains(response, f'href="{reverse("account_login")}?next={address}"')
        assertContains(client.get(f"{reverse('account_signup')}?next={address}"), 'value="guest@example.org"')

    def test_signed_out_sending_it_joins_nobody(self, client: Client, school: School, address: str) -> None:
        client.post(address)

        assert school.members.count() == 1

    def test_another_address_is_refused_kindly(self, client: Client, school: School, address: str) -> None:
        client.force_login(UserFactory(email="other@example.org"))

        page, sent = client.get(address), client.post(address)

        assertContains(page, "The invitation is for guest@example.org, and you are signed in as other@example.org.")
        assertNotContains(page, "Yes, I act for this school")
        assertContains(sent, "Sign out, then sign in with that address or make an account with it.")
        assert school.members.count() == 1

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"state": "revoked"}, "This invitation was taken back."),
            ({"state": "accepted"}, "This invitation has been accepted."),
            ({"state": "lapsed"}, "This invitation has run out"),
            ({"expires_at": "2026-01-01T00:00Z"}, "This invitation has run out"),
            ({"token_hash": hash_token("another")}, "It is not one of ours, or not whole."),
        ],
    )
    def test_a_dead_link_says_why_and_offers_no_account(
        self, client: Client, invitation: MemberInvitation, address: str, changes: dict[str, str], sentence: str
    ) -> None:
        MemberInvitation.objects.filter(pk=invitation.pk).update(**changes)

        response = client.get(address)

        assertContains(response, sentence, status_code=410)
        assert "account_verified_email" not in client.session
