"""From the dates of an earlier register to checks that count: an officer looks at each, a second verifies."""

import datetime
from typing import Any

import pytest
import time_machine

from core.models import AuditEvent
from tests.factories.vetting import OfficerFactory
from tests.support.officers import case_page, desk_of, said, step, told
from tests.support.vetting import Desk, claimed
from vetting.enums import OfficerRole
from vetting.models import Check
from vetting.policies.roles import CheckSubject
from vetting.queries.asked.requirements import requirements_for
from vetting.services.checks.imported import note_imported_check
from vetting.states import CheckState

pytestmark = pytest.mark.django_db
INSURANCE = {
    "route": "seen_original",
    "outcome": "pass",
    "performed_on": "2026-11-22",
    "expires_on": "2027-12-31",
    "issuing_body": "Borough Mutual",
    "detail_insurer": "Borough Mutual",
    "detail_limit_gbp": "5000000",
    "detail_covers_activity": "yes",
}


@pytest.fixture(autouse=True)
def november() -> Any:
    with time_machine.travel("2026-11-22T10:00:00Z", tick=True):
        yield


def noted(desk: Desk, code: str, subject: CheckSubject) -> Check:
    lead = OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user
    dates = {"performed_on": datetime.date(2026, 1, 5), "expires_on": datetime.date(2027, 12, 31)}
    return note_imported_check(by=lead, authority=desk.authority, check_type=code, subject=subject, **dates)


def page_of(desk: Desk, check: Check) -> str:
    return step(desk.case, f"checks/{check.pk}/take-over")


def test_one_goes_from_row_to_row_and_each_becomes_a_check_of_the_officer_that_a_second_verifies() -> None:
    desk = claimed()
    training = noted(desk, "SG_TRAINING", desk.case.version.people.get())
    insurance = noted(desk, "PLI", desk.case.provider)
    client = desk_of(desk.first, desk.authority)

    case = client.get(case_page(desk.case))
    start = client.get(step(desk.case, "take-over-checks"))
    page = client.get(page_of(desk, insurance))
    answer = client.post(page_of(desk, insurance), INSURANCE)

    assert "Look and take over 2 dates of your earlier register" in said(case)
    assert start.headers["Location"] == page_of(desk, insurance)
    assert "1 of 2. Your earlier register says this" in said(page)
    assert "Made 5 January 2026" in said(page)
    assert page.context["form"]["expires_on"].value() == datetime.date(2027, 12, 31)
    assert answer.headers["Location"] == page_of(desk, training)
    check = Check.objects.get(check_type="PLI", source="officer")
    insurance.refresh_from_db()
    assert (check.state, check.performed_by, check.taken_over_from, insurance.state) == ("recorded", desk.first, insurance, "superseded")
    assert check.issuing_body == "Borough Mutual"
    assert AuditEvent.objects.get(action="check.record").details["imported"] == insurance.pk

    second = desk_of(desk.second, desk.authority)
    verify = second.get(step(desk.case, f"checks/{check.pk}/verify"))
    second.post(step(desk.case, f"checks/{check.pk}/verify"))

    assert "In the earlier register Made 5 January 2026" in said(verify)
    assert {one.code: one.state for one in requirements_for(desk.case.version, desk.authority)}["PLI"] == "verified"


def test_the_date_from_which_it_counts_starts_from_the_register() -> None:
    desk = claimed()
    training = noted(desk, "SG_TRAINING", desk.case.version.people.get())

    form = desk_of(desk.first, desk.authority).get(page_of(desk, training)).context["form"]

    assert form["detail_completed_on"].value() == datetime.date(2026, 1, 5)
    assert form["outcome"].value() is None


def test_what_can_not_be_is_refused_and_the_row_stays() -> None:
    desk = claimed()
    insurance = noted(desk, "PLI", desk.case.provider)
    client = desk_of(desk.first, desk.authority)

    for changes, words in (
        ({"performed_on": "2126-01-01"}, "The check can't have been made in the future."),
        ({"expires_on": "2026-01-01"}, "It runs out before it begins, by these dates."),
        ({"issuing_body": "No convictions found"}, "must not say anything that a certificate says"),
        ({"issuing_body": "Number 001234567890"}, "holds a long number"),
        ({"outcome": ""}, "Choose one."),
    ):
        answer = client.post(page_of(desk, insurance), INSURANCE | changes)
        assert words in said(answer)
        assert 'value="Borough Mutual"' in answer.text

    insurance.refresh_from_db()
    assert insurance.state == CheckState.RECORDED
    assert Check.objects.count() == 1


def test_a_row_that_somebody_has_dealt_with_is_told_and_one_goes_on() -> None:
    desk = claimed()
    insurance = noted(desk, "PLI", desk.case.provider)
    client = desk_of(desk.first, desk.authority)
    client.post(page_of(desk, insurance), INSURANCE)

    again = client.post(page_of(desk, insurance), INSURANCE, follow=True)
    nothing = client.get(step(desk.case, "take-over-checks"), follow=True)

    assert "Somebody has dealt with this one already." in told(again)
    assert "Nothing of your earlier register waits here." in told(nothing)
    assert Check.objects.filter(source="officer").count() == 1


def test_rows_of_others_are_not_there() -> None:
    desk, theirs = claimed(), claimed()
    foreign = noted(theirs, "PLI", theirs.case.provider)
    client = desk_of(desk.first, desk.authority)

    assert client.get(page_of(desk, foreign)).status_code == 404
    assert client.get(step(theirs.case, "take-over-checks")).status_code == 404
