"""Clearances that a decision leaves behind. What follows from whole decisions is in test_decisions.py."""

import pytest

from core.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.factories.vetting import ClearanceFactory, DecisionFactory
from vetting.enums import CheckScope
from vetting.models import Clearance
from vetting.services.cases.grants import grant_clearances
from vetting.states import ClearanceState

pytestmark = pytest.mark.django_db


def test_a_shared_clearance_is_widened_and_never_lowered() -> None:
    decision = DecisionFactory(level="supervised")
    authority = decision.case.authority
    standing = ClearanceFactory(authority=authority, level="unsupervised", natures=["talk_assembly"], settings_allowed=["online_live"])

    (granted,) = grant_clearances(
        by=UserFactory(), case=decision.case, decision=decision, subjects=[(CheckScope.PERSON, standing.person.pk)]
    )

    assert (granted.pk, granted.level, granted.decision) == (standing.pk, "unsupervised", decision)
    assert (granted.natures, granted.settings_allowed) == (["talk_assembly", "teach_train_instruct"], ["online_live", "school_site"])


@pytest.mark.parametrize(("standing", "left"), [("unsupervised", "supervised"), ("supervised", "supervised")])
def test_who_is_to_work_beside_school_staff_alone_comes_down_to_that(standing: str, left: str) -> None:
    decision = DecisionFactory(level="listed_only")
    clearance = ClearanceFactory(authority=decision.case.authority, level=standing)
    subject = (CheckScope.PERSON, clearance.person.pk)

    (granted,) = grant_clearances(by=UserFactory(), case=decision.case, decision=decision, subjects=[subject], beside_staff=[subject])

    assert (granted.pk, granted.level) == (clearance.pk, left)


def test_an_offers_clearance_says_what_was_decided_last() -> None:
    decision = DecisionFactory(level="supervised")
    case = decision.case
    standing = ClearanceFactory(authority=case.authority, person=None, offer=case.offer, level="unsupervised", natures=["talk_assembly"])

    (granted,) = grant_clearances(by=UserFactory(), case=case, decision=decision, subjects=[(CheckScope.OFFER, case.offer_id)])

    assert (granted.pk, granted.level, granted.natures) == (standing.pk, "supervised", ["teach_train_instruct"])


def test_a_withdrawn_clearance_stays_withdrawn_beside_the_new_one() -> None:
    decision = DecisionFactory()
    gone = ClearanceFactory(authority=decision.case.authority, state=ClearanceState.WITHDRAWN)

    (granted,) = grant_clearances(by=UserFactory(), case=decision.case, decision=decision, subjects=[(CheckScope.PERSON, gone.person.pk)])

    assert dict(Clearance.objects.values_list("pk", "state")) == {gone.pk: "withdrawn", granted.pk: "cleared"}
    assert AuditEvent.objects.get(action="clearance.grant").details == {"decision": decision.pk}
