"""The auditor's pages: what was done, who looked, what a decision rested on, whether the log is whole; and no button anywhere."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import AuditEvent, AuditVerification
from core.services import audit
from core.services.sealing import seal_audit
from core.services.verifying import verify_audit
from tests.factories.accounts import UserFactory
from tests.factories.vetting import CheckFactory, OfficerFactory
from tests.support.officers import buttons, case_page, desk_of, own_part, said, step
from tests.support.vetting import Desk, claimed, decided
from vetting.models import Decision

pytestmark = pytest.mark.django_db

LOG = "/admin/vetting/audit/"
LAST4 = "7Q9Z"


@pytest.fixture
def desk() -> Desk:
    return decided()


@pytest.fixture
def auditor(desk: Desk) -> Client:
    return desk_of(UserFactory(first_name="Ida", last_name="Auditor"), desk.authority, "auditor")


def test_an_auditor_reads_who_did_what_and_whether_the_log_is_whole(desk: Desk, auditor: Client) -> None:
    seal_audit()
    verify_audit()

    text = said(auditor.get(LOG))

    assert "The log is as it was written" in text
    assert "case: decide" in text
    assert desk.case.reference in text


def test_a_break_is_said_at_the_top(auditor: Client) -> None:
    AuditVerification.objects.create(at="2026-11-28T03:00Z", sealed=9, waiting=0, removed=0, broken_at=5, why="it was removed")

    assert "The log is not as it was written, from event 5 on it was removed." in said(auditor.get(LOG))


def test_who_looked_at_evidence_is_found_and_nothing_of_it_shown(desk: Desk, auditor: Client) -> None:
    CheckFactory(authority=desk.authority, person=desk.case.version.people.get(), certificate_last4=LAST4)
    reader = OfficerFactory(authority=desk.authority, user__first_name="Rae", user__last_name="Reader").user
    audit.record("evidence.read", desk.case, by=reader, acting_for=desk.authority.name)

    page = auditor.get(LOG, {"group": "looked_at", "who": "rae"})

    assert len(own_part(page).select("tbody tr")) == 1
    assert "Rae Reader evidence: read" in said(page)
    assert LAST4 not in page.content.decode()


def test_a_decision_is_opened_up(desk: Desk, auditor: Client) -> None:
    decision = Decision.objects.get(case=desk.case)

    listed, text = said(auditor.get(f"{LOG}decisions/")), said(auditor.get(f"{LOG}decisions/{decision.pk}/"))

    assert desk.case.reference in listed
    assert str(decision.policy) in text
    for line in ("Cleared", str(decision.decided_by), "Public liability insurance", "The checks it rested on", "Clearances that followed"):
        assert line in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("page", ["", "decisions/"])
def test_taking_it_away_is_logged(desk: Desk, auditor: Client, kind: str, page: str) -> None:
    answer = auditor.get(LOG + page, {"export": kind})

    event = AuditEvent.objects.get(action="export.audit")
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    assert (event.details["kind"], event.acting_for) == (kind, desk.authority.name)
    assert desk.case.reference.encode() in answer.content or kind == "xlsx"


def test_days_the_wrong_way_round_are_said_and_what_was_typed_stays(auditor: Client) -> None:
    page = auditor.get(LOG, {"first": "2026-11-28", "last": "2026-11-01", "who": "Rae"})

    assert "This is before the first day. Turn the two round." in said(page)
    assert page.context["form"]["who"].value() == "Rae"


def test_an_auditor_opens_a_case_and_sees_no_button_and_a_button_that_was_kept_is_refused(auditor: Client) -> None:
    desk = claimed()
    client = desk_of(UserFactory(), desk.authority, "auditor")

    page = client.get(case_page(desk.case))
    tried = client.post(step(desk.case, "note"), {"text": "Rang them."})

    assert (buttons(page), [form["action"] for form in own_part(page).select("form")]) == ([], [])
    assert (tried.status_code, "Auditors read everything here and change nothing." in tried.content.decode()) == (403, True)
    assert desk.case.notes.count() == 0


def test_the_log_takes_as_many_questions_for_many_lines_as_for_few(desk: Desk, auditor: Client) -> None:
    asked = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as few_or_many:
            auditor.get(LOG)
        asked.append(len(few_or_many))
        for _more in range(30):
            audit.record("case.claim", desk.case, by=None, acting_for=desk.authority.name)

    assert asked[0] == asked[1] < 45
