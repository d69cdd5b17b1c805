"""Who may pass a concern on, and who may see and work on it. Never anybody on the provider's side."""

from directory.models import Provider
from schools.enums import SchoolRole
from schools.models import School
from schools.policies import has_role
from vetting.models import Concern, VettingAuthority
from vetting.policies.roles import Visitor, can_work_queue, has_interest_in


def can_raise_for_school(user: Visitor, school: School) -> bool:
    """Anybody of the school, in whatever role: a worry asks for no permission."""
    return has_role(user, school, *SchoolRole.values)


def can_raise_as_officer(user: Visitor, authority: VettingAuthority, provider: Provider) -> bool:
    return can_work_queue(user, authority) and not has_interest_in(user, provider)


def can_work_on_concern(user: Visitor, concern: Concern) -> bool:
    """Sees, acknowledges and closes it. The list form is Concern.objects.visible_to."""
    if not can_work_queue(user, concern.authority) or has_interest_in(user, concern.provider):
        return False
    return concern.person is None or not has_interest_in(user, concern.person)
