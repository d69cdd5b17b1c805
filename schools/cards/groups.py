"""The list of groups: years, size and adjustments in words."""

import dataclasses
from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schools.enums import Adjustment, YearGroup
from schools.models import PupilGroup, School


@dataclasses.dataclass(frozen=True)
class GroupRow:
    label: str
    facts: list[str]
    needs: list[str]
    edit_url: str


def group_rows(school: School, *, may_edit: bool) -> list[GroupRow]:
    """By label. One statement."""
    groups = PupilGroup.objects.filter(school=school, is_archived=False).order_by("label", "pk")
    return [
        GroupRow(
            label=group.label,
            facts=[years_in_words(group.years), ngettext("%(number)s pupil", "%(number)s pupils", group.size) % {"number": group.size}],
            needs=needs_in_words(group.access_needs),
            edit_url=reverse("schools:group", args=[school.pk, group.pk]) if may_edit else "",
        )
        for group in groups
    ]


def years_in_words(years: Collection[int]) -> str:
    """Year 6; Years 5 and 6; Years 3 to 6; Reception and Year 1."""
    ordered = sorted(set(years))
    labels = [str(YearGroup(year).label) for year in ordered]
    if len(labels) > 1 and ordered[0] >= YearGroup.Y1:
        numbers = [str(year) for year in ordered]
        if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:  # an unbroken run
            return _("Years %(first)s to %(last)s") % {"first": numbers[0], "last": numbers[-1]}
        return _("Years %(years)s") % {"years": _listed(numbers)}
    return _listed(labels)


def needs_in_words(needs: dict[str, int]) -> list[str]:
    """Large print for 2: in the order of the list of adjustments."""
    return [_("%(need)s for %(number)s") % {"need": need.label, "number": needs[need]} for need in Adjustment if need in needs]


def _listed(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
