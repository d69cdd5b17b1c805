"""The only place that asks what time it is. Sessions are local: a date, a time of day and Europe/London."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime.datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


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
