import datetime

import pytest

from core import clock
from directory.models import Person
from tests.factories.accreditation import AccreditationFactory, ObservationFactory
from tests.factories.bookings import SPRING
from tests.factories.directory import ProviderFactory, ProviderPersonFactory
from tests.factories.leads import AdversePanelFactory, AppealFactory, ReferralPromptFactory
from tests.factories.partners import CrossAuthorityAlertFactory, OfficerLoanFactory, RecognitionFactory, StatusConsentFactory
from tests.factories.reliance import ReliancePolicyFactory, SchoolRequirementFactory
from tests.factories.vetting import (
    AssuranceStatementFactory,
    CaseFactory,
    CaseNoteFactory,
    CheckFactory,
    ClearanceFactory,
    ConcernFactory,
    ConflictFactory,
    DecisionFactory,
    LegalHoldFactory,
    OfficerFactory,
    PlannedUseFactory,
    ReferenceFactory,
    RegulatedActivityAssessmentFactory,
    SchoolAcceptanceFactory,
    SuspensionFactory,
)
from tests.support.retention import later
from vetting.models import Case, Check
from vetting.queries import retention

pytestmark = pytest.mark.django_db


def closed(**fields: object) -> Case:
    case: Case = CaseFactory(state="withdrawn", closed_at=clock.now(), **fields)
    return case


def left() -> Person:
    person: Person = ProviderPersonFactory(left_on=clock.today()).person
    return person


def short(**fields: object) -> Check:
    check: Check = CheckFactory(expires_on=clock.today(), **fields)
    return check


def test_referees_go_when_no_case_of_the_adult_is_open() -> None:
    settled = ReferenceFactory(case=closed())
    settled.case.version.people.add(settled.person)
    still = ReferenceFactory()
    still.case.version.people.add(still.person)

    with later(days=1) as moment:
        assert list(retention.settled_references(moment)) == [settled]


def test_a_closed_case_with_a_question_or_a_note_has_open_matters() -> None:
    asked, noted = closed(question="Which tools?"), CaseNoteFactory(case=closed()).case
    closed()
    CaseNoteFactory()

    with later(days=1) as moment:
        assert set(retention.with_open_matters(moment)) == {asked, noted}


def test_applications_are_what_was_declined_or_taken_back() -> None:
    taken_back = closed()
    declined = DecisionFactory(outcome="declined").case
    DecisionFactory()

    with later(days=1) as moment:
        assert set(retention.old_applications(moment)) == {taken_back, declined}


def test_checks_go_when_their_subject_has_had_no_part_in_anything_since() -> None:
    gone = short(person=left())
    short(person=ProviderPersonFactory().person)
    planned = short(person=left())
    PlannedUseFactory(person=planned.person, date=SPRING[-1])
    counts = CheckFactory(person=left())
    of_closed = short(person=None, provider=ProviderFactory(is_closed=True, closed_at=clock.now()))
    short(person=None, provider=ProviderFactory())

    with later(days=2) as moment:
        assert set(retention.old_checks(moment)) == {gone, of_closed}
        assert counts.expires_on > moment.date()


def test_an_allegation_is_kept_until_a_person_has_looked() -> None:
    allegation = SuspensionFactory(ground="allegation_lado", lifted_at=clock.now())
    other = SuspensionFactory(clearance__state="withdrawn", clearance__ended_at=clock.now())
    SuspensionFactory()

    with later(days=1) as moment:
        assert list(retention.old_suspensions(moment)) == [other]
        assert list(retention.old_allegations(moment)) == [allegation]


def test_a_clearance_waits_for_its_suspensions() -> None:
    free = ClearanceFactory(state="withdrawn", ended_at=clock.now())
    SuspensionFactory(clearance__state="withdrawn", clearance__ended_at=clock.now())

    with later(days=1) as moment:
        assert list(retention.old_clearances(moment)) == [free]


def test_the_newest_answer_of_the_table_stays_while_the_adult_teaches() -> None:
    newest = RegulatedActivityAssessmentFactory(person=ProviderPersonFactory().person)
    older = RegulatedActivityAssessmentFactory(person=newest.person, superseded_by=newest)
    of_gone = RegulatedActivityAssessmentFactory(person=left())

    with later(days=2) as moment:
        assert set(retention.old_assessments(moment)) == {older, of_gone}


def test_a_statement_waits_for_its_acceptances_and_for_a_newer_one() -> None:
    today = clock.today()
    accepted = SchoolAcceptanceFactory(statement__holds_until=today)
    first = AssuranceStatementFactory(holds_until=today)
    with later(days=1):
        AssuranceStatementFactory(provider=first.provider, authority=first.authority, holds_until=today)

    with later(days=2) as moment:
        assert list(retention.old_acceptances(moment)) == [accepted]
        assert list(retention.old_statements(moment)) == [first]


