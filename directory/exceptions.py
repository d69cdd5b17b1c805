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


class VersionLockedError(DomainError):
    """The text is with an officer, or is history: it can't be changed as it stands."""

    code = "locked"


class IncompleteError(DomainError):
    """Something has to be answered first."""

    code = "incomplete"


class StillNeededError(DomainError):
    """Something cannot be taken away, because something else rests on it."""

    code = "needed"


class HomeIsNoVenueError(DomainError):
    """An individual's own address was given as a place for pupils."""

    code = "home"


class WindowOverlapError(DomainError):
    """The weekly times already say something about part of that time."""

    code = "overlap"


class PhotoRefusedError(DomainError):
    """The file is no picture that can be shown."""

    code = "photo"


class MergeRefusedError(DomainError):
    """Two records cannot be one human's."""

    code = "merge"
