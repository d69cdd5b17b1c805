"""Hearing what is said inside transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.dispatch import Signal


@contextmanager
def hearing(signal: Signal) -> Iterator[list[dict[str, Any]]]:
    """What the signal says while inside, in order. Fails where it is said outside a transaction."""
    heard: list[dict[str, Any]] = []

    def listen(sender: object, signal: object, **said: Any) -> None:
        assert connection.in_atomic_block
        heard.append(said)

    signal.connect(listen, weak=False)
    try:
        yield heard
    finally:
        signal.disconnect(listen)
