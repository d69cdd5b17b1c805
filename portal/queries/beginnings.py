"""How far somebody has come who does not act for anybody yet."""

import dataclasses

from accounts.enums import SignUpAs
from accounts.models import User
from portal.queries.parts import parts_of
from schools.models import JoinRequest
from schools.states import JoinState


@dataclasses.dataclass(frozen=True)
class Beginning:
    """`waiting` are requests to join a school that an officer has still to ring about; `declined` the last one that was refused."""

    waiting: tuple[JoinRequest, ...]
    declined: JoinRequest | None


def beginning_of(user: User) -> Beginning:
    """One query. A refusal is told until something new is asked."""
    requests = list(JoinRequest.objects.filter(user=user).select_related("school").order_by("-asked_at", "-pk"))
    waiting = tuple(request for request in requests if request.state == JoinState.ASKED)
    newest = next(iter(requests), None)
    return Beginning(waiting, newest if newest and newest.state == JoinState.DECLINED else None)


def is_under_way(user: User, came_for: str) -> bool:
    """Whether somebody who came for this has it, or has asked for it already."""
    if any(part.kind == came_for for part in parts_of(user)):
        return True
    return came_for == SignUpAs.SCHOOL and JoinRequest.objects.filter(user=user, state=JoinState.ASKED).exists()
