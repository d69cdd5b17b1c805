"""Groups of pupils: a label, years, a size, and what is to be adjusted for how many. Counts only."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.services import audit
from core.services.audit import Actor
from schools.enums import Adjustment, YearGroup
from schools.exceptions import GroupError
from schools.models import PupilGroup, School
from schools.validators import refuse_people

LARGEST = 400


@transaction.atomic
def save_group(
    *,
    by: Actor,
    school: School,
    label: str,
    years: Collection[int],
    size: int,
    access_needs: Mapping[str, int] | None = None,
    group: PupilGroup | None = None,
) -> PupilGroup:
    """Add a group, or change `group`. `access_needs` says how many pupils need each adjustment. Raises GroupError, with the field."""
    name = " ".join(label.split())
    needs = {code: count for code, count in (access_needs or {}).items() if count}
    _refuse_group(name, years, size, needs)
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    same_name = PupilGroup.objects.filter(school=school, is_archived=False, label__iexact=name)
    if (same_name.exclude(pk=group.pk) if group else same_name).exists():
        message = _("You have a group called “%(label)s”. Give this one another name.")
        raise GroupError(message % {"label": name}, code="label", field="label")
    saved = group or PupilGroup(school=school)
    saved.label, saved.years, saved.size, saved.access_needs = name, sorted(set(years)), size, needs
    saved.save()
    action = "group.change" if group else "group.add"
    audit.record(action, saved, by=by, acting_for=school.name, changed=["label", "years", "size", "access_needs"])
    return saved


def _refuse_group(label: str, years: Collection[int], size: int, needs: Mapping[str, int]) -> None:
    if not label:
        raise GroupError(_("Give the group a name, like “6B” or “Oak class”."), code="label", field="label")
    try:
        refuse_people(label)
    except ValidationError as error:
        raise GroupError(error.messages[0], code="people", field="label") from None
    if not years or not set(years) <= set(YearGroup.values):
        raise GroupError(_("Choose the years that the group's pupils are in."), code="years", field="years")
    if not 1 <= size <= LARGEST:
        raise GroupError(_("Enter how many pupils there are, from 1 to 400."), code="size", field="size")
    unknown = sorted(set(needs) - set(Adjustment.values))
    if unknown:
        raise GroupError(_("Choose adjustments from the list."), code="needs")
    for code, count in needs.items():
        if not 0 < count <= size:
            message = _("For “%(need)s” enter a number from 0 to %(size)s, the size of the group.")
            raise GroupError(message % {"need": Adjustment(code).label, "size": size}, code="needs", field=code)


@transaction.atomic
def archive_group(*, by: Actor, group: PupilGroup) -> None:
    """Take the group out of the lists. What was booked for it stays as it is."""
    PupilGroup.objects.filter(pk=group.pk).update(is_archived=True)
    group.is_archived = True
    audit.record("group.archive", group, by=by, acting_for=group.school.name, changed=["is_archived"])
