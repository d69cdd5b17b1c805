"""The officers' list of whom to ring."""

import datetime

import pytest

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.vetting import CaseFactory, ReferenceFactory, VettingAuthorityFactory
from tests.support.costs import statements
from tests.support.officers import desk_of, own_part, said, the, told
from vetting.models import Call

pytestmark = pytest.mark.django_db

LIST = "/admin/vetting/ringing/"


def test_each_row_says_who_number_about_what_since_when_and_a_call_takes_it_off() -> None:
    since = clock.now() - datetime.timedelta(days=9)
    case = CaseFactory(waiting=True, waiting_since=since, offer__provider__contact_phone="01670 555 021")
    client = desk_of(UserFactory(), case.authority)

    page = client.get(LIST)
    address = str(the(own_part(page), ".vetting-row-do a")["href"])
    refused = client.post(address, {"outcome": "no_answer"})
    done = client.post(address, {"outcome": "no_answer", "ring_again_on": str(clock.today() + datetime.timedelta(days=1))}, follow=True)

    assert f"{case.provider.name} 01670 555 021 A question about “{case.version.title}” has no answer, {case.reference}" in said(page)
    assert "Say on which day to ring again." in said(refused)
    assert (told(done), said(done).endswith("Nobody has to be rung.")) == (["Written down."], True)
    assert Call.objects.count() == 1


def test_a_row_of_another_authority_is_not_there() -> None:
    case = CaseFactory(waiting=True, waiting_since=clock.now() - datetime.timedelta(days=9))
    address = str(the(own_part(desk_of(UserFactory(), case.authority).get(LIST)), ".vetting-row-do a")["href"])

    assert desk_of(UserFactory(), VettingAuthorityFactory()).get(address).status_code == 404


def test_the_list_costs_as_much_for_many_as_for_one() -> None:
    case = CaseFactory(waiting=True)
    client = desk_of(UserFactory(), case.authority)
    ReferenceFactory(state="unanswered", case=case)
    one = statements(client, LIST)
    for _ in range(3):
        ReferenceFactory(state="unanswered", case=case)

    assert statements(client, LIST) == one
