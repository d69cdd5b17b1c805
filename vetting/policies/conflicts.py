"""Who may declare a conflict of interest, and end somebody else's."""

from vetting.enums import OfficerRole
from vetting.models import Case, ConflictDeclaration
from vetting.models.authorities import Officer
from vetting.policies.roles import Visitor, can_work_queue

ENDING = (OfficerRole.LEAD, OfficerRole.ADMINISTRATOR)


def can_declare_conflict(user: Visitor, case: Case) -> bool:
    return can_work_queue(user, case.authority)


def can_see_conflict(user: Visitor, conflict: ConflictDeclaration) -> bool:
    """The list form is ConflictDeclaration.objects.visible_to."""
    return user.is_authenticated and user.is_active and (user.pk == conflict.officer_id or _is_over(user, conflict))


def can_end_conflict(user: Visitor, conflict: ConflictDeclaration) -> bool:
    """A lead or administrator of an authority in which the officer has a part, never the officer."""
    return user.is_authenticated and user.is_active and user.pk != conflict.officer_id and _is_over(user, conflict)


def _is_over(user: Visitor, conflict: ConflictDeclaration) -> bool:
    led = Officer.objects.held_by(user).filter(role__in=ENDING)
    return Officer.objects.acting().filter(user=conflict.officer_id, authority__in=led.values("authority")).exists()
