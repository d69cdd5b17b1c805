"""What an authority's earlier register says of checks counts for nothing, whatever anybody does with it."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from core import clock
from tests.factories.vetting import CheckFactory, OfficerFactory, good_recording
from tests.support.vetting import Desk, claimed
from vetting.enums import CheckSource, OfficerRole
from vetting.exceptions import CheckRefusedError, NotAllowedError, NotYetClearedError
from vetting.models import Check
from vetting.policies.checks import can_verify_check
from vetting.policies.roles import CheckSubject
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.clearances.evidence import imported_check
from vetting.queries.policies.content import content_of
from vetting.services.cases import handling as cases
from vetting.services.checks.imported import note_imported_check, take_back_imported_check
from vetting.services.checks.recording import record_check, verify_check
from vetting.states import CheckState

pytestmark = pytest.mark.django_db


def noted(desk: Desk, code: str = "PLI", **dates: datetime.date) -> Check:
    """By a lead of the case's authority, of its provider."""
    lead = OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user
    dates = {"performed_on": clock.today(), "expires_on": clock.today() + datetime.timedelta(days=300)} | dates
    return note_imported_check(by=lead, authority=desk.authority, check_type=code, subject=desk.case.provider, **dates)


def test_it_is_recorded_and_meets_no_requirement() -> None:
    desk = claimed()
    before = requirements_for(desk.case.version, desk.authority)

    check = noted(desk)

    assert (check.state, check.source, check.outcome) == (CheckState.RECORDED, CheckSource.IMPORT, "")
    assert requirements_for(desk.case.version, desk.authority) == before


def test_nobody_verifies_it() -> None:
    desk = claimed()
    check = noted(desk)

    assert can_verify_check(desk.second, check) is False
    with pytest.raises(CheckRefusedError, match="earlier register"):
        verify_check(by=desk.second, check=check)


@pytest.mark.parametrize("wrong", [{"state": "verified"}, {"outcome": "pass"}, {"certificate_last4": "1234"}, {"route": "seen_original"}])
def test_the_database_keeps_it_from_counting(wrong: dict[str, str]) -> None:
    check = noted(claimed())

    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(**wrong)


def test_the_database_refuses_an_officers_check_that_says_nothing() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckFactory(outcome="")


def test_a_case_with_everything_imported_cannot_be_recommended() -> None:
    desk = claimed()
    lead = OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user
    subjects: dict[str, CheckSubject] = {
        "person": desk.case.version.people.get(),
        "organisation": desk.case.provider,
        "offer": desk.case.offer,
    }
    for one in requirements_for(desk.case.version, desk.authority):
        if one.scope in subjects:
            note_imported_check(
                by=lead, authority=desk.authority, check_type=one.code, subject=subjects[one.scope], performed_on=clock.today()
            )

    with pytest.raises(NotYetClearedError):
        cases.recommend(by=desk.first, case=desk.case, outcome="cleared")


def test_an_officers_check_takes_its_place() -> None:
    desk = claimed()
    check = noted(desk)

    recording = good_recording(content_of(desk.authority.policy).by_code["PLI"])
    record_check(by=desk.first, authority=desk.authority, check_type="PLI", subject=desk.case.provider, **recording)

    check.refresh_from_db()
    assert (check.state, imported_check(desk.authority, "PLI", desk.case.provider)) == (CheckState.SUPERSEDED, None)


def test_newer_dates_take_the_place_of_those_imported_before() -> None:
    desk = claimed()
    noted(desk)

    newer = noted(desk, expires_on=clock.today() + datetime.timedelta(days=400))

    assert imported_check(desk.authority, "PLI", desk.case.provider) == newer
    assert list(Check.objects.values_list("state", flat=True).order_by("pk")) == [CheckState.SUPERSEDED, CheckState.RECORDED]


def test_it_is_noted_and_taken_back_by_leads_alone() -> None:
    desk = claimed()
    check = noted(desk)

    with pytest.raises(NotAllowedError):
        note_imported_check(
            by=desk.first, authority=desk.authority, check_type="PLI", subject=desk.case.provider, performed_on=clock.today()
        )
    with pytest.raises(NotAllowedError):
        take_back_imported_check(by=desk.first, check=check)


def test_a_check_that_the_policy_does_not_know_of_this_is_refused() -> None:
    with pytest.raises(CheckRefusedError):
        noted(claimed(), "ID_VERIFIED")


def test_it_is_taken_back_until_an_officer_has_dealt_with_it() -> None:
    desk = claimed()
    lead = OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user
    gone, officers = noted(desk), CheckFactory(authority=desk.authority)

    take_back_imported_check(by=lead, check=gone)

    assert list(Check.objects.all()) == [officers]
    with pytest.raises(CheckRefusedError):
        take_back_imported_check(by=lead, check=officers)
