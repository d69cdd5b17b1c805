"""What a school relies on changes under one lock, so that nothing is asked or confirmed on what was just taken back."""

from core import clock
from schools.models import School
from vetting.models import PlannedUse
from vetting.services.clearances.planned_use import lock_people


def lock_reliance(school: School) -> School:
    """The school, as it is also locked for a new request, and every adult with a day planned there: whoever confirms holds them."""
    locked = School.objects.select_for_update(no_key=True, of=("self",)).get(pk=school.pk)
    ahead = PlannedUse.objects.filter(school=school, date__gte=clock.today())
    lock_people(ahead.values_list("person", flat=True))
    return locked
