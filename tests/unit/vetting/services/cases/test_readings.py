import pytest

from core.models import AuditEvent
from tests.factories.vetting import CaseFactory, OfficerFactory
from vetting.enums import OfficerRole
from vetting.services.cases.readings import record_reading

pytestmark = pytest.mark.django_db


def test_looking_at_evidence_is_kept() -> None:
    case = CaseFactory()
    auditor = OfficerFactory(authority=case.authority, role=OfficerRole.AUDITOR).user

    assert record_reading(by=auditor, case=case) is True

    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.acting_for) == ("evidence.read", auditor.pk, case.authority.name)


def test_another_authoritys_officer_is_turned_away_and_that_is_kept_too() -> None:
    case, stranger = CaseFactory(), OfficerFactory().user

    assert record_reading(by=stranger, case=case) is False

    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.acting_for) == ("evidence.refused", stranger.pk, "")
