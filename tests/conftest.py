"""Infrastructure of the tests: the database, the network, the clock. Data comes from tests/factories."""

import hashlib

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from config import embedded
from config.paths import ROOT

pytest_plugins = ["tests.skips"]


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
    """Make the test database from a template that was migrated once: seconds instead of half a minute."""
    test_settings = connections["default"].settings_dict["TEST"]
    with django_db_blocker.unblock():
        test_settings["TEMPLATE"] = ensure_template()


def ensure_template() -> str:
    name = f"junction_template_{migrations_fingerprint()}"
    with psycopg.connect(admin_address(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(7041)")  # two workers must not both build it
        known = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'junction_template_%%'").fetchall()
        if (name,) not in known:
            for (old,) in known:
                connection.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            build_template(connection, name)
    return name


def build_template(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    unfinished = f"{name}_unfinished"
    connection.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
    connection.execute(f'CREATE DATABASE "{unfinished}" TEMPLATE template0')
    target = connections["default"]
    before = target.settings_dict["NAME"]
    target.close()
    target.settings_dict["NAME"] = unfinished
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        target.close()
        target.settings_dict["NAME"] = before
    connection.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')


def admin_address() -> str:
    """The server's own database, beside which the test databases are made."""
    database = settings.DATABASES["default"]
    parts = {
        "host": database["HOST"],
        "port": database["PORT"],
        "user": database["USER"],
        "password": database["PASSWORD"],
        "dbname": "postgres",
    }
    return psycopg.conninfo.make_conninfo("", **{key: value for key, value in parts.items() if value})
