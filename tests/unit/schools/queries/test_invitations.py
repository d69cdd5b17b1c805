import pytest

from core.tokens import hash_token
from schools.queries.invitations import find_invitation
from tests.factories.schools import MemberInvitationFactory

pytestmark = pytest.mark.django_db


def test_an_invitation_is_found_by_its_token_whatever_became_of_it() -> None:
    invitation = MemberInvitationFactory(token_hash=hash_token("secret"), state="revoked")

    assert find_invitation("secret") == invitation


@pytest.mark.parametrize("token", ["", "Secret", "secret ", hash_token("secret")])
def test_a_forged_token_finds_nothing(token: str) -> None:
    MemberInvitationFactory(token_hash=hash_token("secret"))

    assert find_invitation(token) is None
