"""Who may keep something past its time, end that, and see what retention does."""

from django.db.models import QuerySet

from vetting.enums import OfficerRole
from vetting.models import LegalHold, VettingAuthority
from vetting.policies.roles import Visitor, holds

SETTING = (OfficerRole.LEAD, OfficerRole.ADMINISTRATOR)
OVERSEEING = (*SETTING, OfficerRole.AUDITOR)


def can_oversee(user: Visitor, authority: VettingAuthority) -> bool:
    """Sees its holds and what retention has before it. The list form is authorities_overseen_by."""
    return holds(user, authority, *OVERSEEING)


def authorities_overseen_by(user: Visitor) -> QuerySet[VettingAuthority]:
    return VettingAuthority.objects.in_which(user, *OVERSEEING)


def can_set_hold(user: Visitor, authority: VettingAuthority) -> bool:
    return holds(user, authority, *SETTING)


def can_see_hold(user: Visitor, hold: LegalHold) -> bool:
    """The list form is LegalHold.objects.visible_to."""
    return can_oversee(user, hold.authority)


def can_lift_hold(user: Visitor, hold: LegalHold) -> bool:
    """A second person: never who set it."""
    return user.pk != hold.set_by_id and can_set_hold(user, hold.authority)
