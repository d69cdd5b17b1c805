import pytest

from core.models import AuditEvent
from tests.factories.vetting import OfficerFactory
from tests.support.reports import YEAR
from vetting.exceptions import NotAllowedError
from vetting.services.reports import record_report

pytestmark = pytest.mark.django_db


def test_who_looked_at_what_and_who_took_it_for_whom() -> None:
    lead = OfficerFactory(role="lead")

    record_report(by=lead.user, authority=lead.authority, report="workload", span=YEAR)
    record_report(by=lead.user, authority=lead.authority, report="lapses", span=YEAR, taken_as="csv", outside=True)

    days = {"since": "2026-01-01", "until": "2026-12-31"}
    assert list(AuditEvent.objects.order_by("pk").values_list("action", "actor_id", "acting_for", "details")) == [
        ("report.read", lead.user.pk, lead.authority.name, {"report": "workload", **days}),
        ("export.report", lead.user.pk, lead.authority.name, {"report": "lapses", **days, "kind": "csv", "for": "others"}),
    ]


def test_who_may_not_read_it_leaves_no_trace_of_having() -> None:
    officer = OfficerFactory()

    with pytest.raises(NotAllowedError):
        record_report(by=officer.user, authority=officer.authority, report="workload", span=YEAR)

    assert not AuditEvent.objects.exists()
