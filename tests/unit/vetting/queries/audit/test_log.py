import datetime

import pytest

from core import clock
from core.models import AuditEvent
from core.services import audit
from tests.factories.accounts import UserFactory
from tests.factories.core import AuditEventFactory
from tests.factories.vetting import CaseFactory, CheckFactory, VettingAuthorityFactory
from vetting.models import Case, VettingAuthority
from vetting.queries.audit.log import GROUPS, Asked, events_of, lines_of, narrowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    made: Case = CaseFactory(offer__provider__name="Plot to Plate")
    return made


def happened(action: str, obj: object, **fields: object) -> AuditEvent:
    return audit.record(action, obj, by=None, **fields)  # type: ignore[arg-type]  # passed on as they are


def found(authority: VettingAuthority, **asked: object) -> list[str]:
    return [event.action for event in narrowed(events_of(authority), Asked(**asked))]  # type: ignore[arg-type]  # passed on as they are


def test_the_log_of_an_authority_is_what_its_officers_did_and_what_was_done_with_its_rows(case: Case) -> None:
    check = CheckFactory(authority=case.authority)
    happened("case.claim", case)
    happened("evidence.refused", case)
    happened("check.verify", check)
    happened("policy.begin", case.authority, acting_for=case.authority.name)
    happened("case.claim", CaseFactory())
    happened("policy.begin", VettingAuthorityFactory(), acting_for="Elsewhere")

    assert sorted(found(case.authority)) == ["case.claim", "check.verify", "evidence.refused", "policy.begin"]


def test_it_is_narrowed_by_kind_person_provider_and_days(case: Case) -> None:
    officer = UserFactory(first_name="Olu", last_name="Officer")
    audit.record("evidence.read", case, by=officer, acting_for=case.authority.name)
    happened("case.claim", case)
    happened("policy.begin", case.authority, acting_for=case.authority.name)
    today = clock.today()
    AuditEventFactory(action="case.old", acting_for=case.authority.name, at=clock.now() - datetime.timedelta(days=3))

    assert found(case.authority, group="looked_at") == ["evidence.read"]
    assert found(case.authority, who="olu") == ["evidence.read"]
    assert sorted(found(case.authority, provider="plot")) == ["case.claim", "evidence.read"]
    assert found(case.authority, last=today - datetime.timedelta(days=1)) == ["case.old"]
    assert "case.old" not in found(case.authority, first=today, last=today)
    assert found(case.authority, who="nobody of that name") == []


def test_lines_name_who_acted_and_numbers_of_what_it_was_about(case: Case) -> None:
    officer = UserFactory(first_name="Olu", last_name="Officer")
    audit.record("case.decide", case, by=officer, acting_for=case.authority.name, reason="cleared", details={"decision": 4})
    gone = AuditEventFactory(
        acting_for=case.authority.name, actor_id=999_999, action="hold.set", object_type="vetting.legalhold", object_id="3"
    )

    line, left = sorted(lines_of(events_of(case.authority), case.authority), key=lambda one: one.number == gone.pk)

    assert (line.who, line.what, line.about, line.why, line.details, line.case) == (
        "Olu Officer", "case: decide", case.reference, "cleared", "decision: 4", case.pk,
    )  # fmt: skip
    assert (left.who, left.about, left.case) == ("Somebody who has left (999999)", "legal hold 3", None)


def test_every_group_has_a_name_and_actions() -> None:
    assert all(str(label) and actions for label, actions in GROUPS.values())
