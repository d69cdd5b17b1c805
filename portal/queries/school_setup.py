"""What a school has still to set up before it can book well."""

import dataclasses

from core import clock
from schools.models import Calendar, School
from schools.queries.members import approvers_of


@dataclasses.dataclass(frozen=True)
class SchoolSetup:
    """`is_example`: nobody at the school has yet confirmed the dates that came with the installation."""

    has_groups: bool
    has_calendar: bool
    is_example: bool
    has_approver: bool

    @property
    def is_done(self) -> bool:
        return self.has_groups and self.has_calendar and not self.is_example and self.has_approver


def school_setup(school: School) -> SchoolSetup:
    """Three queries."""
    today = clock.today()
    in_use = Calendar.objects.filter(year__starts_on__lte=today, year__ends_on__gte=today)
    own_and_inherited = list(in_use.filter(school=school) | in_use.filter(authority=school.authority_id))
    # The school's own counts before its authority's.
    calendar = min(own_and_inherited, key=lambda one: one.school_id is None, default=None)
    return SchoolSetup(
        has_groups=school.groups.filter(is_archived=False).exists(),
        has_calendar=calendar is not None,
        is_example=calendar is not None and calendar.is_example,
        has_approver=approvers_of(school).exists(),
    )
