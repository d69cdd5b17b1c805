"""A school's page: what the register says, and what the school has set."""

from django.urls import reverse
from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from core.parts import Row
from schools.models import School


def register_rows(school: School) -> list[Row]:
    """What is known; nothing is said of what isn't."""
    address = (school.street, school.locality, school.town, school.county, school.postcode)
    rows = [
        Row(_("Kind"), ", ".join(part for part in (school.type_name, school.phase) if part)),
        Row(_("Ages"), _ages(school)),
        Row(_("Authority"), school.authority.name),
        Row(_("Address"), "\n".join(part for part in address if part)),
        Row(_("Telephone"), school.telephone),
        Row(_("Website"), school.website),
        Row(_("URN"), school.urn or _("None: this school is not in the national register")),
        Row(_("Status"), _status(school)),
    ]
    return [row for row in rows if row.value]


def setting_rows(school: School, *, may_edit: bool) -> list[Row]:
    change = reverse("schools:times-edit", args=[school.pk]) if may_edit else ""
    times = {"starts": formats.time_format(school.session_starts, "H:i"), "ends": formats.time_format(school.session_ends, "H:i")}
    return [
        Row(_("Day"), WEEKDAYS[school.session_weekday], change),
        Row(_("Time"), _("%(starts)s to %(ends)s") % times, change),
    ]


def _ages(school: School) -> str:
    if school.low_age is None or school.high_age is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": school.low_age, "high": school.high_age}


def _status(school: School) -> str:
    if school.closes_on is None:
        return school.status
    return _("%(status)s on %(day)s") % {"status": school.status, "day": formats.date_format(school.closes_on, "j F Y")}
