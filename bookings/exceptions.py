"""What booking refuses. Each says why, and what to do next."""

import dataclasses
import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.exceptions import DomainError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclasses.dataclass(frozen=True)
class DateProblem:
    """A date that can't be had, and why in a sentence."""

    date: datetime.date
    code: str
    reason: str


class BookingError(DomainError):
    """A rule of booking stands against it."""

    code = "booking"


class NotAllowedError(BookingError):
    """The person who asked may not do this."""

    code = "not_allowed"


class StaleRequestError(BookingError):
    """What would be asked is not what the person saw."""

    code = "stale_request"


class DatesNotPossibleError(BookingError):
    """Some of the dates can't be held, so none is. `problems` says which and why; what else was typed is kept."""

    code = "dates"

    def __init__(self, message: "StrOrPromise", *, problems: Sequence[DateProblem] = ()) -> None:
        super().__init__(message, field="dates")
        self.problems = tuple(problems)


class LinkError(BookingError):
    """A link that opens nothing any more. `code` says why: unknown, used, expired, answered, withdrawn."""

    code = "unknown"
