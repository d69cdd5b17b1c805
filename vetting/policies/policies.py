"""Who may read, write and publish an authority's policy."""

from vetting.enums import OfficerRole
from vetting.models import PolicyDraft, VettingAuthority
from vetting.policies.roles import WORKING, Visitor, holds


def can_read_policies(user: Visitor, authority: VettingAuthority) -> bool:
    return holds(user, authority, *OfficerRole.values)


def can_write_policy(user: Visitor, authority: VettingAuthority) -> bool:
    """Begins, changes, proposes and puts away a new version."""
    return holds(user, authority, OfficerRole.LEAD)


def can_publish_policy(user: Visitor, draft: PolicyDraft) -> bool:
    """A second person of the authority, never who proposed it."""
    return user.pk != draft.proposed_by_id and holds(user, draft.authority, *WORKING, OfficerRole.ADMINISTRATOR)
