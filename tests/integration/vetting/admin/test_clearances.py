"""Clearances in the admin: the list, the page of one, and putting it out of force and back."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, PersonFactory, ProviderFactory
from tests.factories.vetting import ClearanceFactory, PlannedUseFactory, SuspensionFactory, VettingAuthorityFactory
from tests.support.officers import buttons, desk_of, headline, own_part, said, signed_in, told
from tests.support.vetting import Desk, decided
from vetting.enums import OfficerRole, SuspensionGround
from vetting.models import Clearance, Suspension, VettingAuthority
from vetting.services.clearances import suspensions
from vetting.states import ClearanceState

pytestmark = pytest.mark.django_db

LIST = "/admin/vetting/clearances/"
LADO = SuspensionGround.ALLEGATION_LADO


def page_of(clearance: Clearance) -> str:
    return f"{LIST}inspect/{clearance.pk}/"


def step(clearance: Clearance, name: str) -> str:
    return f"{LIST}{clearance.pk}/{name}/"


def of_the_person(desk: Desk) -> Clearance:
    return Clearance.objects.get(person=desk.case.version.people.get())


def names(client: Client, **query: Any) -> list[str]:
    page = BeautifulSoup(client.get(LIST, query).content.decode(), "html.parser")
    return sorted(" ".join(one.get_text().split()) for one in page.select("table.listing tbody td.title a"))


@pytest.fixture
def authority() -> VettingAuthority:
    return VettingAuthorityFactory(name="Northumberland")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Burn Allotments", "Grow your lunch", "Imran Malik", "Rosa Brown"]),
        ({"q": "rosa"}, ["Rosa Brown"]),
        ({"q": "ALLOTMENTS"}, ["Burn Allotments"]),
        ({"q": "lunch"}, ["Grow your lunch"]),
        ({"q": "nobody"}, []),
        ({"kind": "person"}, ["Imran Malik", "Rosa Brown"]),
        ({"state": "suspended"}, ["Imran Malik"]),
        ({"state": "withdrawn"}, ["Gone Long"]),
        ({"suspended": "unconfirmed"}, ["Imran Malik"]),
        ({"suspended": "overdue"}, []),
    ],
)
def test_the_list_is_narrowed_and_searched(authority: VettingAuthority, query: dict[str, Any], found: list[str]) -> None:
    client = desk_of(UserFactory(), authority)
    ClearanceFactory(authority=authority, person=PersonFactory(name="Rosa Brown"))
    ClearanceFactory(authority=authority, person=PersonFactory(name="Gone Long"), state=ClearanceState.WITHDRAWN)
    ClearanceFactory(authority=authority, person=None, provider=ProviderFactory(name="Burn Allotments"))
    ClearanceFactory(authority=authority, person=None, offer=OfferFactory(listed=True))
    suspended = ClearanceFactory(authority=authority, person=PersonFactory(name="Imran Malik"), state=ClearanceState.SUSPENDED)
    SuspensionFactory(clearance=suspended)
    ClearanceFactory(person=PersonFactory(name="Somebody elsewhere"))

    assert names(client, **query) == found


def test_the_list_costs_the_same_with_many_as_with_few(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)
    SuspensionFactory(clearance=ClearanceFactory(authority=authority, state=ClearanceState.SUSPENDED))
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _number in range(25):
        ClearanceFactory(authority=authority, decision=Clearance.objects.all()[0].decision)

    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(few)


def test_a_page_says_what_it_covers_when_it_holds_and_what_hangs_on_it() -> None:
    desk = decided()
    clearance = of_the_person(desk)
    PlannedUseFactory(person=clearance.person, date=clock.today() + datetime.timedelta(days=7))
    PlannedUseFactory(person=clearance.person, date=clock.today() + datetime.timedelta(days=14))
    PlannedUseFactory(person=clearance.person, date=clock.today() - datetime.timedelta(days=7))

    page = desk_of(desk.second, desk.authority).get(page_of(clearance))

    text = said(page)
    assert headline(page) == "Cleared: with school staff present"
    assert f"Of {desk.case.version.people.get().name} For Teaching, training or instructing Where At the school" in text
    assert f"What hangs on it Grow your lunch {desk.case.provider} 2 days are planned from today on, at 2 schools." in text
    assert "Holds on these days With school staff present from" in text


def test_suspending_asks_first_says_what_follows_and_takes_the_offer_off_the_site() -> None:
    desk = decided()
    clearance = of_the_person(desk)
    client = desk_of(desk.first, desk.authority)

    page = client.get(step(clearance, "suspend"))
    answer = client.post(step(clearance, "suspend"), {"ground": LADO}, follow=True)

    assert "It takes effect at once." in said(page)
    assert "Grow your lunch" in said(page)
    assert told(answer) == ["Suspended. Another officer confirms it, by the end of the next working day."]
    assert "You suspended this, so another officer confirms it" in said(answer)
    assert buttons(answer) == []
    desk.offer.refresh_from_db()
    assert not desk.offer.is_shown


def test_opening_the_page_suspends_nobody_and_a_ground_must_be_chosen() -> None:
    desk = decided()
    clearance = of_the_person(desk)
    client = desk_of(desk.first, desk.authority)

    client.get(step(clearance, "suspend"))
    answer = client.post(step(clearance, "suspend"), {})

    assert "Choose one." in said(answer)
    assert not Suspension.objects.exists()


def test_a_ground_that_is_for_leads_is_refused_to_others() -> None:
    desk = decided()
    clearance = of_the_person(desk)
    ground = {"ground": SuspensionGround.INCIDENT_UNDER_REVIEW}

    officer = desk_of(desk.first, desk.authority).post(step(clearance, "suspend"), ground)
    lead = desk_of(UserFactory(), desk.authority, OfficerRole.LEAD).post(step(clearance, "suspend"), ground, follow=True)

    assert "This ground is for a vetting lead." in said(officer)
    assert told(lead) == ["Suspended. Another officer confirms it, by the end of the next working day."]


def test_a_second_officer_confirms() -> None:
    desk = decided()
    clearance = of_the_person(desk)
    suspensions.suspend(by=desk.first, clearance=clearance, ground=LADO)
    client = desk_of(desk.second, desk.authority)

    listed = client.get(LIST).content.decode()
    page = client.get(page_of(clearance))
    asked = client.get(step(clearance, "confirm"))
    answer = client.post(step(clearance, "confirm"), follow=True)

    assert "Suspended, to be confirmed" in listed
    assert buttons(page) == ["Confirm the suspension"]
    assert f"Suspended by {desk.first} on" in said(asked)
    assert told(answer) == ["Confirmed."]
    assert f"Confirmed by {desk.second}." in said(answer)


def test_who_suspended_does_not_confirm_superusers_no_less() -> None:
    desk = decided()
    desk.first.is_superuser = True
    desk.first.save()
    clearance = of_the_person(desk)
    suspensions.suspend(by=desk.first, clearance=clearance, ground=LADO)

    answer = desk_of(desk.first, desk.authority).post(step(clearance, "confirm"))

    assert "Another officer of the authority confirms this: not who suspended" in said(answer)


def test_a_lead_reinstates_and_the_offer_is_back() -> None:
    desk = decided()
    clearance = of_the_person(desk)
    suspensions.suspend(by=desk.first, clearance=clearance, ground=LADO)
    lead = UserFactory()

    refused = desk_of(desk.second, desk.authority).post(step(clearance, "reinstate"))
    answer = desk_of(lead, desk.authority, OfficerRole.LEAD).post(step(clearance, "reinstate"), follow=True)

    assert "Only a vetting lead who has no part in this provider can lift a suspension." in said(refused)
    assert told(answer) == ["Reinstated."]
    assert f"Lifted by {lead} on" in said(answer)
    desk.offer.refresh_from_db()
    assert desk.offer.is_shown


def test_a_lead_withdraws_for_good() -> None:
    desk = decided()
    clearance = of_the_person(desk)

    refused = desk_of(desk.first, desk.authority).post(step(clearance, "withdraw"))
    answer = desk_of(UserFactory(), desk.authority, OfficerRole.LEAD).post(step(clearance, "withdraw"), follow=True)

    assert "Only a vetting lead who has no part in this provider can withdraw a clearance. Ask one." in said(refused)
    assert told(answer) == ["Withdrawn."]
    assert (buttons(answer), headline(answer)) == ([], "Withdrawn: with school staff present")


def test_confirming_what_was_lifted_meanwhile_is_refused_kindly() -> None:
    desk = decided()

    answer = desk_of(desk.second, desk.authority).post(step(of_the_person(desk), "confirm"))

    assert "It is not suspended any more." in said(answer)


def test_an_auditor_reads_and_does_nothing() -> None:
    desk = decided()

    page = desk_of(UserFactory(), desk.authority, OfficerRole.AUDITOR).get(page_of(of_the_person(desk)))

    assert buttons(page) == []
    assert "You may read this; officers of the authority act on it." in said(page)


@pytest.mark.parametrize("name", ["suspend", "confirm", "reinstate", "withdraw"])
def test_officers_of_other_authorities_and_superusers_find_nothing(name: str) -> None:
    desk = decided()
    clearance = of_the_person(desk)
    strangers = [desk_of(UserFactory(), VettingAuthorityFactory()), signed_in(UserFactory(is_superuser=True))]

    assert {client.get(page_of(clearance)).status_code for client in strangers} == {404}
    assert {client.post(step(clearance, name), {"ground": LADO}).status_code for client in strangers} == {404}
    assert not Suspension.objects.exists()


def test_a_file_is_refused() -> None:
    desk = decided()
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7", content_type="application/pdf")

    answer = desk_of(desk.first, desk.authority).post(step(of_the_person(desk), "suspend"), {"ground": LADO, "file": letter})

    assert "No files are taken here." in said(answer)
    assert own_part(answer).select('input[type="file"]') == []
    assert not Suspension.objects.exists()


def test_withdrawing_asks_whose_wish_it_is_and_says_afterwards_who_did_it() -> None:
    desk, other = decided(), decided()
    lead, asked = (desk_of(UserFactory(first_name="Ruth", last_name="Hall"), one.authority, OfficerRole.LEAD) for one in (desk, other))
    SuspensionFactory(clearance=of_the_person(other), ground=SuspensionGround.PROVIDER_REQUEST)

    asking, ticked = (client.get(step(of_the_person(one), "withdraw")) for client, one in ((lead, desk), (asked, other)))
    done = lead.post(step(of_the_person(desk), "withdraw"), {}, follow=True)
    at_request = asked.post(step(of_the_person(other), "withdraw"), {"at_request": "on"}, follow=True)

    boxes = [BeautifulSoup(page.content.decode(), "html.parser").select_one("input[name=at_request]") for page in (asking, ticked)]
    assert [box is not None and box.has_attr("checked") for box in boxes] == [False, True]
    assert (told(done), "Ruth Hall" in said(done), "as the provider asked" in said(done)) == (["Withdrawn."], True, False)
    assert "as the provider asked" in said(at_request)
