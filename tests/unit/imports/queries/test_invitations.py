import pytest

from directory.models import Provider
from imports.emails import claim_token
from imports.models import ClaimInvitation
from imports.queries.invitations import can_be_invited_again, find_claim_invitation, invitations_of, providers_of, to_invite
from imports.services.invitations import invite_again, invite_providers, revoke_claim_invitation
from tests.factories.directory import ProviderFactory
from tests.factories.imports import imported

pytestmark = pytest.mark.django_db


def test_those_of_the_import_are_listed_with_their_newest_invitation() -> None:
    ProviderFactory()
    batch = imported()
    names = list(providers_of(batch).values_list("name", flat=True))
    waiting = to_invite(batch).count()

    invite_providers(by=batch.brought_by, batch=batch)
    first = ClaimInvitation.objects.get(provider=Provider.objects.get(name="Plot to Plate"))
    revoke_claim_invitation(by=batch.brought_by, invitation=first)
    again = invite_again(by=batch.brought_by, invitation=first)

    assert (names, waiting, to_invite(batch).count()) == (["Brass for All", "Plot to Plate"], 2, 0)
    assert [one.provider.name for one in invitations_of(batch)] == names
    assert again in invitations_of(batch)
    assert (can_be_invited_again(first), can_be_invited_again(again)) == (True, False)


def test_an_invitation_is_found_by_its_own_secret_alone() -> None:
    batch = imported("Provider,Email\nPlot,plot@example.org\n")
    invite_providers(by=batch.brought_by, batch=batch)
    invitation = ClaimInvitation.objects.get()

    assert find_claim_invitation(claim_token(invitation)) == invitation
    assert find_claim_invitation(claim_token(invitation)[:-1]) is None
