"""What is left of a register that was brought, once it is in or was thrown away."""

import datetime

from django.db.models import Q, QuerySet

from imports.models import Batch, Change, ClaimInvitation, Row
from imports.states import BatchState, InvitationState


def lines_of_ended_batches(before: datetime.datetime) -> QuerySet[Row]:
    """Of batches that were imported before then, and of all that were thrown away; never while one is being undone."""
    ended = Batch.objects.filter(Q(finished_at__lt=before) | Q(state=BatchState.DISCARDED)).exclude(state=BatchState.UNDOING)
    return Row.objects.filter(batch__in=ended)


def earlier_values(before: datetime.datetime) -> QuerySet[Change]:
    changes = Change.objects.filter(batch__finished_at__lt=before, before__isnull=False).exclude(batch__state=BatchState.UNDOING)
    return changes.exclude(before={})


def ended_claim_invitations(before: datetime.datetime) -> QuerySet[ClaimInvitation]:
    return ClaimInvitation.objects.exclude(state=InvitationState.SENT).filter(expires_at__lt=before)
