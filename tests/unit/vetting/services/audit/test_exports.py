import pytest

from core.models import AuditEvent
from tests.factories.vetting import OfficerFactory
from vetting.exceptions import NotAllowedError
from vetting.services.audit.exports import record_log_taken

pytestmark = pytest.mark.django_db


def test_what_is_taken_leaves_a_line() -> None:
    auditor = OfficerFactory(role="auditor")

    record_log_taken(by=auditor.user, authority=auditor.authority, kind="csv", rows=3, what="audit-log")

    event = AuditEvent.objects.get(action="export.audit")
    assert (event.actor_id, event.acting_for, event.reason_code) == (auditor.user_id, auditor.authority.name, "audit-log")
    assert event.details == {"kind": "csv", "rows": 3}


def test_others_take_nothing() -> None:
    officer = OfficerFactory()

    with pytest.raises(NotAllowedError, match="Only a lead, an administrator or an auditor"):
        record_log_taken(by=officer.user, authority=officer.authority, kind="csv", rows=3, what="audit-log")
