"""Declaring a conflict of interest from a case, and the list on which a lead ends it."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.vetting import ConflictFactory
from tests.support.costs import statements
from tests.support.officers import buttons, case_page, desk_of, said, step, told
from tests.support.vetting import claimed
from vetting.enums import OfficerRole
from vetting.models import ConflictDeclaration

pytestmark = pytest.mark.django_db

CONFLICTS = "/admin/vetting/conflicts/"


def test_an_officer_declares_it_from_the_case_and_reads_there_that_others_work_on_it() -> None:
    desk = claimed()
    client = desk_of(desk.first, desk.authority)
    assert step(desk.case, "conflict") in client.get(case_page(desk.case)).content.decode()

    asked = client.get(step(desk.case, "conflict"))
    page = client.post(step(desk.case, "conflict"), follow=True)

    assert "Nobody asks how." in said(asked)
    assert told(page) == ["Declared. Other officers work on this provider now."]
    assert buttons(page) == []
    assert "You have declared a conflict of interest with this provider, so another officer has to do this." in said(page)


def test_a_lead_sees_those_of_colleagues_and_ends_one() -> None:
    desk = claimed()
    conflict = ConflictFactory(officer=desk.second, provider=desk.case.provider)
    ConflictFactory()
    lead = desk_of(UserFactory(), desk.authority, OfficerRole.LEAD)

    before = said(lead.get(CONFLICTS))
    lead.post(f"{CONFLICTS}{conflict.pk}/end/")

    assert f"{desk.case.provider} {desk.second}, declared on" in before
    assert before.count("Stands") == 1
    assert ConflictDeclaration.objects.live().filter(pk=conflict.pk).exists() is False
    assert "Ended" in said(lead.get(CONFLICTS))


def test_the_list_costs_as_much_for_many_as_for_one() -> None:
    desk = claimed()
    client = desk_of(desk.second, desk.authority, OfficerRole.LEAD)
    ConflictFactory(officer=desk.first)
    one = statements(client, CONFLICTS)
    for _ in range(3):
        ConflictFactory(officer=desk.first)

    assert statements(client, CONFLICTS) == one
