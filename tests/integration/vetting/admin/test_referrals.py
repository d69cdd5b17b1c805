"""Leads find, read and answer referrals; to everybody else nothing hints that one exists."""

import pytest
from django.test import Client

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory, ProviderPersonFactory
from tests.factories.leads import ReferralPromptFactory
from tests.factories.vetting import ClearanceFactory, VettingAuthorityFactory
from tests.support.costs import statements
from tests.support.officers import desk_of, own_part, said, told
from vetting.enums import OfficerRole
from vetting.models import ReferralPrompt

pytestmark = pytest.mark.django_db

LIST = "/admin/vetting/referrals/"


def lead_of(prompt: ReferralPrompt) -> Client:
    return desk_of(UserFactory(), prompt.authority, OfficerRole.LEAD)


def clearance_page(prompt: ReferralPrompt) -> str:
    return f"/admin/vetting/clearances/inspect/{prompt.clearance_id}/"


def test_a_lead_comes_from_the_clearance_reads_who_must_and_may_and_answers() -> None:
    prompt = ReferralPromptFactory()
    client, address = lead_of(prompt), f"{LIST}{prompt.pk}/"
    assert address in client.get(clearance_page(prompt)).content.decode()

    page = client.get(address)
    words = said(page)
    deferred = client.post(address, {"event": "defer", "reason": "advice"}, follow=True)
    assert "Deferred: we wait for advice" in said(deferred)
    answer = {"event": "make", "reason": "power", "made_on": clock.today().isoformat(), "reference": "he hit a boy"}
    refused = client.post(address, answer)
    made = client.post(address, answer | {"reference": "DBS/2026/17"}, follow=True)

    assert [part in words for part in ("Do not record details here", "Must: a regulated activity provider", "May: a local authority")] == [
        True
    ] * 3
    assert "Give the reference alone" in said(refused)
    assert "he hit a boy" in refused.content.decode()
    assert told(made) == ["Kept. What was made or is not required stays as it is; what is deferred stays on the list."]
    assert "The Disclosure and Barring Service, made" in said(made)
    assert not own_part(client.get(address)).select("form")
    assert address not in client.get(clearance_page(prompt)).content.decode()


def test_a_lead_puts_one_on_the_list_from_a_clearance_and_is_told_where_it_stands_already() -> None:
    clearance = ClearanceFactory(person=ProviderPersonFactory().person)
    client = desk_of(UserFactory(), clearance.authority, OfficerRole.LEAD)
    address = f"/admin/vetting/clearances/{clearance.pk}/referral/"

    client.post(address, {"kind": "tra"})
    again = client.post(address, {"kind": "tra"})

    assert list(ReferralPrompt.objects.values_list("clearance", "kind")) == [(clearance.pk, "tra")]
    assert "This is on the list of referrals already" in said(again)
    assert "The Teaching Regulation Agency" in said(client.get(LIST))


@pytest.mark.parametrize("role", [OfficerRole.OFFICER, OfficerRole.ADMINISTRATOR, OfficerRole.AUDITOR])
def test_to_whoever_is_no_lead_nothing_hints_at_it(role: OfficerRole) -> None:
    prompt = ReferralPromptFactory()
    client = desk_of(UserFactory(), prompt.authority, role)
    assert "1 referral to consider" in said(lead_of(prompt).get("/admin/"))

    pages = [client.get(address).content.decode().lower() for address in ("/admin/", clearance_page(prompt))]

    assert ["referral" in page for page in pages] == [False, False]
    hidden = (LIST, f"{LIST}{prompt.pk}/", f"/admin/vetting/clearances/{prompt.clearance_id}/referral/")
    assert [client.get(address).status_code for address in hidden] == [404] * 3


def test_a_lead_who_acts_for_the_provider_sees_nothing_of_it() -> None:
    link = ProviderPersonFactory()
    prompt = ReferralPromptFactory(clearance__person=link.person)
    member = ProviderMemberFactory(provider=link.provider).user
    client = desk_of(member, prompt.authority, OfficerRole.LEAD)

    assert "No referral is to be considered" in said(client.get(LIST))
    assert "eferral" not in said(client.get(clearance_page(prompt)))
    assert client.get(f"{LIST}{prompt.pk}/").status_code == 404


def test_the_list_costs_as_much_for_many_as_for_one() -> None:
    authority = VettingAuthorityFactory()
    client = desk_of(UserFactory(), authority, OfficerRole.LEAD)
    ReferralPromptFactory(clearance__authority=authority)
    one = statements(client, LIST)
    for _ in range(3):
        ReferralPromptFactory(clearance__authority=authority)

    assert statements(client, LIST) == one
