"""A school's own settings, and schools that the national register doesn't have."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.postcodes import PostcodeError, normalise
from core.queries.postcodes import locate
from core.services import audit
from schools.exceptions import SchoolError
from schools.models import Authority, School

SUPPLEMENTARY = "Supplementary school"
OPEN = "Open"


@transaction.atomic
def set_session_times(*, by: User, school: School, weekday: int, starts: datetime.time, ends: datetime.time) -> None:
    """When the school's afternoons are, as offers and requests suggest them at first. Sessions that are booked don't move."""
    if starts >= ends:
        raise SchoolError(_("The afternoon must end after it starts."), code="times", field="ends")
    if weekday not in range(7):
        raise SchoolError(_("Choose a day of the week."), code="weekday", field="weekday")
    School.objects.filter(pk=school.pk).update(session_weekday=weekday, session_starts=starts, session_ends=ends)
    audit.record("school.set_times", school, by=by, acting_for=school.name, changed=["session_weekday", "session_starts", "session_ends"])


@transaction.atomic
def create_supplementary_school(*, by: User, authority: Authority, name: str, street: str, town: str, postcode: str) -> School:
    """Add a school that has no URN, such as a community language school. An officer approves it by calling this; the caller checks that."""
    title = " ".join(name.split())
    if not title:
        raise SchoolError(_("Enter the school's name."), code="name", field="name")
    try:
        code = normalise(postcode)
    except PostcodeError as error:
        raise SchoolError(error.message, code="postcode", field="postcode") from None
    if School.objects.filter(name__iexact=title, postcode=code).exists():
        raise SchoolError(_("There is a school of this name at this postcode already. Find it by its name."), code="exists", field="name")
    located = locate(code)
    school = School.objects.create(
        name=title,
        authority=authority,
        type_name=SUPPLEMENTARY,
        status=OPEN,
        street=street.strip(),
        town=town.strip(),
        postcode=code,
        latitude=located.point.latitude if located else None,
        longitude=located.point.longitude if located else None,
    )
    audit.record("school.create_supplementary", school, by=by, acting_for=authority.name)
    return school
