"""How long cases took: working days of the authority's own time, the clock stopped while the provider's answer was awaited."""

import collections
import datetime
import math
import statistics
from collections.abc import Sequence

import holidays
from django.utils.translation import gettext as _

from core import clock
from vetting.enums import CaseKind
from vetting.models import Case, VettingAuthority
from vetting.queries.reports.shape import Column, Kind, Report, Span, month_of
from vetting.states import CaseState

ONE_DAY = datetime.timedelta(days=1)


def turnaround(authority: VettingAuthority, span: Span) -> Report:
    """By the month of the decision and the kind of case. One query."""
    decided = Case.objects.filter(authority=authority, state=CaseState.DECIDED, closed_at__range=span.moments)
    days: dict[tuple[str, str], list[int]] = collections.defaultdict(list)
    for kind, submitted, waited, closed in decided.values_list("kind", "submitted_at", "waited_seconds", "closed_at"):
        if closed is not None:  # a decided case is closed
            days[month_of(closed), kind].append(working_days(submitted + datetime.timedelta(seconds=waited), closed))
    columns = (
        Column(_("Month")),
        Column(_("Kind")),
        Column(_("Cases decided"), Kind.COUNT),
        Column(_("Median working days"), Kind.MEASURE),
        Column(_("The slowest tenth took at least"), Kind.MEASURE),
    )
    rows = [
        (month, str(CaseKind(kind).label), len(found), median(found), slowest_tenth(found)) for (month, kind), found in sorted(days.items())
    ]
    return Report(columns, tuple(rows))


def working_days(began: datetime.datetime, ended: datetime.datetime) -> int:
    """After the day on which it began, up to the one on which it ended; England's bank holidays left out. None on the same day."""
    first, last = (moment.astimezone(clock.LONDON).date() for moment in (began, ended))
    if last <= first:
        return 0
    return holidays.country_holidays("GB", subdiv="ENG").get_working_days_count(first + ONE_DAY, last)


def median(days: Sequence[int]) -> int | float:
    """Halves as halves, whole days as whole ones."""
    middle = statistics.median(days)
    return int(middle) if middle == int(middle) else middle


def slowest_tenth(days: Sequence[int]) -> int:
    """The least that the slowest tenth took; of fewer than ten, the slowest."""
    return sorted(days)[math.ceil(len(days) * 0.9) - 1] if len(days) >= 10 else max(days)
