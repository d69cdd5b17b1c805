"""Finding the invitation of a link."""

from core.tokens import hash_token
from schools.models import MemberInvitation


def find_invitation(token: str) -> MemberInvitation | None:
    """The invitation whose link this is, whatever became of it; None for a forged or cut link."""
    return MemberInvitation.objects.select_related("school", "invited_by").filter(token_hash=hash_token(token)).first()
