import pytest

from core.models import AuditEvent
from schools.enums import SchoolRole
from tests.factories.schools import SchoolFactory, SchoolMemberFactory
from tests.factories.vetting import AssuranceStatementFactory
from vetting.exceptions import NotAllowedError
from vetting.services.assurance.downloads import record_letter_read, record_visitors_taken

pytestmark = pytest.mark.django_db


def test_who_took_the_record_of_visitors_is_kept_with_how_much() -> None:
    member = SchoolMemberFactory(roles=[SchoolRole.SAFEGUARDING_LEAD])

    record_visitors_taken(by=member.user, school=member.school, kind="csv", rows=3)

    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.actor_id, event.details) == ("export.scr", member.user.pk, {"kind": "csv", "rows": 3})


def test_opening_a_letter_and_taking_it_are_told_apart() -> None:
    member, statement = SchoolMemberFactory(roles=[SchoolRole.APPROVER]), AssuranceStatementFactory()

    for taken in (False, True):
        record_letter_read(by=member.user, school=member.school, statement=statement, taken=taken)

    events = AuditEvent.objects.filter(object_id=str(statement.pk), object_type="vetting.assurancestatement").order_by("pk")
    assert [event.action for event in events] == ["letter.read", "letter.take"]


def test_coordinators_and_strangers_take_nothing() -> None:
    coordinator = SchoolMemberFactory(roles=[SchoolRole.COORDINATOR])

    with pytest.raises(NotAllowedError):
        record_visitors_taken(by=coordinator.user, school=coordinator.school, kind="csv", rows=0)
    with pytest.raises(NotAllowedError):
        record_visitors_taken(by=coordinator.user, school=SchoolFactory(), kind="csv", rows=0)
