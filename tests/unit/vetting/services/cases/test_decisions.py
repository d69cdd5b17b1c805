"""The decision: by a second officer, with everything that follows from it in one transaction."""

import datetime

import pytest
import time_machine
from django.db import transaction
from django.db.utils import IntegrityError

from accounts.models import User
from core.models import AuditEvent, OutboxMessage
from directory.models import Offer
from directory.services import offers
from directory.states import OfferState, VersionState
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory, VenueAccessFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import (
    CheckFactory,
    ClearanceFactory,
    DecisionFactory,
    OfficerFactory,
    RegulatedActivityAssessmentFactory,
    cleared_offer,
)
from tests.support.vetting import Desk, claimed, decided, recommended, record_required
from vetting.enums import DecisionOutcome, OfficerRole
from vetting.exceptions import CaseError, FourEyesError, NotAllowedError, NotYetClearedError
from vetting.models import AssuranceStatement, Clearance, Decision, RegulatedActivityAssessment
from vetting.services.cases import handling as cases
from vetting.services.checks.recording import revoke_check
from vetting.states import CaseState, CheckState

pytestmark = pytest.mark.django_db


def decide(desk: Desk, by: User | None = None, **changes: object) -> Decision:
    return cases.decide(by=by or desk.second, case=desk.case, **({"outcome": DecisionOutcome.CLEARED} | changes))  # type: ignore[arg-type]  # any may be changed


def test_clearing_lists_the_offer_at_once_and_before_that_it_was_nowhere() -> None:
    desk = recommended()
    assert list(Offer.objects.shown()) == []

    decide(desk)

    desk.case.refresh_from_db()
    offer = Offer.objects.shown().get()
    assert (offer.pk, offer.state, offer.assured_by) == (desk.offer.pk, OfferState.LISTED, desk.authority.name)
    assert (desk.case.state, desk.case.closed_at is not None) == (CaseState.DECIDED, True)


@time_machine.travel("2026-11-04T12:00:00Z", tick=False)
def test_the_offer_is_assured_until_its_first_check_runs_out() -> None:
    desk = recommended()

    decide(desk)

    desk.offer.refresh_from_db()
    assert desk.offer.assured_until == datetime.date(2027, 11, 4)
    assert AssuranceStatement.objects.get().holds_until == datetime.date(2027, 11, 4)


def test_everybody_and_everything_in_the_offer_is_cleared() -> None:
    venue = VenueAccessFactory().venue
    desk = recommended(provider=venue.provider, version__venue=venue, version__setting="host_site")

    decision = decide(desk)

    found = Clearance.objects.all()
    assert {(one.person_id, one.provider_id, one.venue_id, one.offer_id) for one in found} == {
        (desk.case.version.people.get().pk, None, None, None),
        (None, venue.provider_id, None, None),
        (None, None, venue.pk, None),
        (None, None, None, desk.offer.pk),
    }
    assert {(one.level, tuple(one.natures), tuple(one.settings_allowed), one.decision_id) for one in found} == {
        ("supervised", ("teach_train_instruct",), ("host_site",), decision.pk)
    }


def test_the_decision_keeps_its_inputs() -> None:
    desk = recommended()

    decision = decide(desk)

    assert (decision.recommended_by, decision.decided_by, decision.submitted_by) == (desk.first, desk.second, desk.member)
    assert decision.inputs["rules"] == [{"person": desk.case.version.people.get().pk, "rule": "R3", "pattern": "period_condition"}]
    assert [one["type"] for one in decision.inputs["checks"]] == [
        "ID_VERIFIED",
        "DBS_ENH_CBL",
        "SG_TRAINING",
        "CODE_OF_CONDUCT",
        "ORG_IDENTITY",
        "SG_POLICY",
        "STAFF_ASSURANCE",
        "PLI",
        "RISK_DECL",
        "CURRICULUM_REVIEW",
    ]
    kept = RegulatedActivityAssessment.objects.get()
    assert (kept.rule, kept.is_regulated, kept.decided_by, kept.inputs["pattern"]) == ("R3", True, None, "period_condition")


def test_the_provider_is_told_and_the_audit_log_knows() -> None:
    desk = recommended()

    decide(desk)

    assert OutboxMessage.objects.filter(kind="vetting.case_cleared", recipient=desk.offer.provider.contact_email).count() == 1
    event = AuditEvent.objects.get(action="case.decide")
    assert (event.actor_id, event.reason_code, event.object_id) == (desk.second.pk, "cleared", str(desk.case.pk))


