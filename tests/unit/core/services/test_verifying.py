import pytest
from django.db import connection

from core.models import AuditVerification
from core.queries.health import health_report
from core.services import verifying
from core.services.sealing import seal_audit
from core.services.verifying import verify_audit
from tests.factories.core import AuditEventFactory

pytestmark = pytest.mark.django_db


def forge(event: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER core_audit_append_only")
        cursor.execute("UPDATE core_auditevent SET action = 'door.shut' WHERE id = %s", [event])
        cursor.execute("ALTER TABLE core_auditevent ENABLE TRIGGER core_audit_append_only")


def test_what_came_out_is_kept() -> None:
    AuditEventFactory.create_batch(2)
    seal_audit()
    AuditEventFactory()

    found = verify_audit()

    assert (found.sealed, found.waiting, found.removed, found.broken_at, len(found.head)) == (2, 1, 0, None, 64)
    assert health_report().chain == found


def test_a_break_is_kept_logged_and_on_the_health_page(caplog: pytest.LogCaptureFixture) -> None:
    event = AuditEventFactory()
    seal_audit()
    forge(event.pk)

    found = verify_audit()

    assert (found.broken_at, found.why) == (event.pk, "it was changed after it was sealed")
    assert f"The audit chain breaks at event {event.pk}" in caplog.text
    problem = f"The audit log is not as it was written, from event {event.pk} on. Keep a copy of the database before anything else."
    assert problem in health_report().problems


def test_old_results_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "KEPT", 2)

    kept = [verify_audit() for _run in range(3)][1:]

    assert set(AuditVerification.objects.all()) == set(kept)
