"""The list of appeals, the page of one, and a lead's decision."""

import datetime

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.leads import AppealFactory
from tests.support.appeals import declined, lodged, suspended_offer, withdrawn_offer
from tests.support.officers import buttons, desk_of, headline, own_part, said, told
from vetting.models import Appeal

pytestmark = pytest.mark.django_db
LIST = "/admin/vetting/appeals/"


def desk(appeal: Appeal, role: str = "lead") -> Client:
    return desk_of(UserFactory(), appeal.authority, role)


def test_from_the_list_to_a_decision() -> None:
    appeal = lodged(suspended_offer())
    client = desk(appeal)

    listed = said(client.get(LIST))
    page = client.get(f"{LIST}{appeal.pk}/")
    empty = client.post(f"{LIST}{appeal.pk}/decide/", {"answer": "too_far", "message": ""})
    done = client.post(f"{LIST}{appeal.pk}/decide/", {"answer": "too_far", "message": "You are on show again."}, follow=True)

    assert (str(appeal.provider) in listed, "Due by" in listed) == (True, True)
    assert buttons(page) == ["Decide"]
    assert "Nothing was saved. Look at what is marked below." in said(empty)
    assert (told(done), headline(done)) == (["Decided. The provider gets a mail."], "Upheld")
    assert "You are on show again." in said(done)


def test_a_withdrawal_is_named_and_leads_to_the_clearance() -> None:
    appeal = lodged(withdrawn_offer())
    client = desk(appeal)

    listed, page = said(client.get(LIST)), client.get(f"{LIST}{appeal.pk}/")

    assert appeal.clearance is not None
    assert appeal.clearance.person is not None
    assert f"Withdrawal of the clearance of {appeal.clearance.person.name}" in listed
    assert f"/admin/vetting/clearances/inspect/{appeal.clearance_id}/" in page.content.decode()
    assert buttons(page) == ["Decide"]


def test_what_is_overdue_comes_first_and_what_is_closed_last() -> None:
    appeal = lodged(declined().offer)
    authority = appeal.authority
    late = AppealFactory(suspension__clearance__authority=authority, decide_by=clock.today() - datetime.timedelta(days=1))
    AppealFactory(suspension__clearance__authority=authority, state="withdrawn", closed_at=clock.now())
    AppealFactory()

    tags = [one.get_text() for one in own_part(desk(appeal).get(LIST)).select(".vetting-tag")]

    assert [tag.split(" ")[0] for tag in tags] == ["Overdue", "Due", "Taken"]
    assert late.decide_by < appeal.decide_by


def test_who_can_not_decide_reads_why_and_nothing_typed_is_lost() -> None:
    appeal = lodged(suspended_offer())
    client = desk(appeal, "officer")

    page = client.get(f"{LIST}{appeal.pk}/")
    sent = client.post(f"{LIST}{appeal.pk}/decide/", {"answer": "needed", "message": "It stands."})

    assert (buttons(page), "had no part in the first decision" in said(page)) == ([], True)
    assert "Only a vetting lead of" in said(sent) or "had no part in the first decision" in said(sent)
    appeal.refresh_from_db()
    assert appeal.state == "lodged"


def test_many_cost_as_little_as_one(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    appeal = lodged(suspended_offer())
    client = desk(appeal)
    client.get(LIST)
    for _number in range(6):
        AppealFactory(suspension__clearance__authority=appeal.authority)

    with django_assert_max_num_queries(40):
        client.get(LIST)
