"""The rights that ops/database-roles.sql gives: the site's own user works with them, and changes nothing that has happened."""

import pytest
from django.db import ProgrammingError, connection, transaction

from config.paths import ROOT
from core.models import AuditEvent
from core.services.sealing import seal_audit
from core.services.verifying import verify_audit
from tests.factories.bookings import SPRING, make_scene
from tests.factories.core import AuditEventFactory
from tests.factories.vetting import AssuranceStatementFactory, LegalHoldFactory
from tests.support.vetting import decided
from vetting.states import CaseState

pytestmark = pytest.mark.django_db

KEPT = {
    "core_auditevent": ("UPDATE", "DELETE"),
    "core_auditseal": ("INSERT", "UPDATE", "DELETE"),
    "core_auditcheckpoint": ("INSERT", "UPDATE", "DELETE"),
    "core_auditverification": ("INSERT", "UPDATE", "DELETE"),
    "core_retentionrun": ("INSERT", "UPDATE", "DELETE"),
    "vetting_decision": ("UPDATE", "DELETE"),
    "vetting_assurancestatement": ("UPDATE", "DELETE"),
    "vetting_policy": ("UPDATE", "DELETE"),
    "vetting_legalhold": ("DELETE",),
    "vetting_case": ("DELETE",),
}
STATEMENTS = {"INSERT": "INSERT INTO {} DEFAULT VALUES", "UPDATE": "UPDATE {} SET id = id", "DELETE": "DELETE FROM {}"}


@pytest.fixture
def as_the_site() -> None:
    """From here on as junction_web."""
    AuditEventFactory()
    seal_audit()
    verify_audit()
    AssuranceStatementFactory()
    LegalHoldFactory()
    with connection.cursor() as cursor:
        cursor.execute((ROOT / "ops" / "database-roles.sql").read_text())
        cursor.execute("SET LOCAL ROLE junction_web")


@pytest.mark.usefixtures("as_the_site")
@pytest.mark.parametrize(("table", "verb"), [(table, verb) for table, verbs in KEPT.items() for verb in verbs])
def test_the_site_may_not(table: str, verb: str) -> None:
    with pytest.raises(ProgrammingError, match=f"permission denied for table {table}"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATEMENTS[verb].format(table))


@pytest.mark.usefixtures("as_the_site")
def test_the_site_may_not_cut_the_log() -> None:
    with pytest.raises(ProgrammingError, match="permission denied for function core_audit_cut"), transaction.atomic():
        connection.cursor().execute("SELECT core_audit_cut(999999)")


@pytest.mark.usefixtures("as_the_site")
def test_the_site_vets_books_and_adds_to_the_log() -> None:
    before = AuditEvent.objects.count()

    desk = decided()
    booking = make_scene().confirmed(SPRING[0])

    assert (desk.case.state, booking.state) == (CaseState.DECIDED, "confirmed")
    assert AuditEvent.objects.count() > before


def test_it_is_safe_to_repeat() -> None:
    with connection.cursor() as cursor:
        for _time in range(2):
            cursor.execute((ROOT / "ops" / "database-roles.sql").read_text())
        cursor.execute("SELECT has_table_privilege('junction_web', 'core_auditevent', 'INSERT')")
        assert cursor.fetchone() == (True,)
