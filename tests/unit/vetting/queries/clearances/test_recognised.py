"""Checks that another authority made and this one recognises: they count here while the recognition holds, and fall with it."""

import datetime
from typing import Any

import pytest
import time_machine

from core import clock
from directory.models import Offer
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.partners import RecognitionFactory
from tests.factories.vetting import CheckFactory, OfficerFactory, VettingAuthorityFactory, clear, clearance_request, cleared_offer
from tests.support.clearance import answer
from tests.support.vetting import Desk, record_required
from vetting.enums import ClearanceLevel, DecisionOutcome, OfficerRole
from vetting.exceptions import FourEyesError
from vetting.models import AssuranceStatement, Case, Check, Clearance, Decision, Recognition
from vetting.queries.asked.readiness import readiness_of
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.clearances.recognised import recognised_checks
from vetting.services.assurance.recognitions import withdraw_recognition
from vetting.services.cases import handling as cases
from vetting.services.checks.recording import revoke_check
from vetting.services.clearances.suspensions import reinstate, suspend

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def two_offers(**offer_fields: Any) -> tuple[Offer, Recognition, Desk]:
    """What one authority cleared and another recognises, and a case about a second offer of the provider, with the same adult, there."""
    first = cleared_offer(version__pattern="occasional")
    recognition = RecognitionFactory(statement=AssuranceStatement.objects.get())
    version = first.approved_version
    assert version is not None
    second = OfferFactory(
        provider=first.provider, version__people=list(version.people.all()), version__pattern="occasional", **offer_fields
    )
    authority = recognition.authority
    officers = [OfficerFactory(authority=authority).user for _number in range(2)]
    member = ProviderMemberFactory(provider=first.provider).user
    case = cases.submit_offer(by=member, version=second.versions.get(), authority=authority)
    cases.claim_case(by=officers[0], case=case)
    return first, recognition, Desk(Case.objects.get(pk=case.pk), officers[0], officers[1], member)


def states(desk: Desk) -> dict[str, str]:
    return {one.code: one.state for one in requirements_for(desk.case.version, desk.authority) if one.is_required}


def cleared_here(desk: Desk) -> Offer:
    """Recorded what is left, and decided."""
    record_required(desk)
    cases.recommend(by=desk.first, case=desk.case, outcome=DecisionOutcome.CLEARED)
    cases.decide(by=desk.second, case=desk.case, outcome=DecisionOutcome.CLEARED)
    desk.offer.refresh_from_db()
    return desk.offer


def test_what_is_recognised_need_not_be_made_again_and_what_is_of_the_new_offer_has_to() -> None:
    _first, _recognition, desk = two_offers()

    found = states(desk)

    assert {code for code, state in found.items() if state == "verified"} >= {"ID_VERIFIED", "CODE_OF_CONDUCT", "PLI"}
    assert (found["RISK_DECL"], found["CURRICULUM_REVIEW"]) == ("missing", "missing")


def test_it_counts_for_no_other_authority_no_other_provider_and_nothing_out_of_scope() -> None:
    _first, recognition, desk = two_offers()
    elsewhere = VettingAuthorityFactory()
    person = desk.case.version.people.get()
    other = OfferFactory(version__people=[person])
    about = {one.code: one.state for one in requirements_for(desk.case.version, elsewhere)}
    of_other = {one.code: one.state for one in requirements_for(other.versions.get(), recognition.authority)}
    Recognition.objects.filter(pk=recognition.pk).update(natures=["talk_assembly"])

    assert about["ID_VERIFIED"] == "missing"
    assert of_other["ID_VERIFIED"] == "missing"
    assert states(desk)["ID_VERIFIED"] == "missing"


def test_a_decision_rests_on_it_keeps_that_and_the_offer_is_listed_no_longer_than_it_holds() -> None:
    _first, recognition, desk = two_offers()

    offer = cleared_here(desk)

    assert (offer.assured_by, offer.assured_until) == (recognition.authority.name, recognition.expires_on)
    kept = {one["type"] for one in Decision.objects.get(case=desk.case).inputs["recognised"]}
    assert kept >= {"ID_VERIFIED", "PLI"}
    assert not Check.objects.filter(authority=recognition.authority, check_type="ID_VERIFIED").exists()


