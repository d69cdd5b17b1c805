"""Who may rely on assurance for a school, and read what is kept of it."""

from django.db.models import QuerySet

from schools.enums import SchoolRole
from schools.models import School
from schools.policies import has_role
from vetting.policies.roles import Visitor

ACCEPTORS = (SchoolRole.APPROVER, SchoolRole.SAFEGUARDING_LEAD)
RECORD_KEEPERS = (SchoolRole.SAFEGUARDING_LEAD, SchoolRole.ADMINISTRATOR, SchoolRole.APPROVER)


def can_accept_assurance(user: Visitor, school: School) -> bool:
    """Approvers and the safeguarding lead accept for their school, withdraw, and say what it asks in addition."""
    return has_role(user, school, *ACCEPTORS)


def can_read_assurance(user: Visitor, school: School) -> bool:
    """Letters and the record of visitors are for those who answer for the school's file. The list form is schools_with_record."""
    return schools_with_record(user).filter(pk=school.pk).exists()


def schools_with_record(user: Visitor) -> QuerySet[School]:
    """Schools whose letters and record of visitors the user may read."""
    return (
        School.objects.visible_to(user)
        .filter(members__user=user.pk, members__left_at=None, members__roles__role__in=RECORD_KEEPERS)
        .distinct()
    )
