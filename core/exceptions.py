"""Refusals that people read: each says why, and what to do next."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class DomainError(Exception):
    """A rule refused what was asked. `message` is a plain sentence for the person who asked; `code` is for programs."""

    code = "refused"

    def __init__(self, message: "StrOrPromise", *, code: str = "", field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.field = field  # the form field that the message belongs to, where there is one


class IllegalTransitionError(DomainError):
    """The life cycle has no such step from the present state."""

    code = "illegal_transition"


class StaleStateError(DomainError):
    """Somebody else moved the object first."""

    code = "stale"