def test_declining_makes_it_a_draft_again_with_a_message() -> None:
    desk = recommended(outcome=DecisionOutcome.DECLINED)

    decision = decide(desk, outcome=DecisionOutcome.DECLINED, message="Say which tools pupils use, and hand it in again.")

    desk.offer.refresh_from_db()
    assert (desk.offer.state, desk.offer.versions.get().state) == (OfferState.DRAFT, VersionState.DRAFT)
    assert (decision.message, decision.level) == ("Say which tools pupils use, and hand it in again.", "")
    assert (Clearance.objects.count(), OutboxMessage.objects.filter(kind="vetting.case_declined").count()) == (0, 1)


def test_declining_without_a_message_is_refused() -> None:
    desk = recommended(outcome=DecisionOutcome.DECLINED)

    with pytest.raises(CaseError) as caught:
        decide(desk, outcome=DecisionOutcome.DECLINED, message=" ")

    assert caught.value.field == "message"
    assert Decision.objects.count() == 0


def test_a_decision_other_than_what_was_recommended_is_refused() -> None:
    with pytest.raises(CaseError):
        decide(recommended(), outcome=DecisionOutcome.DECLINED, message="No.")


def test_a_case_that_nobody_recommended_can_not_be_decided() -> None:
    desk = claimed()
    record_required(desk)

    with pytest.raises(CaseError) as caught:
        decide(desk)

    assert caught.value.message == "Nobody has recommended anything on this case, so there is nothing to decide yet."


def test_clearing_without_everything_in_place_names_what_is_missing() -> None:
    desk = recommended()
    for check in desk.offer.provider.checks.filter(check_type="PLI"):
        revoke_check(by=desk.first, check=check)

    with pytest.raises(NotYetClearedError) as caught:
        decide(desk)

    assert caught.value.message == "Not in place for this level: Public liability insurance."
    assert list(Offer.objects.shown()) == []


def test_a_lower_level_needs_less_and_promises_less() -> None:
    desk = recommended()
    for check in desk.offer.provider.checks.filter(check_type="PLI"):
        revoke_check(by=desk.first, check=check)

    decision = decide(desk, level="listed_only")

    assert (decision.level, Offer.objects.shown().count()) == ("listed_only", 1)


# Four eyes: acceptance case 3 of the rules, for the decision.


def test_who_recommended_can_not_decide() -> None:
    desk = recommended()

    with pytest.raises(FourEyesError):
        decide(desk, by=desk.first)


def test_a_superuser_is_not_exempt() -> None:
    desk = recommended()
    desk.first.is_superuser = True
    desk.first.save()

    with pytest.raises(FourEyesError):
        decide(desk, by=desk.first)
    with pytest.raises(NotAllowedError):
        decide(desk, by=UserFactory(is_superuser=True))


def test_who_submitted_can_not_decide() -> None:
    desk = recommended()
    OfficerFactory(user=desk.member, authority=desk.authority)

    with pytest.raises(FourEyesError):
        decide(desk, by=desk.member)


def test_who_made_a_check_can_not_decide() -> None:
    desk = recommended()
    third = OfficerFactory(authority=desk.authority).user
    CheckFactory(authority=desk.authority, person=None, offer=desk.offer, check_type="RISK_DECL", performed_by=third, verified=True)

    with pytest.raises(FourEyesError):
        decide(desk, by=third)


def test_who_acts_for_the_provider_can_not_decide() -> None:
    desk = recommended()
    ProviderMemberFactory(provider=desk.offer.provider, user=desk.second)

    with pytest.raises(FourEyesError):
        decide(desk)


def test_acceptance_case_3_nor_by_saving_a_decision_directly() -> None:
    desk = recommended()
    checker = CheckFactory(authority=desk.authority, person=None, offer=desk.offer, check_type="RISK_DECL", verified=True).performed_by
    member = ProviderMemberFactory(provider=desk.offer.provider).user
    on_the_person = CheckFactory(
        authority=desk.authority, person=desk.case.version.people.get(), check_type="FIRST_AID", verified=True
    ).performed_by

    for user in (checker, on_the_person, member):
        with pytest.raises(IntegrityError, match="vetting_decision_four_eyes"), transaction.atomic():
            DecisionFactory(case=desk.case, decided_by=user)
    for field, name in (("recommended_by", "recommender"), ("submitted_by", "submitter")):
        with pytest.raises(IntegrityError, match=f"vetting_decision_not_by_{name}"), transaction.atomic():
            DecisionFactory(case=desk.case, decided_by=desk.second, **{field: desk.second})


def test_an_officer_of_another_authority_or_an_auditor_can_not_decide() -> None:
    desk = recommended()

    for user in (OfficerFactory().user, OfficerFactory(authority=desk.authority, role=OfficerRole.AUDITOR).user):
        with pytest.raises(NotAllowedError):
            decide(desk, by=user)


