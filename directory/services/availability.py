"""When a person or a space can be booked: weekly times, and days that differ. Changing them never touches what is booked already."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from core.services import audit
from directory import signals
from directory.exceptions import WindowOverlapError
from directory.models import AvailabilityException, AvailabilityWindow, Person, Space
from directory.services.diary import lock_diaries

Owner = Person | Space
EARLIEST, LATEST = datetime.date.min, datetime.date.max


@transaction.atomic
def add_window(
    *,
    by: audit.Actor,
    owner: Owner,
    weekday: int,
    starts: datetime.time,
    ends: datetime.time,
    from_date: datetime.date | None = None,
    until_date: datetime.date | None = None,
) -> AvailabilityWindow:
    """A weekly time that is open to bookings. Raises WindowOverlapError where part of it is open already.

    The very same one twice is one: the form was sent twice.
    """
    _lock(owner)
    fields = {"weekday": weekday, "starts": starts, "ends": ends, "from_date": from_date, "until_date": until_date}
    for other in owner.windows.filter(weekday=weekday, starts__lt=ends, ends__gt=starts):
        if all(getattr(other, name) == value for name, value in fields.items()):
            return other
        if (other.from_date or EARLIEST) <= (until_date or LATEST) and (from_date or EARLIEST) <= (other.until_date or LATEST):
            raise WindowOverlapError(_overlap(other))
    window = AvailabilityWindow.objects.create(**_owned(owner), **fields)
    _changed(owner, by, "availability.add_window")
    return window


@transaction.atomic
def add_windows(*, by: audit.Actor, owner: Owner, weekdays: Iterable[int], **window: Any) -> list[AvailabilityWindow]:
    """The same time on several weekdays, all or none. Raises as add_window does."""
    return [add_window(by=by, owner=owner, weekday=weekday, **window) for weekday in sorted(set(weekdays))]


@transaction.atomic
def remove_window(*, by: audit.Actor, window: AvailabilityWindow) -> None:
    owner = _owner(window)
    window.delete()
    _changed(owner, by, "availability.remove_window")


@transaction.atomic
def add_exception(
    *,
    by: audit.Actor,
    owner: Owner,
    from_date: datetime.date,
    until_date: datetime.date,
    is_open: bool = False,
    starts: datetime.time | None = None,
    ends: datetime.time | None = None,
    note: str = "",
) -> AvailabilityException:
    """Days that differ: away (all day, or between two times), or open at other times instead of the usual ones. Safe to repeat."""
    _lock(owner)
    same = {"from_date": from_date, "until_date": until_date, "is_open": is_open, "starts": starts, "ends": ends}
    exception, created = AvailabilityException.objects.get_or_create(**_owned(owner), **same, defaults={"note": note})
    if created:
        _changed(owner, by, "availability.add_exception")
    return exception


@transaction.atomic
def remove_exception(*, by: audit.Actor, exception: AvailabilityException) -> None:
    owner = _owner(exception)
    exception.delete()
    _changed(owner, by, "availability.remove_exception")


def _lock(owner: Owner) -> None:
    lock_diaries([owner.pk] if isinstance(owner, Person) else [], [owner.pk] if isinstance(owner, Space) else [])


def _owned(owner: Owner) -> dict[str, Any]:
    return {"person": owner} if isinstance(owner, Person) else {"space": owner}


def _owner(row: AvailabilityWindow | AvailabilityException) -> Owner:
    owner = row.person or row.space
    if owner is None:
        raise ValueError("The database lets no such row be.")
    return owner


def _overlap(other: AvailabilityWindow) -> str:
    weekday = date_format(datetime.date(2024, 1, 1) + datetime.timedelta(days=other.weekday), "l")  # 1 January 2024 was a Monday
    return _("%(weekday)s %(starts)s to %(ends)s is open already, and this overlaps it. Remove that first, or choose other times.") % {
        "weekday": weekday,
        "starts": time_format(other.starts, "H:i"),
        "ends": time_format(other.ends, "H:i"),
    }


def _changed(owner: Owner, by: audit.Actor, action: str) -> None:
    audit.record(action, owner, by=by)
    is_person = isinstance(owner, Person)
    signals.diary_changed.send(sender=type(owner), person_id=owner.pk if is_person else None, space_id=None if is_person else owner.pk)
