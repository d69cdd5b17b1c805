"""The only place that asks what time it is. Sessions are local: a date, a time of day and Europe/London."""

import contextlib
import contextvars
import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
_pretended: contextvars.ContextVar[datetime.datetime | None] = contextvars.ContextVar("pretended", default=None)


def now() -> datetime.datetime:
    """This moment, aware, in UTC."""
    return _pretended.get() or timezone.now()


@contextlib.contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Let everything inside happen at that moment: the demo makes its past through the same services as its present."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)


def today() -> datetime.date:
    """The date in London."""
    return now().astimezone(LONDON).date()


def local(date: datetime.date, time: datetime.time) -> datetime.datetime:
    """The moment at which a London clock shows this date and time.

    A time that the clock skips in March is read as the hour after; one that it shows twice in October, as the first.
    """
    return datetime.datetime.combine(date, time, tzinfo=LONDON)


def start_of(date: datetime.date) -> datetime.datetime:
    """Midnight in London at the beginning of the date."""
    return local(date, datetime.time.min)
