"""Providers whom an authority brought are invited, and claim their profile."""

import datetime

import pytest
import time_machine

from accounts.models import User
from core import clock
from core.models import OutboxMessage
from core.services.outbox import deliver_due
from directory.models import Provider, ProviderMember
from directory.services.providers import add_member
from imports.emails import claim_token
from imports.exceptions import InvitationError
from imports.models import Batch, ClaimInvitation
from imports.services import invitations
from imports.services.invitations import claim_profile, invite_again, invite_providers, lapse_claim_invitations, revoke_claim_invitation
from imports.services.running import start_undo, work_on_imports
from imports.states import InvitationState
from tests.factories.accounts import UserFactory
from tests.factories.imports import imported, lead_of
from tests.factories.vetting import VettingAuthorityFactory
from vetting.exceptions import NotAllowedError

pytestmark = pytest.mark.django_db

ONE = "Provider,Email\nPlot to Plate,plot@example.org\n"


def invited() -> tuple[Batch, ClaimInvitation]:
    batch = imported(ONE)
    invite_providers(by=batch.brought_by, batch=batch)
    return batch, ClaimInvitation.objects.get()


def somebody(email: str = "plot@example.org", *, proved: bool = True) -> User:
    user: User = UserFactory(email=email, verified=proved)
    return user


def test_everybody_unclaimed_is_invited_once() -> None:
    batch = imported()
    add_member(by=None, provider=Provider.objects.get(name="Plot to Plate"), user=UserFactory())

    sent = invite_providers(by=batch.brought_by, batch=batch)

    assert (sent, ClaimInvitation.objects.get().email) == (1, "brass@example.org")
    with pytest.raises(InvitationError, match="Everybody"):
        invite_providers(by=batch.brought_by, batch=batch)


def test_each_gets_a_mail_and_later_one_reminder() -> None:
    _batch, _invitation = invited()
    deliver_due()
    first = list(OutboxMessage.objects.values_list("kind", "state", "recipient").order_by("pk"))

    with time_machine.travel(clock.now() + datetime.timedelta(days=11)):
        deliver_due()

    assert first == [("imports.claim", "sent", "plot@example.org"), ("imports.claim_reminder", "pending", "plot@example.org")]
    assert list(OutboxMessage.objects.values_list("state", flat=True)) == ["sent", "sent"]


def test_many_go_out_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "AT_ONCE", 1)
    batch = imported()

    assert [invite_providers(by=batch.brought_by, batch=batch) for _portion in range(2)] == [1, 1]


def test_claiming_makes_a_member_and_ends_the_link() -> None:
    _batch, invitation = invited()
    user = somebody()

    claim_profile(by=user, token=claim_token(invitation))

    assert ProviderMember.objects.get().user == user
    with pytest.raises(InvitationError, match="has been claimed"):
        claim_profile(by=user, token=claim_token(invitation))


def test_no_reminder_follows_once_the_profile_is_claimed() -> None:
    _batch, invitation = invited()
    claim_profile(by=somebody(), token=claim_token(invitation))

    with time_machine.travel(clock.now() + datetime.timedelta(days=11)):
        deliver_due()

    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"dropped"}


@pytest.mark.parametrize(
    ("email", "proved", "token", "reason"),
    [
        ("other@example.org", True, "", "The invitation is for plot@example.org"),
        ("plot@example.org", False, "", "Confirm your e-mail address first"),
        ("plot@example.org", True, "0" * 64, "This link is not one of ours"),
    ],
)
def test_others_and_forged_links_are_refused(email: str, token: str, reason: str, *, proved: bool) -> None:
    _batch, invitation = invited()

    with pytest.raises(InvitationError, match=reason):
        claim_profile(by=somebody(email, proved=proved), token=token or claim_token(invitation))

    assert not ProviderMember.objects.exists()


def test_an_invitation_runs_out_and_can_be_sent_again() -> None:
    batch, invitation = invited()

    with time_machine.travel(clock.now() + datetime.timedelta(days=29)):
        with pytest.raises(InvitationError, match="28 days"):
            claim_profile(by=somebody(), token=claim_token(invitation))
        lapsed = lapse_claim_invitations()
        invitation.refresh_from_db()
        again = invite_again(by=batch.brought_by, invitation=invitation)

    assert (lapsed, invitation.state, again.state) == (1, InvitationState.LAPSED, InvitationState.SENT)
    assert claim_token(again) != claim_token(invitation)


def test_an_invitation_that_was_taken_back_opens_nothing() -> None:
    batch, invitation = invited()

    revoke_claim_invitation(by=batch.brought_by, invitation=invitation)

    with pytest.raises(InvitationError, match="taken back"):
        claim_profile(by=somebody(), token=claim_token(invitation))


def test_one_that_still_works_is_not_sent_again() -> None:
    batch, invitation = invited()

    with pytest.raises(InvitationError):
        invite_again(by=batch.brought_by, invitation=invitation)


def test_only_leads_of_the_authority_invite_and_take_back() -> None:
    batch, invitation = invited()
    other = lead_of(VettingAuthorityFactory())

    for refused in (
        lambda: invite_providers(by=other, batch=batch),
        lambda: invite_again(by=other, invitation=invitation),
        lambda: revoke_claim_invitation(by=other, invitation=invitation),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_undoing_the_import_ends_its_links() -> None:
    batch, invitation = invited()

    start_undo(by=batch.brought_by, batch=batch)
    work_on_imports()

    assert (Provider.objects.count(), ClaimInvitation.objects.count()) == (0, 0)
    with pytest.raises(InvitationError, match="not one of ours"):
        claim_profile(by=somebody(), token=claim_token(invitation))
    batch.refresh_from_db()
    with pytest.raises(InvitationError, match="undone"):
        invite_providers(by=batch.brought_by, batch=batch)
