"""What somebody has typed so far. A draft is data from outside: whatever in it no longer fits is left out."""

import dataclasses
import datetime
import hashlib
import json
from typing import Any

from bookings.models import Booking
from bookings.queries.clearance import Ask
from directory.enums import Adjustment, SupervisionMode
from directory.models import OfferVersion
from schools.models import PupilGroup

# From the tightest to the loosest: a school may tighten what the offer says, never loosen it.
TIGHTEST_FIRST = (
    SupervisionMode.SCHOOL_STAFF_PRESENT,
    SupervisionMode.SCHOOL_STAFF_ON_SITE,
    SupervisionMode.PROVIDER_SUPERVISED,
    SupervisionMode.UNSUPERVISED,
)


@dataclasses.dataclass(frozen=True)
class Draft:
    """A request as far as it has been typed."""

    group: PupilGroup | None
    pupils: int | None
    dates: tuple[datetime.date, ...]
    starts: datetime.time
    ends: datetime.time
    weekday: int
    adults: int | None
    supervision: str
    adjustments: dict[str, int]
    message: str

    def ask(self, booking: Booking, version: OfferVersion) -> Ask:
        years = tuple(self.group.years) if self.group else ()
        return Ask(booking.school, version, self.starts, self.ends, self.supervision, years)


def read_draft(booking: Booking, version: OfferVersion) -> Draft:
    """The draft against what the offer says now."""
    typed: dict[str, Any] = booking.draft
    school = booking.school
    group = PupilGroup.objects.filter(school=school, is_archived=False, pk=_number(typed.get("group")) or 0).first()
    starts = _time(typed.get("starts")) or school.session_starts
    ends = _time(typed.get("ends")) or usual_end(booking, version, starts)
    supervision = typed.get("supervision")
    weekday = _number(typed.get("weekday"))
    return Draft(
        group=group,
        pupils=_number(typed.get("pupils")) or (group.size if group else None),
        dates=tuple(sorted({date for text in typed.get("dates", []) if (date := _date(text))})),
        starts=starts,
        ends=ends,
        weekday=weekday if weekday is not None and weekday in range(7) else school.session_weekday,
        adults=_number(typed.get("adults")),
        supervision=supervision if supervision in supervision_choices(version) else version.supervision,
        adjustments={code: _number(count) or 1 for code, count in typed.get("adjustments", {}).items() if code in Adjustment.values},
        message=str(typed.get("message", ""))[:600],
    )


def usual_end(booking: Booking, version: OfferVersion, starts: datetime.time) -> datetime.time:
    """As long as the offer lasts, and not beyond the school's session where it begins within it."""
    begun = datetime.datetime.combine(datetime.date.min, starts)
    end = (begun + datetime.timedelta(minutes=version.minutes)).time()
    return min(end, booking.school.session_ends) if starts < booking.school.session_ends and end > starts else end


def supervision_choices(version: OfferVersion) -> tuple[str, ...]:
    """The offer's own mode, and what is tighter."""
    return tuple(
        mode for mode in TIGHTEST_FIRST if TIGHTEST_FIRST.index(mode) <= TIGHTEST_FIRST.index(SupervisionMode(version.supervision))
    )


def fingerprint(booking: Booking, version: OfferVersion) -> str:
    """Stands for exactly what a page showed: a request made from a page that shows something else is refused."""
    shown = json.dumps([version.pk, booking.draft], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _date(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _time(value: Any) -> datetime.time | None:
    try:
        return datetime.time.fromisoformat(value)
    except (TypeError, ValueError):
        return None
