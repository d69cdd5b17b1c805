import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from core import clock
from portal.queries.officer_work import OfficerWork, work_of
from tests.factories.accounts import UserFactory
from tests.factories.schools import JoinRequestFactory
from tests.factories.vetting import CaseFactory, CheckFactory, OfficerFactory, SuspensionFactory, VettingAuthorityFactory
from vetting.states import CaseState

pytestmark = pytest.mark.django_db


def test_somebody_who_is_no_officer_has_no_work() -> None:
    CaseFactory()

    assert work_of(UserFactory()) == OfficerWork(0, 0, 0, 0, 0, 0, 0)


def test_work_is_counted_by_whose_move_it_is(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    officer = OfficerFactory()
    OfficerFactory(user=officer.user, authority=officer.authority, role="lead")  # a second part must not count twice
    here, me, them = officer.authority, officer.user, UserFactory()
    waiting = {"state": CaseState.WAITING_ON_PROVIDER, "claimed_at": clock.now(), "waiting_since": clock.now()}
    CaseFactory.create_batch(2, authority=here)
    CaseFactory(authority=here, claimed=True, claimed_by=me)
    CaseFactory(authority=here, claimed=True, claimed_by=them)
    CaseFactory(authority=here, recommended=True, claimed_by=them)
    CaseFactory(authority=here, recommended=True, claimed_by=me)
    CaseFactory(authority=here, claimed_by=me, **waiting)
    CaseFactory(authority=here, state=CaseState.WITHDRAWN, closed_at=clock.now())
    CheckFactory(authority=here)
    CheckFactory(authority=here, performed_by=me)
    CheckFactory(authority=here, verified=True)
    SuspensionFactory(clearance__authority=here)
    SuspensionFactory(clearance__authority=here, suspended_by=me)
    JoinRequestFactory(school__authority=here.local_authority)
    JoinRequestFactory(school__authority=VettingAuthorityFactory().local_authority)
    for elsewhere in (CaseFactory, CheckFactory, SuspensionFactory):
        elsewhere()

    with django_assert_num_queries(4):
        work = work_of(me)

    assert work == OfficerWork(unclaimed=2, mine=1, second=1, checks=1, waiting_on_providers=1, suspensions=1, joining=1)
