"""A year to look back on."""

import datetime

from core import clock
from vetting.queries.reports.shape import Span


def moment(text: str) -> datetime.datetime:
    """Noon in London on that day."""
    return clock.local(datetime.date.fromisoformat(text), datetime.time(12))


YEAR = Span(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