def test_a_case_waits_for_its_clearances_and_referees() -> None:
    declined = DecisionFactory(outcome="declined").case
    ClearanceFactory()
    ReferenceFactory(case=closed())

    with later(days=1) as moment:
        assert list(retention.old_cases(moment)) == [declined]


def test_what_schools_took_back_counts_from_then() -> None:
    withdrawn = ReliancePolicyFactory(withdrawn_at=clock.now(), withdrawn_by=OfficerFactory().user)
    ReliancePolicyFactory()
    removed = SchoolRequirementFactory(removed_at=clock.now(), removed_by=OfficerFactory().user)
    SchoolRequirementFactory()

    with later(days=1) as moment:
        assert (list(retention.ended_reliance(moment)), list(retention.removed_requirements(moment))) == ([withdrawn], [removed])


def test_concerns_count_from_when_they_were_closed() -> None:
    ConcernFactory()

    with later(years=7) as moment:
        assert (retention.old_concerns(moment).count(), retention.old_waivers(moment).count()) == (0, 0)


def test_appeals_count_from_when_they_were_closed() -> None:
    AppealFactory()
    taken_back = AppealFactory(state="withdrawn", closed_at=clock.now())

    with later(days=1) as moment:
        assert list(retention.old_appeals(moment)) == [taken_back]


def test_conflicts_and_loans_count_from_their_end() -> None:
    conflict, loan = ConflictFactory(ended_at=clock.now(), ended_by=OfficerFactory().user), OfficerLoanFactory()
    ConflictFactory()

    with later(years=1) as moment:
        assert (list(retention.ended_conflicts(moment)), list(retention.old_loans(moment))) == ([conflict], [loan])


def test_what_authorities_told_each_other_goes_when_it_has_ended_and_consent_when_it_was_withdrawn() -> None:
    by, link = OfficerFactory().user, ProviderPersonFactory()
    ended, seen_to = (
        RecognitionFactory(expires_on=clock.today()),
        CrossAuthorityAlertFactory(acknowledged_at=clock.now(), acknowledged_by=by),
    )
    RecognitionFactory()
    CrossAuthorityAlertFactory()
    withdrawn = StatusConsentFactory(person=link.person, withdrawn_at=clock.now(), withdrawn_by=by)
    StatusConsentFactory(person=link.person)

    with later(days=2) as moment:
        assert (list(retention.ended_recognitions(moment)), list(retention.settled_alerts(moment))) == ([ended], [seen_to])
        assert list(retention.withdrawn_consents(moment)) == [withdrawn]


def test_days_officers_and_holds_count_from_their_end() -> None:
    used, officer = PlannedUseFactory(date=clock.today()), OfficerFactory(ended_at=clock.now())
    OfficerFactory()
    lifted = LegalHoldFactory(lifted_by=OfficerFactory().user, lifted_at=clock.now())
    LegalHoldFactory()

    with later(days=2) as moment:
        assert (list(retention.old_days(moment)), list(retention.former_officers(moment))) == ([used], [officer])
        assert list(retention.lifted_holds(moment)) == [lifted]


def test_accreditations_and_what_schools_answered_go_when_they_have_ended() -> None:
    ended = ObservationFactory(accreditation__state="withdrawn", accreditation__ended_at=clock.now())
    ObservationFactory()
    AccreditationFactory(accredited=True)

    with later(days=1) as moment:
        assert list(retention.old_observations(moment)) == [ended]
        assert list(retention.old_accreditations(moment)) == [ended.accreditation]


def test_referrals_count_from_the_decision_and_one_to_the_lado_is_for_a_person() -> None:
    lead = OfficerFactory().user
    decided = {"state": "not_required", "reason_code": "no_harm", "considered_by": lead, "considered_at": clock.now()}
    done, to_lado = ReferralPromptFactory(**decided), ReferralPromptFactory(kind="lado", **decided)
    ReferralPromptFactory(state="deferred", reason_code="advice", considered_by=lead, considered_at=clock.now())
    ReferralPromptFactory()

    with later(years=7) as moment:
        assert (list(retention.old_referrals(moment)), list(retention.old_referrals_to_lado(moment))) == ([done], [to_lado])


def test_panels_are_settled_some_time_after_the_case_and_the_sitting_and_old_once_no_clearance_rests_on_it() -> None:
    held, taken_back = AdversePanelFactory(held=True, case=closed()), AdversePanelFactory(state="taken_back", case=closed())
    never = AdversePanelFactory(case=closed())
    waiting = AdversePanelFactory(case=closed())
    CaseFactory(authority=waiting.authority).version.people.set([waiting.person])
    AdversePanelFactory(held=True)
    rests = AdversePanelFactory(held=True, case=ClearanceFactory().decision.case)
    lately = AdversePanelFactory(held=True, case=closed(), held_on=clock.today() + datetime.timedelta(days=1))

    with later(days=1) as moment:
        assert set(retention.settled_panels(moment)) == {held, taken_back, never, rests}
        assert set(retention.old_panels(moment)) == {held, taken_back, never, waiting, lately}
