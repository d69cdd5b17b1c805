"""The officers' board of concerns."""

import pytest

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderPersonFactory
from tests.factories.vetting import ClearanceFactory, ConcernFactory, VettingAuthorityFactory
from tests.support.costs import statements
from tests.support.officers import buttons, case_page, desk_of, own_part, said, step, told
from tests.support.vetting import claimed
from vetting.enums import OfficerRole
from vetting.models import Concern

pytestmark = pytest.mark.django_db

BOARD = "/admin/vetting/concerns/"


def test_what_nobody_has_and_asks_that_bookings_stop_comes_first() -> None:
    authority = VettingAuthorityFactory()
    quiet = ConcernFactory(authority=authority, asks_suspension=False)
    urgent = ConcernFactory(authority=authority)
    officer = UserFactory()
    ConcernFactory(authority=authority, state="acknowledged", acknowledged_by=officer, acknowledged_at=clock.now())
    ConcernFactory()
    client = desk_of(officer, authority)

    page = client.get(BOARD)

    rows = [row.get_text() for row in own_part(page).select("strong")]
    assert rows[:2] == [urgent.provider.name, quiet.provider.name]
    assert len(rows) == 3
    assert "They ask that bookings stop" in said(page)


def test_an_officer_takes_it_suspends_from_there_and_closes_it() -> None:
    link, authority = ProviderPersonFactory(), VettingAuthorityFactory()
    clearance = ClearanceFactory(authority=authority, person=link.person)
    concern = ConcernFactory(authority=authority, provider=link.provider, person=link.person)
    client = desk_of(UserFactory(), authority)

    page = client.get(f"{BOARD}{concern.pk}/")
    assert buttons(page) == ["I have it"]
    assert f"/admin/vetting/clearances/{clearance.pk}/suspend/" in page.content.decode()
    taken = client.post(f"{BOARD}{concern.pk}/acknowledge/", follow=True)
    closed = client.post(f"{BOARD}{concern.pk}/close/", {"outcome": "suspended"}, follow=True)

    assert (told(taken), buttons(taken)) == (["It is yours. Ring whoever was told."], ["Close it"])
    assert (told(closed), buttons(closed)) == (["Closed."], [])
    assert "A clearance was suspended" in said(client.get(BOARD))


def test_from_a_case_an_officer_puts_one_on_the_board_and_a_story_stays_in_the_form() -> None:
    desk = claimed()
    client = desk_of(desk.first, desk.authority)
    person = desk.case.version.people.get()
    assert step(desk.case, "concern") in client.get(case_page(desk.case)).content.decode()
    answers = {"about": "0", "route": "lado", "told_at": "2026-11-20T10:30", "reference": "he hit a boy"}

    refused = client.post(step(desk.case, "concern"), answers)
    client.post(step(desk.case, "concern"), answers | {"reference": "LADO/2026/0173"})

    assert "Give the reference alone" in said(refused)
    assert "he hit a boy" in refused.content.decode()
    concern = Concern.objects.get()
    assert (concern.person, concern.provider, concern.school, concern.reference) == (person, desk.case.provider, None, "LADO/2026/0173")


def test_from_a_clearance_too() -> None:
    link = ProviderPersonFactory()
    clearance = ClearanceFactory(person=link.person)
    client = desk_of(UserFactory(), clearance.authority)

    client.post(f"/admin/vetting/clearances/{clearance.pk}/concern/", {"about": "0", "route": "emergency", "told_at": "2026-11-20T10:30"})

    assert list(Concern.objects.values_list("person", "provider", "route")) == [(link.person_id, link.provider_id, "emergency")]


def test_a_lead_sets_what_schools_read_of_the_lado_and_an_officer_reads_who_can() -> None:
    authority = VettingAuthorityFactory()
    lead, officer = desk_of(UserFactory(), authority, OfficerRole.LEAD), desk_of(UserFactory(), authority)
    address = f"/admin/vetting/authorities/{authority.pk}/lado/"

    refused = officer.post(address, {"phone": "01670 555 020"})
    lead.post(address, {"phone": "01670 555 020"})

    assert "A lead or an administrator of" in said(refused)
    assert "01670 555 020" in said(officer.get(BOARD))


def test_the_board_costs_as_much_for_many_as_for_one() -> None:
    authority = VettingAuthorityFactory()
    client = desk_of(UserFactory(), authority)
    ConcernFactory(authority=authority)
    one = statements(client, BOARD)
    for _ in range(3):
        ConcernFactory(authority=authority)

    assert statements(client, BOARD) == one
