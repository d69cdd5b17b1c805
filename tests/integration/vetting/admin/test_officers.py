"""Officers and partners in the admin: appointing, lending, and a case that nobody here may decide."""

import datetime

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.factories.partners import OfficerLoanFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from tests.support.officers import buttons, case_page, desk_of, headline, said, step, told
from tests.support.vetting import recommended
from vetting.enums import OfficerRole
from vetting.models import Check, Officer, OfficerLoan, VettingAuthority
from vetting.policies.roles import can_work_queue
from vetting.services.officers import end_appointment

pytestmark = pytest.mark.django_db

OFFICERS, PARTNERS = "/admin/vetting/officers/", "/admin/vetting/partners/"


@pytest.fixture
def authority() -> VettingAuthority:
    return VettingAuthorityFactory(name="Northshire Council")


@pytest.fixture
def administrator(authority: VettingAuthority) -> Client:
    return desk_of(UserFactory(first_name="Ada", last_name="Min"), authority, OfficerRole.ADMINISTRATOR)


def appoint(client: Client, authority: VettingAuthority, email: str) -> object:
    return client.post(f"/admin/vetting/authorities/{authority.pk}/appoint/", {"email": email, "role": "officer"}, follow=True)


def test_an_administrator_appoints_and_ends(administrator: Client, authority: VettingAuthority) -> None:
    user = UserFactory(first_name="Olu", last_name="Bankole", email="olu@example.org")

    done = appoint(administrator, authority, "Olu@example.org")
    part = Officer.objects.get(user=user)
    page = said(administrator.get(OFFICERS))
    gone = administrator.post(f"{OFFICERS}{part.pk}/end/", follow=True)

    assert (told(done), told(gone)) == (["Appointed."], ["Ended."])
    assert "Olu Bankole olu@example.org Vetting officer since" in page
    assert not can_work_queue(user, authority)


def test_an_address_that_nobody_signs_in_with_says_what_to_do(administrator: Client, authority: VettingAuthority) -> None:
    answer = appoint(administrator, authority, "nobody@example.org")

    assert "Ask them to make an account first" in said(answer)
    assert 'value="nobody@example.org"' in answer.content.decode()  # type: ignore[attr-defined]  # a response


def test_nobody_appoints_themselves_and_an_officer_nobody(administrator: Client, authority: VettingAuthority) -> None:
    officer = desk_of(UserFactory(), authority)
    own = User.objects.get(first_name="Ada", last_name="Min").email

    assert "Nobody changes their own part" in said(appoint(administrator, authority, own))
    assert "Only an administrator of Northshire Council can do this." in said(appoint(officer, authority, own))
    assert "Appoint somebody" not in said(officer.get(OFFICERS))


def test_a_borrowed_officer_is_listed_with_the_lender_and_the_last_day(administrator: Client, authority: VettingAuthority) -> None:
    loan = OfficerLoanFactory(borrower=authority, accepted=True, ends_on=clock.today() + datetime.timedelta(days=30))

    page = said(administrator.get(OFFICERS))

    assert f"{loan.user.name} {loan.user.email} Vetting officer lent by {loan.lender} until {loan.ends_on:%-d %B %Y}" in page


def test_asked_for_agreed_and_ended_over_the_pages(administrator: Client, authority: VettingAuthority) -> None:
    part = OfficerFactory(authority__name="Eastshire Council", user__first_name="Bo", user__last_name="Rowed")
    theirs = desk_of(UserFactory(), part.authority, OfficerRole.LEAD)
    days = {"starts_on": clock.today().isoformat(), "ends_on": (clock.today() + datetime.timedelta(days=14)).isoformat()}

    form = said(administrator.get(f"/admin/vetting/authorities/{authority.pk}/borrow/"))
    asked = administrator.post(f"/admin/vetting/authorities/{authority.pk}/borrow/", {"officer": part.pk, **days}, follow=True)
    loan = OfficerLoan.objects.get()
    waiting = said(theirs.get(PARTNERS))
    agreed = theirs.post(f"{PARTNERS}loans/{loan.pk}/agree/", follow=True)
    works = can_work_queue(part.user, authority)
    lent = said(desk_of(part.user, part.authority).get(PARTNERS))
    ended = administrator.post(f"{PARTNERS}loans/{loan.pk}/end/", follow=True)

    assert "Bo Rowed, Eastshire Council" in form
    assert told(asked) == ["Asked. Their authority answers."]
    assert "Bo Rowed Eastshire Council to Northshire Council" in waiting
    assert "Waits for Eastshire Council" in waiting
    assert "Agree (" in waiting
    assert (told(agreed), works) == (["Agreed. They have been told."], True)
    assert "Runs" in lent
    assert told(ended) == ["Ended. Both authorities and the officer have been told."]
    assert not can_work_queue(part.user, authority)


