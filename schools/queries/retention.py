"""What is left of joining and of groups, once nobody needs it."""

import datetime

from django.db.models import Q, QuerySet

from core.retention import unneeded
from schools.models import JoinRequest, MemberInvitation, PupilGroup, SchoolMember
from schools.states import InvitationState, JoinState


def settled_join_requests(before: datetime.datetime) -> QuerySet[JoinRequest]:
    """Decided or taken back. One that was taken back has no day of its own: it counts from when it was asked."""
    settled = JoinRequest.objects.exclude(state=JoinState.ASKED)
    return settled.filter(Q(decided_at__lt=before) | Q(decided_at=None, asked_at__lt=before))


def ended_invitations(before: datetime.datetime) -> QuerySet[MemberInvitation]:
    return MemberInvitation.objects.exclude(state=InvitationState.SENT).filter(expires_at__lt=before)


def former_members(before: datetime.datetime) -> QuerySet[SchoolMember]:
    return unneeded(SchoolMember.objects.filter(left_at__lt=before))


def archived_groups(_before: datetime.datetime) -> QuerySet[PupilGroup]:
    """No booking names them any more: those that do are reduced a year after their academic year."""
    return unneeded(PupilGroup.objects.filter(is_archived=True))
