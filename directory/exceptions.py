"""Refusals of the directory."""

from core.exceptions import DomainError


class TimeTakenError(DomainError):
    """Somebody or something is already taken, for all or part of the time asked for."""

    code = "taken"


class TravelTooShortError(TimeTakenError):
    """The time is free, but nobody could get there from the booking before, or onwards to the one after."""

    code = "travel"


class HoldLapsedError(DomainError):
    """The time that was held has been given up, and somebody else may have it."""

    code = "lapsed"


class DiaryBusyError(DomainError):
    """Somebody else has been writing in the same diary for longer than a person should wait."""

    code = "busy"
