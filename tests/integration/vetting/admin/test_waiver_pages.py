"""Waivers in the admin: asked for from the case page by a lead, looked at by a second person, shown where they count."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format

from accounts.models import User
from core import clock
from directory.models import Person
from tests.factories.accounts import UserFactory
from tests.factories.leads import WaiverFactory
from tests.factories.vetting import ClearanceFactory
from tests.support.officers import buttons, case_page, desk_of, headline, own_part, said, told
from tests.support.vetting import Desk, claimed
from vetting.models import Waiver
from vetting.states.leads import WaiverState

pytestmark = pytest.mark.django_db
LIST = "/admin/vetting/waivers/"
CODE = "CODE_OF_CONDUCT"


@pytest.fixture
def case() -> Desk:
    return claimed()


@pytest.fixture
def lead() -> User:
    return UserFactory(first_name="Lena", last_name="Lead")


@pytest.fixture
def desk(case: Desk, lead: User) -> Client:
    return desk_of(lead, case.authority, "lead")


@pytest.fixture
def second(case: Desk) -> Client:
    return desk_of(UserFactory(first_name="Sami", last_name="Second"), case.authority)


def person_of(case: Desk) -> Person:
    return case.case.version.people.get()


def ask_page(case: Desk, code: str = CODE) -> str:
    return f"/admin/vetting/cases/{case.case.pk}/waive/{code}/person/{person_of(case).pk}/"


def days(number: int) -> datetime.date:
    return clock.today() + datetime.timedelta(days=number)


def filled(**changes: Any) -> dict[str, Any]:
    return {"reason": "awaited", "starts_on": clock.today().isoformat(), "expires_on": days(30).isoformat()} | changes


def to_waive(page: Any) -> list[str]:
    return [str(link["href"]) for link in own_part(page).select("a") if "/waive/" in str(link["href"])]


def test_from_the_case_page_to_a_waiver_that_counts(case: Desk, desk: Client, second: Client) -> None:
    offered = to_waive(desk.get(case_page(case.case)))
    asked = desk.post(ask_page(case), filled(), follow=True)
    waiver = Waiver.objects.get()
    granted = second.post(f"{LIST}{waiver.pk}/grant/", follow=True)
    page = said(desk.get(case_page(case.case)))

    assert ask_page(case) in offered
    assert told(asked) == ["Asked. A second person of the authority decides."]
    assert told(granted) == ["Granted. What rests on it has been worked out anew."]
    assert headline(granted) == "Code of conduct agreed: granted"
    until, today = date_format(days(30), "j F Y"), date_format(clock.today(), "j F Y")
    assert f"Waived until {until}" in page
    assert f"Waived from {today} to {until}, granted by Sami Second." in page
    assert "Asked for a waiver of “Code of conduct agreed”" in page
    assert ask_page(case) not in to_waive(desk.get(case_page(case.case)))


def test_only_a_lead_is_offered_it_and_never_for_what_is_never_waived(case: Desk, desk: Client, second: Client) -> None:
    offered = to_waive(desk.get(case_page(case.case)))

    assert to_waive(second.get(case_page(case.case))) == []
    assert offered
    assert not [address for address in offered if "/ID_" in address or "/DBS" in address or "/RISK_DECL" in address]
    page = desk.get(ask_page(case, "ID_VERIFIED"))
    assert "“Identity seen” is never waived: nobody works with pupils without it." in said(page)
    assert not own_part(page).select("form")


def test_a_refusal_keeps_what_was_typed_and_says_why_at_the_field(case: Desk, desk: Client) -> None:
    page = desk.post(ask_page(case), filled(expires_on=days(200).isoformat()))

    assert page.context["form"].errors.keys() == {"expires_on"}
    assert "waives a check for 90 days at most" in said(page)
    assert page.context["form"]["expires_on"].value() == days(200).isoformat()
    assert not Waiver.objects.exists()


def test_a_file_is_refused(case: Desk, desk: Client) -> None:
    page = desk.post(ask_page(case), filled() | {"file": SimpleUploadedFile("dbs.pdf", b"%PDF")})

    assert "No files are taken here." in said(page)
    assert not Waiver.objects.exists()


def test_an_unknown_check_or_subject_is_not_there(case: Desk, desk: Client) -> None:
    assert desk.get(ask_page(case, "NOTHING")).status_code == 404
    assert desk.get(ask_page(case).replace("/person/", "/venue/")).status_code == 404


def test_who_asked_reads_that_a_second_person_decides(case: Desk, desk: Client, lead: User, second: Client) -> None:
    waiver = WaiverFactory(authority=case.authority, proposed_by=lead)

    own, others = desk.get(f"{LIST}{waiver.pk}/"), second.get(f"{LIST}{waiver.pk}/")

    assert "You asked for it, so a second person decides" in said(own)
    assert (buttons(own), buttons(others)) == (["Take back"], ["Grant", "Refuse"])
    refused = desk.post(f"{LIST}{waiver.pk}/grant/")
    assert "You asked for it, so a second person decides." in said(refused)


@pytest.mark.parametrize(
    ("step", "granted", "state", "words"),
    [
        ("refuse", False, WaiverState.REFUSED, "Refused. The check stays asked."),
        ("withdraw", False, WaiverState.WITHDRAWN, "Taken back."),
        ("revoke", True, WaiverState.REVOKED, "Revoked. What rested on it has been worked out anew."),
    ],
)
def test_each_other_step_asks_first_and_says_what_it_did(
    case: Desk, second: Client, desk: Client, step: str, granted: bool, state: str, words: str
) -> None:
    waiver = WaiverFactory(authority=case.authority, granted=granted)
    client = desk if step == "withdraw" else second

    asking = client.get(f"{LIST}{waiver.pk}/{step}/")
    done = client.post(f"{LIST}{waiver.pk}/{step}/", follow=True)

    waiver.refresh_from_db()
    assert (asking.status_code, waiver.state, told(done)) == (200, state, [words])


def test_the_list_has_those_that_wait_first_and_says_what_has_run_out(case: Desk, second: Client) -> None:
    WaiverFactory(authority=case.authority, person__name="Rosa Waiting")
    WaiverFactory(authority=case.authority, granted=True, person__name="Imran Standing")
    WaiverFactory(authority=case.authority, granted=True, person__name="Olga Over", starts_on=days(-9), expires_on=days(-1))
    WaiverFactory(person__name="Somebody Elsewhere")

    part = own_part(second.get(LIST))
    names = [link.get_text().rpartition(", ")[2] for link in part.select(".vetting-row a")]
    stands = [tag.get_text() for tag in part.select(".vetting-tag")]
    assert list(zip(names, stands, strict=True)) == [
        ("Rosa Waiting", "Waiting for a second person"),
        ("Olga Over", "Run out"),
        ("Imran Standing", "Granted"),
    ]


def test_the_list_costs_the_same_with_many_as_with_few(case: Desk, second: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert second.get(LIST).status_code == 200
        return len(captured)

    WaiverFactory(authority=case.authority)
    WaiverFactory(authority=case.authority, granted=True)
    few = queries()
    for _number in range(4):
        WaiverFactory(authority=case.authority)
        WaiverFactory(authority=case.authority, granted=True)

    assert queries() == few


def test_a_clearance_shows_what_is_waived_of_its_subject(case: Desk, second: Client) -> None:
    waiver = WaiverFactory(authority=case.authority, granted=True)
    clearance = ClearanceFactory(authority=case.authority, person=waiver.person)
    WaiverFactory(granted=True, person=waiver.person, check_type="PREVENT")

    page = said(second.get(f"/admin/vetting/clearances/inspect/{clearance.pk}/"))

    assert "Waivers Safeguarding training" in page
    assert "Prevent awareness" not in page
