"""Who lends, borrows, answers and ends; and that the list says the same as the question."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.partners import OfficerLoanFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.models import OfficerLoan, VettingAuthority
from vetting.policies.loans import can_answer_loan, can_end_loan, can_manage_loans, can_see_loan, can_take_back_loan, works_of_their_own
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db


def everybody(authority: VettingAuthority) -> dict[str, Visitor]:
    return {role: OfficerFactory(authority=authority, role=role).user for role in OfficerRole.values} | {
        "borrowed": OfficerLoanFactory(borrower=authority, accepted=True).user,
        "stranger": OfficerFactory(role=OfficerRole.LEAD).user,
        "superuser": UserFactory(is_superuser=True),
        "anonymous": AnonymousUser(),
    }


def those(people: dict[str, Visitor], may: set[int | None]) -> list[str]:
    return [name for name, user in people.items() if user.pk in may]


def test_leads_and_administrators_manage_and_nobody_else() -> None:
    authority = VettingAuthorityFactory()
    people = everybody(authority)

    assert [name for name, user in people.items() if can_manage_loans(user, authority)] == ["lead", "administrator"]
    assert [name for name, user in people.items() if works_of_their_own(user, authority)] == ["officer", "lead"]


def test_the_side_that_was_asked_answers_and_the_other_takes_back() -> None:
    lender, borrower = VettingAuthorityFactory(), VettingAuthorityFactory()
    asked = OfficerLoanFactory(lender=lender, borrower=borrower)
    offered = OfficerLoanFactory(lender=lender, borrower=borrower, is_asked=False)
    giving, taking = everybody(lender), everybody(borrower)

    assert [name for name, user in giving.items() if can_answer_loan(user, asked)] == ["lead", "administrator"]
    assert [name for name, user in taking.items() if can_answer_loan(user, asked)] == []
    assert [name for name, user in taking.items() if can_answer_loan(user, offered)] == ["lead", "administrator"]
    assert [name for name, user in taking.items() if can_take_back_loan(user, asked)] == ["lead", "administrator"]
    assert [name for name, user in giving.items() if can_take_back_loan(user, offered)] == ["lead", "administrator"]
    asked.proposed_by = giving["lead"]
    assert not can_answer_loan(giving["lead"], asked)


def test_either_side_ends_what_runs() -> None:
    loan = OfficerLoanFactory(accepted=True)
    for authority in (loan.lender, loan.borrower):
        assert [name for name, user in everybody(authority).items() if can_end_loan(user, loan)] == ["lead", "administrator"]
    assert not can_end_loan(OfficerFactory(authority=loan.lender, role=OfficerRole.LEAD).user, OfficerLoanFactory(lender=loan.lender))


def test_both_authorities_and_the_officer_see_it_and_the_list_agrees() -> None:
    loan = OfficerLoanFactory(accepted=True)
    people = {f"lender {name}": user for name, user in everybody(loan.lender).items()}
    people |= {f"borrower {name}": user for name, user in everybody(loan.borrower).items()} | {"lent": loan.user}
    seen = [name for name, user in people.items() if can_see_loan(user, loan)]
    inside = ("officer", "lead", "administrator", "auditor")

    assert seen == [*(f"lender {one}" for one in inside), *(f"borrower {one}" for one in inside), "lent"]
    for user in people.values():
        visible = set(OfficerLoan.objects.visible_to(user))
        assert visible == {one for one in OfficerLoan.objects.all() if can_see_loan(user, one)}


def test_after_the_last_day_the_borrowed_officer_still_reads_of_their_own_loan_alone() -> None:
    gone = clock.today() - datetime.timedelta(days=1)
    over = OfficerLoanFactory(accepted=True, starts_on=gone, ends_on=gone)
    other = OfficerLoanFactory(borrower=over.borrower)

    assert list(OfficerLoan.objects.visible_to(over.user)) == [over]
    assert not can_see_loan(over.user, other)
