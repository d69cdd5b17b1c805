from typing import Any

import pytest

from core.models import AuditEvent
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import OfficerFactory, cleared_offer, leader_of
from tests.support.signals import hearing
from tests.support.vetting import decided
from vetting.exceptions import CaseError, CheckRefusedError, FourEyesError, NotAllowedError
from vetting.models import Clearance, RegulatedActivityAssessment
from vetting.queries.asked.readiness import readiness_of
from vetting.services.cases.assessments import keep_assessments, rule_on_activity
from vetting.signals import clearance_changed

pytestmark = pytest.mark.django_db


def test_an_officer_rules_with_a_reason_and_what_rests_on_it_is_told() -> None:
    offer = cleared_offer()
    authority = Clearance.objects.get(offer=offer).authority
    officer = OfficerFactory(authority=authority).user

    with hearing(clearance_changed) as heard:
        ruling = rule_on_activity(
            by=officer, authority=authority, person=leader_of(offer), offer=offer, is_regulated=True, reason="Weekly, the same class."
        )

    assert (ruling.decided_by, ruling.is_regulated, ruling.maximum_level) == (officer, True, "enhanced_cbl")
    assert (ruling.inputs, ruling.superseded_by) == ({"reason": "Weekly, the same class.", "authority": authority.pk}, None)
    assert leader_of(offer).pk in {one["person_id"] for one in heard}
    assert AuditEvent.objects.get(action="assessment.rule").details == {"is_regulated": True}


def test_a_later_ruling_supersedes_the_earlier() -> None:
    offer = cleared_offer()
    authority = Clearance.objects.get(offer=offer).authority
    officer = OfficerFactory(authority=authority).user
    about: dict[str, Any] = {"by": officer, "authority": authority, "person": leader_of(offer), "offer": offer}

    first = rule_on_activity(**about, is_regulated=True, reason="Weekly.")
    second = rule_on_activity(**about, is_regulated=False, reason="Fortnightly after all.")

    first.refresh_from_db()
    assert (first.superseded_by, second.maximum_level) == (second, "enhanced")


def test_who_may_not_rule() -> None:
    offer = cleared_offer()
    authority = Clearance.objects.get(offer=offer).authority
    officer = OfficerFactory(authority=authority).user
    about: dict[str, Any] = {"authority": authority, "person": leader_of(offer), "offer": offer, "is_regulated": True}

    with pytest.raises(NotAllowedError):
        rule_on_activity(by=OfficerFactory().user, reason="Weekly.", **about)
    with pytest.raises(CaseError):
        rule_on_activity(by=officer, reason=" ", **about)
    with pytest.raises(CheckRefusedError):
        rule_on_activity(by=officer, reason="x" * 201, **about)
    ProviderMemberFactory(provider=offer.provider, user=officer)
    with pytest.raises(FourEyesError):
        rule_on_activity(by=officer, reason="Weekly.", **about)


def test_the_tables_answer_is_kept_for_every_adult_and_supersedes_the_last() -> None:
    desk = decided()
    readiness = readiness_of(desk.case.version, desk.authority, "supervised")

    (kept,) = keep_assessments(case=desk.case, readiness=readiness)

    before = RegulatedActivityAssessment.objects.exclude(pk=kept.pk).get()
    assert (before.superseded_by, kept.decided_by, kept.rule) == (kept, None, "R3")


def test_an_offer_without_adults_has_nothing_to_keep() -> None:
    desk = decided()
    desk.case.version.people.clear()

    assert keep_assessments(case=desk.case, readiness=readiness_of(desk.case.version, desk.authority, "supervised")) == []
