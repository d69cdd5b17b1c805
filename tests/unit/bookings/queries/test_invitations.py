import datetime

import time_machine

from bookings.queries.invitations import invitation_by_token, invitations_of, is_open, requests_waiting_for
from bookings.services.invitations import accept_invitation, invite_provider, link_offer
from core import clock
from directory.services.offers import start_offer
from tests.factories.bookings import ProviderInvitationFactory, Scene
from tests.factories.directory import ProviderMemberFactory


def test_an_invitation_is_found_by_its_secret_and_is_open_for_a_while(scene: Scene, november: time_machine.Traveller) -> None:
    invitation = invite_provider(by=scene.coordinator, school=scene.school, email="a@example.org", their_name="A", wanted_title="Bread")

    assert invitation_by_token(invitation.token) == invitation
    assert invitation_by_token("guess") is None
    assert is_open(invitation)

    november.move_to(clock.now() + datetime.timedelta(days=31))
    assert not is_open(invitation)


def test_a_school_sees_its_own(scene: Scene) -> None:
    ours = ProviderInvitationFactory(school=scene.school)
    ProviderInvitationFactory()

    assert list(invitations_of(scene.school)) == [ours]


def test_requests_wait_until_an_offer_is_begun(scene: Scene) -> None:
    invitation = invite_provider(by=scene.coordinator, school=scene.school, email="a@example.org", their_name="A", wanted_title="Bread")
    member = ProviderMemberFactory()
    assert list(requests_waiting_for(member.provider)) == []

    accept_invitation(by=member.user, invitation=invitation, provider=member.provider)
    assert list(requests_waiting_for(member.provider)) == [invitation]

    offer = start_offer(by=member.user, provider=member.provider, kind="session", title="Bread for Year 6")
    link_offer(by=member.user, invitation=invitation, offer=offer)
    assert list(requests_waiting_for(member.provider)) == []
