"""A school invites somebody it works with; they land in sign-up with its request waiting."""

from typing import Any

import pytest
from django.test import Client

from bookings.models import ProviderInvitation
from bookings.services.invitations import invite_provider, revoke_invitation
from schools.states import InvitationState
from tests.factories.accounts import UserFactory
from tests.factories.bookings import SPRING, Scene
from tests.factories.directory import ProviderMemberFactory
from tests.support.bookings import ClientOf


def invite(scene: Scene) -> ProviderInvitation:
    return invite_provider(
        by=scene.coordinator,
        school=scene.school,
        email="hannah@example.org",
        their_name="Hannah",
        wanted_title="Bread for Year 6",
        group=scene.group,
        dates=SPRING[:2],
    )


def landing(invitation: ProviderInvitation) -> str:
    return f"/invitations/provider/{invitation.token}/"


def test_a_coordinator_invites(scene: Scene, client_of: ClientOf) -> None:
    client, path = client_of(scene.coordinator), f"/school/{scene.school.pk}/invitations-to-providers/"

    response = client.post(
        f"{path}new/",
        {
            "their_name": "Hannah",
            "email": "hannah@example.org",
            "wanted_title": "Bread for Year 6",
            "message": "Like last year?",
            "group": scene.group.pk,
            "dates": [date.isoformat() for date in SPRING[:2]],
        },
    )

    invitation = ProviderInvitation.objects.get()
    assert (response["Location"], invitation.group, invitation.dates, invitation.invited_by) == (
        path,
        scene.group,
        list(SPRING[:2]),
        scene.coordinator,
    )
    assert "Bread for Year 6" in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"wanted_title": ""}, "wanted_title"),
        ({"dates": ["2027-02-17"]}, "dates"),
        ({"group": "0"}, "group"),
    ],
)
def test_what_was_typed_stays_where_something_is_wrong(scene: Scene, client_of: ClientOf, changes: dict[str, Any], field: str) -> None:
    data = {"their_name": "Hannah", "email": "hannah@example.org", "wanted_title": "Bread for Year 6"} | changes

    response = client_of(scene.coordinator).post(f"/school/{scene.school.pk}/invitations-to-providers/new/", data)

    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["their_name"].value() == "Hannah"


def test_a_second_invitation_to_the_same_address_says_so_at_the_field(scene: Scene, client_of: ClientOf) -> None:
    invite(scene)
    data = {"their_name": "Hannah", "email": "HANNAH@example.org", "wanted_title": "Bread for Year 6"}

    response = client_of(scene.coordinator).post(f"/school/{scene.school.pk}/invitations-to-providers/new/", data)

    assert list(response.context["form"].errors) == ["email"]


def test_a_stranger_is_led_to_sign_up_and_back(scene: Scene) -> None:
    invitation = invite(scene)

    response = Client().get(landing(invitation))

    text = response.content.decode()
    assert response.status_code == 200
    assert "Bread for Year 6" in text
    assert f"/accounts/signup/?as=provider&amp;next=%2Finvitations%2Fprovider%2F{invitation.token}%2F" in text
    assert scene.coordinator.name not in text


def test_who_has_no_provider_yet_sets_one_up_first(scene: Scene, client_of: ClientOf) -> None:
    text = client_of(UserFactory()).get(landing(invite(scene))).content.decode()

    assert "Set up your page" in text


def test_one_tap_puts_it_before_the_provider_and_from_there_an_offer_is_begun_filled_in(scene: Scene, client_of: ClientOf) -> None:
    invitation = invite(scene)
    member = ProviderMemberFactory()
    client = client_of(member.user)
    client.get(landing(invitation))
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT

    accepted = client.post(landing(invitation), {"provider": member.provider.pk})
    assert "Begin the offer" in client.get(accepted["Location"]).content.decode()
    begun = client.post(accepted["Location"])

    invitation.refresh_from_db()
    offer = invitation.offer
    assert offer is not None
    version = offer.versions.get()
    assert (invitation.state, offer.provider) == (InvitationState.ACCEPTED, member.provider)
    assert (version.title, version.year_from, version.year_to, version.group_max) == ("Bread for Year 6", 6, 6, 24)
    assert begun["Location"] == f"/offers/{offer.slug}/tasks/"
    assert "You have begun an offer for it." in client.get(accepted["Location"]).content.decode()


def test_nobody_accepts_for_anothers_provider(scene: Scene, client_of: ClientOf) -> None:
    invitation = invite(scene)
    member, other = ProviderMemberFactory(), ProviderMemberFactory()

    for provider in (other.provider.pk, "", "x"):
        assert client_of(member.user).post(landing(invitation), {"provider": provider}).status_code in (404, 400)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT


def test_closed_and_forged_invitations_say_so(scene: Scene, client_of: ClientOf) -> None:
    invitation = invite(scene)
    revoke = client_of(scene.coordinator).post(f"/school/{scene.school.pk}/invitations-to-providers/{invitation.pk}/revoke/")

    assert revoke.status_code == 302
    assert (Client().get(landing(invitation)).status_code, Client().get("/invitations/provider/guess/").status_code) == (410, 404)


def test_only_the_schools_coordinators_see_to_invitations(scene: Scene, client_of: ClientOf) -> None:
    invitation = invite(scene)
    path = f"/school/{scene.school.pk}/invitations-to-providers/"

    assert client_of(scene.head).get(f"{path}new/").status_code == 403
    assert client_of(scene.head).get(path).status_code == 200
    assert client_of(scene.member.user).get(path).status_code == 404
    assert client_of(scene.member.user).post(f"{path}{invitation.pk}/revoke/").status_code == 404
    client_of(scene.head).post(f"{path}{invitation.pk}/revoke/")
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT


def test_an_accepted_request_is_found_by_its_provider_alone(scene: Scene, client_of: ClientOf) -> None:
    invitation = invite(scene)
    member = ProviderMemberFactory()
    client_of(member.user).post(landing(invitation), {"provider": member.provider.pk})
    path = f"/provider/{member.provider.slug}/requests/{invitation.pk}/"

    assert client_of(member.user).get(path).status_code == 200
    assert client_of(scene.member.user).get(path).status_code == 404
    assert client_of(scene.member.user).get(f"/provider/{scene.offer.provider.slug}/requests/{invitation.pk}/").status_code == 404


def test_taking_back_twice_is_refused_in_words(scene: Scene, client_of: ClientOf) -> None:
    invitation = invite(scene)
    revoke_invitation(by=scene.coordinator, invitation=invitation)

    response = client_of(scene.coordinator).post(f"/school/{scene.school.pk}/invitations-to-providers/{invitation.pk}/revoke/", follow=True)

    assert "This invitation is no longer open." in response.content.decode()
