import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.partners import OfficerLoanFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.models import VettingAuthority
from vetting.policies.loans import can_manage_loans
from vetting.queries.authorities.loans import borrowable, lendable, loans_read_by, managed_by, overdue_loans

pytestmark = pytest.mark.django_db


def test_those_who_work_there_by_their_own_part_can_be_lent() -> None:
    authority = VettingAuthorityFactory()
    own = {OfficerFactory(authority=authority, role=role).user for role in (OfficerRole.OFFICER, OfficerRole.LEAD)}
    OfficerFactory(authority=authority, role=OfficerRole.AUDITOR)
    OfficerFactory(authority=authority, user__is_active=False)
    OfficerLoanFactory(borrower=authority, accepted=True)

    assert set(lendable(authority)) == own


def test_those_who_work_elsewhere_can_be_borrowed_once_for_each_authority() -> None:
    authority, partner = VettingAuthorityFactory(name="A"), VettingAuthorityFactory(name="B")
    there = OfficerFactory(authority=partner)
    OfficerFactory(authority=partner, user=there.user, role=OfficerRole.LEAD)
    here = OfficerFactory(authority=authority).user
    OfficerFactory(authority=partner, user=here)
    lent = OfficerLoanFactory(borrower=authority, lender=partner, accepted=True).user

    found = [(part.user, part.authority) for part in borrowable(authority)]

    assert found == [(there.user, partner)]
    assert lent not in [user for user, _authority in found]


def test_managed_authorities_are_the_question_as_a_list() -> None:
    authority = VettingAuthorityFactory()
    users = [OfficerFactory(authority=authority, role=role).user for role in OfficerRole.values]

    for user in [*users, UserFactory(is_superuser=True), AnonymousUser()]:
        assert list(managed_by(user)) == [one for one in VettingAuthority.objects.all() if can_manage_loans(user, one)]


def test_overdue_are_open_and_running_ones_after_their_last_day() -> None:
    today = clock.today()
    gone = today - datetime.timedelta(days=1)
    open_one = OfficerLoanFactory(starts_on=gone, ends_on=gone)
    running = OfficerLoanFactory(starts_on=gone, ends_on=gone, accepted=True)
    OfficerLoanFactory(starts_on=gone, ends_on=gone, state="declined", answered_by=UserFactory(), answered_at=clock.now())
    OfficerLoanFactory(ends_on=today, accepted=True)

    assert list(overdue_loans()) == [open_one, running]


def test_the_list_costs_one_query(django_assert_num_queries: object) -> None:
    loan = OfficerLoanFactory()
    OfficerLoanFactory(lender=loan.lender)
    reader = OfficerFactory(authority=loan.lender).user

    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        assert len([str(one) for one in loans_read_by(reader)]) == 2
