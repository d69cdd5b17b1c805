"""Several real database connections at once, one a thread."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import connections

T = TypeVar("T")
PATIENCE = 300  # seconds until a test that hangs fails


def at_once(*functions: Callable[[], T]) -> list[T]:
    """Run all at once, each on its own connection; their results in order. Raises what any of them raised."""
    with ThreadPoolExecutor(len(functions)) as pool:
        futures = [pool.submit(_on_own_connection, function) for function in functions]
        return [future.result(timeout=PATIENCE) for future in futures]


@contextmanager
def beside(function: Callable[[], T]) -> Iterator[Future[T]]:
    """Run the function on its own connection while the block runs; leaving the block waits for it."""
    with ThreadPoolExecutor(1) as pool:
        yield (future := pool.submit(_on_own_connection, function))
        future.result(timeout=PATIENCE)


def _on_own_connection(function: Callable[[], T]) -> T:
    try:
        return function()
    finally:
        connections.close_all()
