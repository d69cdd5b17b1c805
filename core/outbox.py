"""What a due message says is decided by the app that knows: a decider registered for its kind."""

import dataclasses
from collections.abc import Callable

from core.models import OutboxMessage


@dataclasses.dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    media_type: str


@dataclasses.dataclass(frozen=True)
class Mail:
    """What goes out: plain text and HTML of the same words."""

    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()


Decider = Callable[[OutboxMessage], Mail | None]
_deciders: dict[str, Decider] = {}


def decides(kind: str) -> Callable[[Decider], Decider]:
    """Register what a message of this kind says, from the state when it is sent; None drops it as no longer needed."""

    def register(decider: Decider) -> Decider:
        if kind in _deciders:
            raise RuntimeError(f"Two deciders for {kind}.")
        _deciders[kind] = decider
        return decider

    return register


def decide(message: OutboxMessage) -> Mail | None:
    """Raises KeyError where no app knows the kind."""
    return _deciders[message.kind](message)


def known_kinds() -> frozenset[str]:
    return frozenset(_deciders)
