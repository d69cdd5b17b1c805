"""The test database: cloned from a template that was migrated once, and put back as the migrations left it after tests that commit.

Django's own way, to truncate every table, also removes what migrations made (Wagtail's first pages, groups) and takes half a second.
"""

import hashlib
import re
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from config import embedded
from config.paths import ROOT

Snapshot = dict[str, bytes]
KEPT = {"django_migrations"}


def pytest_configure(config: pytest.Config) -> None:
    embedded.ensure_started()


def migrations_fingerprint() -> str:
    """Changes when any migration of ours or any pinned package changes."""
    digest = hashlib.sha256()
    for path in sorted([*ROOT.glob("*/migrations/*.py"), ROOT / "requirements" / "base.txt"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker) -> None:
    test_settings = connections["default"].settings_dict["TEST"]
    with django_db_blocker.unblock():
        test_settings["TEMPLATE"] = ensure_template()


def ensure_template() -> str:
    name = f"junction_template_{migrations_fingerprint()}"
    with psycopg.connect(admin_address(), autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(7041)")  # two workers must not both build it
        known = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 'junction_template_%%'").fetchall()
        if (name,) not in known:
            for (old,) in known:
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
            build_template(admin, name)
    return name


def build_template(admin: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    unfinished = f"{name}_unfinished"
    admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(unfinished)))
    target = connections["default"]
    before = target.settings_dict["NAME"]
    target.close()
    target.settings_dict["NAME"] = unfinished
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        target.close()
        target.settings_dict["NAME"] = before
    admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name)))


def admin_address() -> str:
    """The server's own database, beside which the test databases are made."""
    database = settings.DATABASES["default"]
    named = {"host": database["HOST"], "port": database["PORT"], "user": database["USER"], "password": database["PASSWORD"]}
    return psycopg.conninfo.make_conninfo("", dbname="postgres", **{key: value for key, value in named.items() if value})


@pytest.fixture(scope="session", autouse=True)
def put_back_what_migrations_made(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that commits, the tables are as the migrations left them."""
    snapshot: Snapshot = {}

    def before(_class: type[TransactionTestCase]) -> None:
        if not snapshot:
            snapshot.update(take_snapshot())

    def after(_case: TransactionTestCase) -> None:
        restore(snapshot)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(before))
        patch.setattr(TransactionTestCase, "_fixture_teardown", after)
        patch.setattr(DatabaseCreation, "_destroy_test_db", drop_whoever_is_connected)
        yield


def drop_whoever_is_connected(creation: DatabaseCreation, name: str, _verbosity: int) -> None:
    """The live server's last request may still be under way when the run ends; that is no reason to fail."""
    with creation._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # the stubs leave it out
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def take_snapshot() -> Snapshot:
    """The rows of every table that has any, as COPY writes them."""
    with connection.cursor() as cursor:
        rows: Snapshot = {}
        for table in filled_tables(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                rows[table] = b"".join(bytes(chunk) for chunk in copy)
    return rows


def restore(snapshot: Snapshot) -> None:
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SET LOCAL session_replication_role = replica")  # foreign keys and append-only triggers stand aside
        for table in filled_tables(cursor):
            cursor.execute(f'DELETE FROM "{table}"')  # names from the catalogue
        for table, rows in snapshot.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)
        cursor.execute("COMMIT")


def filled_tables(cursor: CursorWrapper) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    tables = [str(name) for (name,) in cursor.fetchall() if name not in KEPT and re.fullmatch(r"\w+", str(name))]
    cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables))
    return [str(name) for (name,) in cursor.fetchall()]
