"""Filters for the provider's editors. Load with {% load directory %}."""

from collections.abc import Sequence

from django import template
from django.utils.dates import WEEKDAYS

from directory.queries.openings import OpenDay

register = template.Library()


@register.filter
def weekday(number: int) -> str:
    """The name of a weekday; Monday is 0."""
    return str(WEEKDAYS[number])


@register.filter
def any_open(week: Sequence[OpenDay]) -> bool:
    """Whether anything is to be said of a week."""
    return any(day.times or day.is_away or day.booked for day in week)
