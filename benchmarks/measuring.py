"""What measurements of the running program share: time, statements, memory."""

import resource
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def watch(seen: list[float], done: threading.Event) -> None:
    """Resident memory in MB, ten times a second, as Linux says it."""
    page = resource.getpagesize() / 1e6
    while not done.wait(0.1):
        seen.append(int(Path("/proc/self/statm").read_text().split()[1]) * page)


def asked_of_database(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def middle(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]
