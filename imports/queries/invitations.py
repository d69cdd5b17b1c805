"""Which providers of an import can be invited, and what became of those who were."""

from django.db.models import Exists, OuterRef, QuerySet

from core.tokens import hash_token
from directory.models import Provider, ProviderMember
from imports.enums import Thing
from imports.models import Batch, Change, ClaimInvitation
from imports.states import InvitationState


def providers_of(batch: Batch) -> QuerySet[Provider]:
    """Those that the import made and that are still there."""
    made = Change.objects.filter(batch=batch, thing=Thing.PROVIDER, before__isnull=True, undone_at=None)
    return Provider.objects.filter(pk__in=made.values("object_id")).order_by("name", "pk")


def to_invite(batch: Batch) -> QuerySet[Provider]:
    """Those whom nobody acts for and whom no invitation has gone to yet."""
    claimed = ProviderMember.objects.filter(provider=OuterRef("pk"))
    invited = ClaimInvitation.objects.filter(provider=OuterRef("pk"))
    return providers_of(batch).filter(~Exists(claimed), ~Exists(invited), is_closed=False)


def invitations_of(batch: Batch) -> QuerySet[ClaimInvitation]:
    """The newest of each provider of the import."""
    invited = ClaimInvitation.objects.filter(provider__in=providers_of(batch))
    newest = invited.order_by("provider_id", "-invited_at", "-pk").distinct("provider_id")
    return ClaimInvitation.objects.filter(pk__in=newest.values("pk")).select_related("provider").order_by("provider__name", "pk")


def find_claim_invitation(token: str) -> ClaimInvitation | None:
    """The invitation whose link this is, whatever became of it; None for a forged or cut link."""
    return ClaimInvitation.objects.select_related("provider", "authority").filter(token_hash=hash_token(token)).first()


def can_be_invited_again(invitation: ClaimInvitation) -> bool:
    return invitation.state in {InvitationState.REVOKED, InvitationState.LAPSED}
