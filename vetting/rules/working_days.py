"""Working days: not Saturdays, Sundays or England's bank holidays."""

import datetime

import holidays


def working_day(date: datetime.date, number: int) -> datetime.date:
    """The so-manieth working day after the date; before it, where the number is negative."""
    found: datetime.date = holidays.country_holidays("GB", subdiv="ENG").get_nth_working_day(date, number)
    return found
