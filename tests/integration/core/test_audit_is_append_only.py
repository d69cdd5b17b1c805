"""The database itself refuses to change what happened."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper

from core.models import AuditEvent, AuditSeal
from core.services.sealing import cut_audit, seal_audit
from tests.factories.core import AuditEventFactory

pytestmark = pytest.mark.django_db
TABLES = ("core_auditevent", "core_auditseal", "core_auditcheckpoint")


@pytest.fixture(autouse=True)
def log() -> AuditEvent:
    old = AuditEventFactory()
    seal_audit()
    kept: AuditEvent = AuditEventFactory()
    cut_audit(by=None, before=old.at + (kept.at - old.at) / 2)
    seal_audit()
    return kept


def refused(statement: str) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(refusal.value).splitlines()[0]


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_not_updated(table: str) -> None:
    assert refused(f"UPDATE {table} SET id = id") == f"The audit log is only ever added to: UPDATE on {table} was refused."


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_not_deleted(table: str) -> None:
    assert refused(f"DELETE FROM {table}") == f"The audit log is only ever added to: DELETE on {table} was refused."


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_not_emptied(table: str) -> None:
    assert refused(f"TRUNCATE {table}") == f"The audit log is only ever added to: TRUNCATE on {table} was refused."


def test_the_setting_of_retention_opens_nothing_beyond_a_checkpoint(log: AuditEvent) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL junction.audit_cut = '999999999'")

    for table in TABLES:
        assert "DELETE" in refused(f"DELETE FROM {table}")
    assert list(AuditEvent.objects.filter(action="door.open")) == [log]


def test_the_setting_of_retention_ends_with_the_cut() -> None:
    with connection.cursor() as cursor:
        assert setting(cursor) == ""


def test_the_orm_is_refused_as_well(log: AuditEvent) -> None:
    log.action = "door.shut"

    with pytest.raises(IntegrityError), transaction.atomic():
        log.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditSeal.objects.all().delete()


def setting(cursor: CursorWrapper) -> str:
    cursor.execute("SELECT current_setting('junction.audit_cut', true)")
    (value,) = cursor.fetchone()
    return str(value)
