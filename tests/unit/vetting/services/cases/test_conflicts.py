"""Who declares a conflict of interest with a provider does nothing about it from then on, superusers included."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from core import clock
from core.models import AuditEvent
from tests.factories.vetting import (
    CaseFactory,
    CheckFactory,
    ClearanceFactory,
    ConflictFactory,
    DecisionFactory,
    OfficerFactory,
    SuspensionFactory,
)
from tests.support.vetting import Desk, claimed, recommended, record, record_required
from vetting.enums import OfficerRole
from vetting.exceptions import CaseError, FourEyesError, NotAllowedError
from vetting.models import Case, Check, ConflictDeclaration
from vetting.services.cases import claims, handling
from vetting.services.cases.conflicts import declare_conflict, end_conflict
from vetting.services.checks.recording import revoke_check, verify_check
from vetting.services.clearances import suspensions
from vetting.states import CaseState

pytestmark = pytest.mark.django_db


def declared(desk: Desk, user: User) -> ConflictDeclaration:
    conflict: ConflictDeclaration = ConflictFactory(officer=user, provider=desk.case.provider)
    return conflict


def test_a_case_that_the_officer_has_goes_back_to_the_queue() -> None:
    desk = claimed()

    conflict = declare_conflict(by=desk.first, case=desk.case)

    desk.case.refresh_from_db()
    assert (conflict.officer, conflict.provider, conflict.ended_at) == (desk.first, desk.case.provider, None)
    assert (desk.case.state, desk.case.claimed_by) == (CaseState.OPEN, None)
    events = AuditEvent.objects.filter(actor_id=desk.first.pk).order_by("pk").values_list("action", "reason_code")
    assert list(events)[-2:] == [("case.conflict", ""), ("case.release", "conflict")]


def test_a_case_that_they_recommended_goes_back_too_and_one_that_waits_stays_for_a_lead() -> None:
    desk = recommended()
    waiting = CaseFactory(authority=desk.authority, offer__provider=desk.case.provider, waiting=True, claimed_by=desk.first)

    declare_conflict(by=desk.first, case=desk.case)

    desk.case.refresh_from_db()
    waiting.refresh_from_db()
    assert (desk.case.state, desk.case.recommended_by, desk.case.recommended_outcome) == (CaseState.OPEN, None, "")
    assert (waiting.state, waiting.claimed_by) == (CaseState.WAITING_ON_PROVIDER, desk.first)


def test_declaring_it_twice_is_one_and_a_colleagues_case_stays() -> None:
    desk = claimed()

    assert declare_conflict(by=desk.second, case=desk.case) == declare_conflict(by=desk.second, case=desk.case)

    desk.case.refresh_from_db()
    assert desk.case.claimed_by == desk.first
    assert AuditEvent.objects.filter(action="case.conflict").count() == 1


def test_an_auditor_declares_none_and_neither_does_an_officer_of_another_authority() -> None:
    desk = claimed()

    for user in (OfficerFactory().user, OfficerFactory(authority=desk.authority, role=OfficerRole.AUDITOR).user):
        with pytest.raises(NotAllowedError, match="Only an officer of"):
            declare_conflict(by=user, case=desk.case)


def test_from_then_on_they_do_nothing_about_the_provider_superuser_or_not() -> None:
    desk = recommended()
    case, lead = desk.case, OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD, user__is_superuser=True).user
    check = CheckFactory(authority=desk.authority, person=case.version.people.get(), check_type="PREVENT")
    clearance = ClearanceFactory(authority=desk.authority, person=None, provider=case.provider)
    suspended = SuspensionFactory(clearance=ClearanceFactory(authority=desk.authority, person=None, offer=case.offer, state="suspended"))
    declared(desk, lead)

    with pytest.raises(FourEyesError, match="You have declared a conflict of interest with this provider"):
        handling.add_note(by=lead, case=case, text="Rang")
    with pytest.raises(FourEyesError):
        handling.decide(by=lead, case=case, outcome="cleared")
    with pytest.raises(FourEyesError):
        verify_check(by=lead, check=check)
    with pytest.raises(FourEyesError):
        revoke_check(by=lead, check=check)
    with pytest.raises(FourEyesError):
        suspensions.suspend(by=lead, clearance=clearance, ground="allegation_lado")
    with pytest.raises(FourEyesError):
        suspensions.confirm_suspension(by=lead, suspension=suspended)
    for step in (suspensions.reinstate, suspensions.withdraw_clearance):
        with pytest.raises(NotAllowedError):
            step(by=lead, clearance=suspended.clearance)


def test_they_record_claim_and_are_given_nothing() -> None:
    desk = claimed()
    declared(desk, desk.second)

    with pytest.raises(FourEyesError):
        record(Desk(desk.case, desk.second, desk.first, desk.member), "ID_VERIFIED", desk.case.version.people.get())
    with pytest.raises(FourEyesError):
        handling.claim_case(by=desk.second, case=desk.case)
    with pytest.raises(CaseError, match="too close to this provider"):
        claims.hand_over(by=desk.first, case=desk.case, to=desk.second, note="Yours")


def test_nor_by_saving_rows_directly() -> None:
    desk = claimed()
    record_required(desk, verify=False)
    person, officer = desk.case.version.people.get(), OfficerFactory(authority=desk.authority, user__is_superuser=True).user
    declared(desk, officer)

    for about in ({"person": person}, {"person": None, "provider": desk.case.provider}, {"person": None, "offer": desk.offer}):
        with pytest.raises(IntegrityError, match="vetting_conflict_of_interest"), transaction.atomic():
            CheckFactory(authority=desk.authority, check_type="PREVENT", performed_by=officer, **about)
    with pytest.raises(IntegrityError, match="vetting_conflict_of_interest"), transaction.atomic():
        Check.objects.filter(person=person).update(verified_by=officer, verified_at=clock.now(), state="verified")
    with pytest.raises(IntegrityError, match="vetting_conflict_of_interest"), transaction.atomic():
        Case.objects.filter(pk=desk.case.pk).update(state="recommended", recommended_by=officer, recommended_at=clock.now())
    with pytest.raises(IntegrityError, match="vetting_conflict_of_interest"), transaction.atomic():
        DecisionFactory(case=desk.case, decided_by=officer)


def test_a_lead_ends_it_and_never_the_officer() -> None:
    desk = claimed()
    lead = OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user
    conflict, own = declared(desk, desk.second), declared(desk, lead)

    with pytest.raises(NotAllowedError, match="never the officer"):
        end_conflict(by=lead, conflict=own)
    ended = end_conflict(by=lead, conflict=conflict)

    assert (ended.ended_by, ended.ended_at is None) == (lead, False)
    assert handling.add_note(by=desk.second, case=desk.case, text="Rang").author == desk.second
    with pytest.raises(IntegrityError, match="vetting_conflict_not_ended_by_officer"), transaction.atomic():
        ConflictFactory(officer=lead, ended_by=lead, ended_at=clock.now())
