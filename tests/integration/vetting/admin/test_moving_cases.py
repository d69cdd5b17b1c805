"""Handing over, taking over and giving out cases."""

import datetime

import pytest
import time_machine
from django.test import Client

from core import clock
from tests.factories.directory import OfferFactory
from tests.factories.vetting import CaseFactory, OfficerFactory
from tests.support.officers import buttons, case_page, desk_of, headline, refused_as_auditor, said, step, told
from tests.support.vetting import claimed
from vetting.enums import OfficerRole
from vetting.models import Case, VettingAuthority

pytestmark = pytest.mark.django_db

ASSIGN = "/admin/vetting/cases/assign/"


def test_a_case_is_handed_over_with_a_note_and_the_story_says_so() -> None:
    desk = claimed()
    client = desk_of(desk.first, desk.authority)

    form = client.get(step(desk.case, "hand-over"))
    refused = client.post(step(desk.case, "hand-over"), {"to": desk.second.pk})
    done = client.post(step(desk.case, "hand-over"), {"to": desk.second.pk, "note": "Insurance comes by post."}, follow=True)

    assert f"To whom? {desk.second}" in said(form)
    assert "Fill this in." in said(refused)
    assert (told(done), headline(done)) == (["Handed over."], f"{desk.second} is working on this")
    assert f"Handed over to {desk.second} {desk.first}" in said(done)


def test_a_colleague_may_take_over_what_has_gone_quiet() -> None:
    desk = claimed()
    client = desk_of(desk.second, desk.authority)
    early = client.get(step(desk.case, "take-over"), follow=True)

    with time_machine.travel(clock.now() + datetime.timedelta(hours=5), tick=False):
        quiet = client.get(case_page(desk.case))
        taken = client.post(step(desk.case, "take-over"), follow=True)

    assert told(early) == [f"{desk.first} is working on this. Ask them to hand it over, or ask a lead."]
    assert (headline(quiet), buttons(quiet)) == (f"{desk.first} has it, and has gone quiet", ["Take it over"])
    assert headline(taken) == "It is your move"
    assert f"Took it over from {desk.first} {desk.second}" in said(taken)


@pytest.fixture
def lead(db: None) -> Client:
    part = OfficerFactory(role=OfficerRole.LEAD)
    for number, kind in enumerate(["new_offer", "new_offer", "changed_offer"]):
        offer = OfferFactory(state="in_review", version__title=f"Offer {number}")
        CaseFactory(authority=part.authority, offer=offer, kind=kind)
    return desk_of(part.user, part.authority, OfficerRole.LEAD)


def test_all_means_all_that_the_filter_left_and_is_asked_once_more(lead: Client) -> None:
    colleague = OfficerFactory(authority=VettingAuthority.objects.get()).user
    address = f"{ASSIGN}?kind=new_offer"
    asked = lead.post(address, {"to": colleague.pk, "everything": "on"})
    before = Case.objects.filter(claimed_by=colleague).count()

    chosen = [case.pk for case in asked.context["chosen"]]
    done = lead.post(address, {"to": colleague.pk, "cases": chosen, "sure": "yes"}, follow=True)

    assert f"2 cases go to {colleague}: Offer 0," in said(asked)
    assert before == 0
    assert done.redirect_chain == [("/admin/vetting/cases/?kind=new_offer", 302)]
    assert told(done) == [f"2 cases are with {colleague} now."]
    assert list(Case.objects.filter(claimed_by=colleague).values_list("kind", flat=True)) == ["new_offer", "new_offer"]


def test_words_of_a_search_narrow_it_too(lead: Client) -> None:
    assert [case.version.title for case in lead.get(ASSIGN, {"q": "offer 2"}).context["listed"]] == ["Offer 2"]


def test_nothing_ticked_is_said_at_the_field(lead: Client) -> None:
    colleague = OfficerFactory(authority=VettingAuthority.objects.get()).user

    assert "Tick the cases, or all of them." in said(lead.post(ASSIGN, {"to": colleague.pk}))


def test_what_went_elsewhere_meanwhile_is_named_and_the_rest_goes(lead: Client) -> None:
    colleague = OfficerFactory(authority=VettingAuthority.objects.get()).user
    gone, stays, _other = Case.objects.order_by("pk")
    Case.objects.filter(pk=gone.pk).update(claimed_by=colleague, claimed_at=clock.now(), state="claimed")

    done = lead.post(ASSIGN, {"to": colleague.pk, "cases": [gone.pk, stays.pk], "sure": "yes"}, follow=True)

    assert told(done) == [f"{gone.reference}: {colleague} has it already.", f"1 case is with {colleague} now."]


def test_an_officer_takes_several_for_themselves_and_those_of_others_are_not_listed(lead: Client) -> None:
    authority = VettingAuthority.objects.get()
    CaseFactory(authority=authority, claimed=True)
    CaseFactory()
    user = OfficerFactory(authority=authority).user

    page = desk_of(user, authority).get(ASSIGN)

    assert len(page.context["listed"]) == 3
    assert list(page.context["form"].fields["to"].queryset) == [user]


def test_an_auditor_gives_out_nothing(lead: Client) -> None:
    authority = VettingAuthority.objects.get()
    auditor = OfficerFactory(authority=authority, role=OfficerRole.AUDITOR).user

    assert refused_as_auditor(desk_of(auditor, authority, OfficerRole.AUDITOR).get(ASSIGN))