def test_offered_and_declined_or_taken_back(administrator: Client, authority: VettingAuthority) -> None:
    user = OfficerFactory(authority=authority).user
    other = VettingAuthorityFactory()
    theirs = desk_of(UserFactory(), other, OfficerRole.LEAD)
    days = {"starts_on": clock.today().isoformat(), "ends_on": clock.today().isoformat()}
    address = f"/admin/vetting/authorities/{authority.pk}/lend/"

    offered = administrator.post(address, {"officer": user.pk, "borrower": other.pk, **days}, follow=True)
    declined = theirs.post(f"{PARTNERS}loans/{OfficerLoan.objects.get().pk}/decline/", follow=True)
    administrator.post(address, {"officer": user.pk, "borrower": other.pk, **days}, follow=True)
    back = administrator.post(f"{PARTNERS}loans/{OfficerLoan.objects.first().pk}/take-back/", follow=True)  # type: ignore[union-attr]  # made above

    assert told(offered) == ["Offered. The other authority answers."]
    assert (told(declined), told(back)) == (["Declined. The other authority has been told."], ["Taken back."])
    assert "Declined" in said(back)


def test_what_is_past_reads_so_though_no_job_ran(administrator: Client, authority: VettingAuthority) -> None:
    gone = clock.today() - datetime.timedelta(days=1)
    later = clock.today() + datetime.timedelta(days=3)
    OfficerLoanFactory(borrower=authority, accepted=True, starts_on=gone, ends_on=gone)
    OfficerLoanFactory(borrower=authority, starts_on=gone, ends_on=gone)
    OfficerLoanFactory(borrower=authority, accepted=True, starts_on=later, ends_on=later)

    stands = [line[1] for line in administrator.get(PARTNERS).context["lines"]]

    assert sorted(stands) == ["Agreed, begins later", "Over", "Over"]


def test_a_step_that_is_over_is_not_there(administrator: Client, authority: VettingAuthority) -> None:
    loan = OfficerLoanFactory(lender=authority, accepted=True)

    assert administrator.get(f"{PARTNERS}loans/{loan.pk}/agree/").status_code == 404


def test_a_case_that_nobody_here_may_decide_says_so_and_leads_to_borrowing() -> None:
    desk = recommended()
    lead = desk_of(desk.first, desk.authority, OfficerRole.LEAD)
    Officer.objects.filter(user=desk.first, role=OfficerRole.OFFICER).delete()
    with_second = lead.get(case_page(desk.case))
    end_appointment(by=None, officer=Officer.objects.get(user=desk.second))

    alone = lead.get(case_page(desk.case))
    led = lead.get(step(desk.case, "borrow"))

    assert buttons(with_second) == []
    assert headline(alone) == "It is a second officer's move"
    assert "is left who may: a lead or an administrator borrows an officer" in said(alone)
    assert buttons(alone) == ["Borrow an officer"]
    assert led.headers["Location"] == f"/admin/vetting/authorities/{desk.authority.pk}/borrow/"


def test_the_borrowed_officer_decides_in_the_admin_and_sees_nothing_after_the_loan() -> None:
    desk = recommended()
    loan = OfficerLoanFactory(borrower=desk.authority, accepted=True)
    client = desk_of(loan.user, loan.lender)
    page = case_page(desk.case)

    while_it_runs = client.get(page)
    loan_row = OfficerLoan.objects.filter(pk=loan.pk)
    loan_row.update(starts_on=clock.today() - datetime.timedelta(days=9), ends_on=clock.today() - datetime.timedelta(days=1))
    afterwards = client.get(page)

    assert buttons(while_it_runs) == ["Decide", "Send back with a note"]
    assert Check.objects.visible_to(loan.user).count() == 0
    assert afterwards.status_code == 404
    assert AuditEvent.objects.filter(action="evidence.refused", actor_id=loan.user.pk).count() == 1
