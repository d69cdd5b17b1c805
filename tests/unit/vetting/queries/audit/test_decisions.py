import datetime

import pytest

from core import clock
from tests.factories.vetting import CheckFactory, ClearanceFactory, DecisionFactory
from vetting.models import Decision
from vetting.queries.audit.decisions import clearances_from, decisions_of, inputs_of
from vetting.queries.audit.log import Asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision() -> Decision:
    check = CheckFactory(verified=True, performed_by__first_name="Olu", performed_by__last_name="Officer")
    made: Decision = DecisionFactory(
        case__offer__provider__name="Plot to Plate",
        inputs={
            "checks": [
                {"id": check.pk, "type": "ID_VERIFIED", "expires_on": "2027-10-01"},
                {"id": 999_999, "type": "PLI", "expires_on": "2027-01-01"},
            ],
            "rules": [{"person": 1, "rule": "R5", "pattern": "one_off"}],
            "waivers": [7],
        },
    )
    return made


def test_inputs_are_opened_up(decision: Decision) -> None:
    inputs = inputs_of(decision)
    seen, gone = inputs.checks

    assert (seen.name, seen.outcome, seen.state, seen.made_by, seen.until) == (
        "Identity seen", "Pass", "Verified", "Olu Officer", "2027-10-01",
    )  # fmt: skip
    assert (gone.name, gone.outcome, gone.state, gone.until) == ("Public liability insurance", "", "No longer kept", "2027-01-01")
    assert [(rule.code, rule.text[:24]) for rule in inputs.rules] == [("R5", "Teaching once or now and")]
    assert inputs.others == (("waivers", "7"),)


def test_decisions_are_narrowed(decision: Decision) -> None:
    authority, today = decision.case.authority, clock.today()
    DecisionFactory()

    assert list(decisions_of(authority)) == [decision]
    assert list(decisions_of(authority, Asked(provider="plot", who=decision.decided_by.last_name, first=today, last=today))) == [decision]
    day = datetime.timedelta(days=1)
    for asked in (Asked(provider="bread"), Asked(who="nobody"), Asked(last=today - day), Asked(first=today + day)):
        assert list(decisions_of(authority, asked)) == []


def test_what_followed_is_shown(decision: Decision) -> None:
    clearance = ClearanceFactory(decision=decision, authority=decision.case.authority)

    assert list(clearances_from(decision)) == [clearance]
