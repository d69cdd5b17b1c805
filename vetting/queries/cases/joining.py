"""Requests to join a school that an officer may answer."""

from django.db.models import Exists, Q, QuerySet

from schools.models import JoinRequest
from schools.states import JoinState
from vetting.enums import OfficerRole
from vetting.models import Officer
from vetting.policies.roles import Visitor

RINGING = (OfficerRole.OFFICER, OfficerRole.LEAD, OfficerRole.ADMINISTRATOR)


def join_requests_for(user: Visitor) -> QuerySet[JoinRequest]:
    """Open requests of schools in the areas for which the user acts; nobody decides their own.

    Where no authority vets in a school's area, officers of every authority see the request: else nobody would ever answer it.
    """
    parts = Officer.objects.held_by(user).filter(role__in=RINGING)
    in_their_area = Q(school__authority__in=parts.values("authority__local_authority"))
    in_nobodys = Q(school__authority__vetting_authority=None)
    waiting = JoinRequest.objects.filter(Exists(parts), in_their_area | in_nobodys, state=JoinState.ASKED)
    return waiting.exclude(user=user.pk).select_related("school__authority", "user").order_by("asked_at", "pk")