@pytest.mark.parametrize("happening", ["suspended there", "check revoked there", "withdrawn here"])
def test_it_falls_with_the_original(happening: str) -> None:
    first, recognition, desk = two_offers()
    offer = cleared_here(desk)
    before = offer.is_shown
    there = OfficerFactory(authority=recognition.statement.authority, role=OfficerRole.LEAD).user

    if happening == "suspended there":
        suspend(by=there, clearance=Clearance.objects.get(offer=first), ground="incident_under_review")
    elif happening == "check revoked there":
        revoke_check(by=there, check=Check.objects.get(check_type="RISK_DECL", offer=first))
    else:
        withdraw_recognition(by=desk.first, recognition=recognition)

    offer.refresh_from_db()
    assert (before, offer.is_shown, offer.assured_until) == (True, False, None)
    assert readiness_of(desk.case.version, desk.authority, ClearanceLevel.LISTED_ONLY).missing != ()


def test_it_comes_back_with_the_original() -> None:
    first, recognition, desk = two_offers()
    offer = cleared_here(desk)
    clearance = Clearance.objects.get(offer=first)
    there = OfficerFactory(authority=recognition.statement.authority, role=OfficerRole.LEAD).user
    suspend(by=there, clearance=clearance, ground="incident_under_review")
    clearance.refresh_from_db()

    second = OfficerFactory(authority=recognition.statement.authority, role=OfficerRole.LEAD).user
    reinstate(by=second, clearance=clearance)

    offer.refresh_from_db()
    assert offer.assured_until == recognition.expires_on


def test_it_counts_through_the_last_day_of_the_recognition_and_not_after() -> None:
    _first, recognition, desk = two_offers()
    offer = cleared_here(desk)

    on_last, after = (answer(clearance_request(offer, date=date)) for date in (recognition.expires_on, recognition.expires_on + DAY))

    assert (on_last.verdict, after.may_hold) == ("cleared", False)
    with time_machine.travel(clock.now() + (recognition.expires_on - clock.today() + DAY), tick=False):
        assert recognised_checks([offer.provider_id]) == {}


def test_only_outcome_and_days_travel() -> None:
    first, recognition, _desk = two_offers()
    Check.objects.filter(authority=recognition.statement.authority).update(certificate_last4="7F3K", details={"x": 1}, issuing_body="DBS")

    found = recognised_checks([first.provider_id])[(recognition.authority.pk, first.provider_id)]

    assert {(one.check.certificate_last4, one.check.issuing_body, str(one.check.details)) for one in found} == {("", "", "{}")}
    assert {one.first_authority for one in found} == {recognition.statement.authority.name}
    assert {one.check.conditions_code for one in found} == {"staff_present"}
    assert max(one.check.expires_on for one in found if one.check.expires_on) == recognition.expires_on


def test_recognised_for_being_listed_only_it_counts_for_nothing() -> None:
    first, recognition, _desk = two_offers()
    Recognition.objects.filter(pk=recognition.pk).update(level=ClearanceLevel.LISTED_ONLY)

    assert recognised_checks([first.provider_id]) == {}


def test_a_check_that_was_made_after_the_statement_and_is_not_in_it_does_not_count() -> None:
    first, recognition, _desk = two_offers()
    newer = CheckFactory(
        verified=True, authority=recognition.statement.authority, person=None, provider=first.provider, check_type="LOTC_QB"
    )

    found = recognised_checks([first.provider_id])[(recognition.authority.pk, first.provider_id)]

    assert newer.pk not in {one.check.pk for one in found}


def test_nobody_decides_on_a_check_that_they_made_for_the_other_authority() -> None:
    _first, _recognition, desk = two_offers()
    record_required(desk)
    cases.recommend(by=desk.first, case=desk.case, outcome=DecisionOutcome.CLEARED)
    there = Check.objects.get(check_type="PLI")
    Check.objects.filter(pk=there.pk).update(performed_by=desk.second)

    with pytest.raises(FourEyesError, match="for another authority"):
        cases.decide(by=desk.second, case=desk.case, outcome=DecisionOutcome.CLEARED)


def test_where_nobody_recognises_anything_it_costs_one_query(django_assert_num_queries: Any) -> None:
    offer = cleared_offer()

    with django_assert_num_queries(1):
        assert recognised_checks([offer.provider_id]) == {}


def test_each_authority_keeps_to_its_own_where_both_cleared() -> None:
    authority = VettingAuthorityFactory()
    offer = cleared_offer()
    clear(offer, authority=authority)

    assert recognised_checks([offer.provider_id]) == {}
