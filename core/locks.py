"""Locks with names, kept by PostgreSQL: they end with the transaction or the connection, however its process dies.

They belong to a database session, so a connection pooler in front of PostgreSQL must pool by session, not by transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

KEY = "hashtextextended('junction.' || %s, 0)"


def lock_until_commit(name: str, *, shared: bool = False) -> None:
    """Wait for the lock and hold it until the surrounding transaction ends. Shared holders exclude only those who are not."""
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({KEY})", [name])


@contextmanager
def lock_if_free(name: str) -> Iterator[bool]:
    """Hold the lock within the block, across transactions; yields False at once where somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({KEY})", [name])
        (held,) = cursor.fetchone()
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock({KEY})", [name])