def test_the_database_refuses_a_decision_by_its_recommender_or_submitter() -> None:
    user = UserFactory()

    with pytest.raises(IntegrityError, match="vetting_decision_not_by_recommender"), transaction.atomic():
        DecisionFactory(decided_by=user, recommended_by=user)
    with pytest.raises(IntegrityError, match="vetting_decision_not_by_submitter"), transaction.atomic():
        DecisionFactory(decided_by=user, submitted_by=user)


def test_the_database_refuses_to_edit_what_was_said() -> None:
    decided()

    for said in (Decision.objects.get(), AssuranceStatement.objects.get()):
        with pytest.raises(IntegrityError, match="is never edited"), transaction.atomic():
            said.save()


def test_a_changed_text_stands_beside_the_approved_one_until_it_is_cleared() -> None:
    desk = decided()
    draft = offers.edit_version(by=desk.member, version=desk.offer.versions.get(), title="Grow your supper")
    case = cases.submit_offer(by=desk.member, version=draft)
    assert (case.kind, case.authority, Offer.objects.shown().get().approved_version_id) == (
        "changed_offer",
        desk.authority,
        desk.case.version_id,
    )

    cases.claim_case(by=desk.first, case=case)
    cases.recommend(by=desk.first, case=case, outcome=DecisionOutcome.CLEARED)
    cases.decide(by=desk.second, case=case, outcome=DecisionOutcome.CLEARED)

    assert Offer.objects.shown().get().approved_version == draft
    assert Clearance.objects.filter(offer=desk.offer).count() == 1
    assert RegulatedActivityAssessment.objects.filter(superseded_by=None).count() == 1


def test_a_suspended_person_keeps_the_offer_from_being_cleared() -> None:
    desk = recommended()
    ClearanceFactory(person=desk.case.version.people.get(), authority=OfficerFactory().authority, state="suspended")

    with pytest.raises(NotYetClearedError) as caught:
        decide(desk)

    assert caught.value.message == "Not in place for this level: a lead's word on a suspension."


def test_nobody_at_a_school_decides() -> None:
    desk = recommended()
    head = SchoolMemberFactory(roles=[SchoolRole.APPROVER]).user

    with pytest.raises(NotAllowedError):
        decide(desk, by=head)


def test_people_keep_what_they_were_cleared_for_elsewhere() -> None:
    first = decided(version__nature="teach_train_instruct")
    person = first.case.version.people.get()
    second = recommended(
        first.authority, provider=first.offer.provider, version__people=[person], version__nature="care_supervise", kind="challenge"
    )

    decide(second)

    assert Clearance.objects.get(person=person).natures == ["care_supervise", "teach_train_instruct"]
    assert Clearance.objects.get(offer=second.offer).natures == ["care_supervise"]


def test_a_clearance_for_everything_stays_one() -> None:
    offer = cleared_offer()
    person = offer.approved_version.people.get() if offer.approved_version else None
    authority = Clearance.objects.filter(offer=offer).get().authority
    desk = recommended(authority, provider=offer.provider, version__people=[person])

    decide(desk)

    assert (Clearance.objects.get(person=person).natures, Clearance.objects.get(offer=desk.offer).natures) == ([], ["teach_train_instruct"])


def test_what_another_authority_said_of_the_earlier_text_is_withdrawn() -> None:
    offer = cleared_offer(version__pattern="occasional")
    member = ProviderMemberFactory(provider=offer.provider).user
    authority = OfficerFactory().authority
    draft = offers.edit_version(by=member, version=offer.versions.get(), title="Grow your supper")
    case = cases.submit_offer(by=member, version=draft, authority=authority)
    desk = Desk(case, OfficerFactory(authority=authority).user, OfficerFactory(authority=authority).user, member)
    cases.claim_case(by=desk.first, case=case)
    record_required(desk)
    cases.recommend(by=desk.first, case=case, outcome=DecisionOutcome.CLEARED)

    decide(desk)

    assert dict(Clearance.objects.filter(offer=offer).values_list("authority", "state")) == {
        authority.pk: "cleared",
        Clearance.objects.exclude(authority=authority).filter(offer=offer).get().authority_id: "withdrawn",
    }
    offer.refresh_from_db()
    assert offer.assured_by == authority.name


def test_an_officers_ruling_is_not_superseded_by_the_tables_answer() -> None:
    desk = recommended()
    ruling = RegulatedActivityAssessmentFactory(person=desk.case.version.people.get(), offer=desk.offer)

    decide(desk)

    ruling.refresh_from_db()
    assert (ruling.superseded_by, RegulatedActivityAssessment.objects.count()) == (None, 2)


def test_checks_that_were_superseded_are_not_relied_on() -> None:
    desk = recommended()
    CheckFactory(
        authority=desk.authority,
        person=None,
        offer=desk.offer,
        check_type="RISK_DECL",
        performed_by=desk.second,
        state=CheckState.SUPERSEDED,
    )

    assert decide(desk).decided_by == desk.second
