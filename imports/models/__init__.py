from imports.models.batches import Batch, RememberedHeading, Row
from imports.models.changes import Change
from imports.models.invitations import ClaimInvitation

__all__ = ["Batch", "Change", "ClaimInvitation", "RememberedHeading", "Row"]
