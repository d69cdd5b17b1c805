import pytest

from core import clock
from core.models import RetentionCount
from tests.factories.leads import AdversePanelFactory
from tests.factories.vetting import CaseNoteFactory, DecisionFactory, LegalHoldFactory
from tests.support.retention import applied, due, later
from vetting.models import AdversePanel, Case, CaseNote, Decision

pytestmark = pytest.mark.django_db
RULES = ("vetting.open_matters", "vetting.applications", "vetting.cases")


def test_what_was_typed_goes_first_then_who_was_there_at_last_the_row() -> None:
    case = DecisionFactory(outcome="declined", case__claimed=False, case__question="Which tools?", case__answer="Blunt ones.").case
    CaseNoteFactory(case=case)

    with later(months=6, days=1):
        assert applied(*RULES) == {"vetting.open_matters": 1}
    case.refresh_from_db()
    assert (case.question, case.answer, CaseNote.objects.count(), case.submitted_by is not None) == ("", "", 0, True)

    with later(months=12, days=1):
        assert applied(*RULES) == {"vetting.applications": 1}
    case.refresh_from_db()
    assert (case.submitted_by, case.claimed_by, case.recommended_by, case.decision.outcome) == (None, None, None, "declined")

    with later(years=7, days=1):
        assert applied(*RULES) == {"vetting.cases": 1}
        assert due().keys() & set(RULES) == set()
    assert (Case.objects.count(), Decision.objects.count()) == (0, 0)
    assert dict(RetentionCount.objects.values_list("rule", "kind")) == {
        "vetting.applications": "new_offer decided",
        "vetting.cases": "new_offer declined",
    }


def test_a_case_that_was_cleared_keeps_who_was_there() -> None:
    case = DecisionFactory().case

    with later(months=12, days=1):
        assert applied(*RULES) == {}

    case.refresh_from_db()
    assert (case.submitted_by is not None, case.closed_at <= clock.now()) == (True, True)


def test_of_a_panel_outcome_and_conditions_stay_for_as_long_as_the_decision_and_nothing_of_one_that_never_sat() -> None:
    case = DecisionFactory(outcome="declined").case
    held = AdversePanelFactory(case=case, held=True, outcome="with_conditions", conditions=["not_overnight"])
    AdversePanelFactory(case=case)
    kept = AdversePanelFactory(case=DecisionFactory(outcome="declined").case, held=True)
    LegalHoldFactory(person=kept.person)
    rules = ("vetting.panels", "vetting.panel_outcomes", "vetting.cases")

    with later(months=5, days=25):
        assert applied(*rules) == {}
    with later(months=6, days=1):
        assert due()["vetting.panels"] == 2
        assert applied(*rules) == {"vetting.panels": 2}
        assert "vetting.panels" not in due()
    held.refresh_from_db()
    assert (held.state, held.outcome, held.conditions) == ("held", "with_conditions", ["not_overnight"])
    assert (held.required_by, held.required_on, held.held_on, held.members) == (None, None, None, None)
    with later(years=7, days=1):
        assert applied(*rules) == {"vetting.panel_outcomes": 1, "vetting.cases": 1}
    assert list(AdversePanel.objects.values_list("pk", "members")) == [(kept.pk, 3)]
