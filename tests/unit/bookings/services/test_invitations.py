import datetime

import pytest
import time_machine

from bookings.exceptions import BookingError, LinkError, NotAllowedError
from bookings.models import ProviderInvitation
from bookings.services.invitations import accept_invitation, invite_provider, lapse_invitation, link_offer, revoke_invitation
from core import clock
from core.tokens import hash_token
from directory.enums import OfferKind
from directory.services.offers import start_offer
from schools.states import InvitationState
from tests.factories.bookings import SPRING, Scene
from tests.factories.directory import ProviderMemberFactory
from tests.support.bookings import mail_for, owed


def invite(scene: Scene) -> ProviderInvitation:
    return invite_provider(
        by=scene.coordinator,
        school=scene.school,
        email=" Hannah@Example.org ",
        their_name="Hannah",
        wanted_title="Bread for Year 6",
        message="Like last summer?",
        group=scene.group,
        dates=[SPRING[1], SPRING[0], SPRING[0]],
    )


def test_an_invitation_is_written_and_mailed(scene: Scene) -> None:
    invitation = invite(scene)

    assert (invitation.email, invitation.dates, invitation.state) == ("hannah@example.org", list(SPRING[:2]), InvitationState.SENT)
    assert invitation.token_hash == hash_token(invitation.token)
    mail = mail_for("bookings.provider_invited", "hannah@example.org")
    assert mail is not None
    assert mail.subject == f"{scene.school.name} would like to work with you on Junction"
    assert f"/invitations/provider/{invitation.token}/" in mail.text
    assert scene.coordinator.email not in mail.text


def test_one_invitation_waits_for_each_address(scene: Scene) -> None:
    invite(scene)

    with pytest.raises(BookingError) as refused:
        invite(scene)

    assert (refused.value.field, ProviderInvitation.objects.count()) == ("email", 1)


def test_only_coordinators_invite(scene: Scene) -> None:
    with pytest.raises(NotAllowedError):
        invite_provider(by=scene.head, school=scene.school, email="a@example.org", their_name="A", wanted_title="Bread")


def test_accepting_puts_it_before_the_provider_and_tells_who_invited(scene: Scene) -> None:
    invitation = invite(scene)
    member = ProviderMemberFactory()

    accepted = accept_invitation(by=member.user, invitation=invitation, provider=member.provider)
    again = accept_invitation(by=member.user, invitation=invitation, provider=member.provider)

    assert (accepted.state, accepted.provider, accepted.accepted_at) == (InvitationState.ACCEPTED, member.provider, clock.now())
    assert again.state == InvitationState.ACCEPTED
    assert owed("bookings.invitation_accepted") == [scene.coordinator.email]


def test_nobody_accepts_for_somebody_elses_provider(scene: Scene) -> None:
    invitation = invite(scene)

    with pytest.raises(NotAllowedError):
        accept_invitation(by=scene.coordinator, invitation=invitation, provider=ProviderMemberFactory().provider)


def test_a_second_provider_comes_too_late(scene: Scene) -> None:
    invitation = invite(scene)
    first, second = ProviderMemberFactory(), ProviderMemberFactory()
    accept_invitation(by=first.user, invitation=invitation, provider=first.provider)

    with pytest.raises(LinkError):
        accept_invitation(by=second.user, invitation=invitation, provider=second.provider)


def test_a_revoked_invitation_opens_nothing_and_its_mail_is_dropped(scene: Scene) -> None:
    invitation = invite(scene)
    member = ProviderMemberFactory()

    revoke_invitation(by=scene.coordinator, invitation=invitation)

    with pytest.raises(LinkError):
        accept_invitation(by=member.user, invitation=invitation, provider=member.provider)
    assert mail_for("bookings.provider_invited", "hannah@example.org") is None


def test_an_invitation_lapses(scene: Scene, november: time_machine.Traveller) -> None:
    invitation = invite(scene)
    lapse_invitation(invitation_id=invitation.pk)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT

    november.move_to(clock.now() + datetime.timedelta(days=30))
    lapse_invitation(invitation_id=invitation.pk)

    invitation.refresh_from_db()
    assert invitation.state == InvitationState.LAPSED


def test_the_school_sees_which_offer_was_begun(scene: Scene) -> None:
    invitation = invite(scene)
    member = ProviderMemberFactory()
    accept_invitation(by=member.user, invitation=invitation, provider=member.provider)
    offer = start_offer(by=member.user, provider=member.provider, kind=OfferKind.SESSION, title="Bread for Year 6")

    link_offer(by=member.user, invitation=invitation, offer=offer)

    invitation.refresh_from_db()
    assert invitation.offer == offer
    with pytest.raises(NotAllowedError):
        link_offer(by=member.user, invitation=invitation, offer=scene.offer)
