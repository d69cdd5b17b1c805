import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from tests.factories.vetting import PlannedUseFactory, SuspensionFactory, VettingAuthorityFactory, cleared_offer
from vetting.models import Clearance, VettingAuthority
from vetting.queries.clearances.lapsing import lapses_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> VettingAuthority:
    return VettingAuthorityFactory()


def within(days: int) -> datetime.date:
    return clock.today() + datetime.timedelta(days=days)


def test_it_says_what_runs_out_when_and_what_that_leaves_uncovered(authority: VettingAuthority) -> None:
    offer = cleared_offer(authority=authority, expires={"RISK_DECL": within(20)})
    PlannedUseFactory(offer=offer, date=within(20))
    for days in (21, 28):
        PlannedUseFactory(offer=offer, date=within(days))

    (lapse,) = lapses_of([authority])

    assert (lapse.offer, lapse.until, lapse.days, lapse.checks) == (offer, within(20), 20, ("Risk assessment held and reviewed",))
    assert (lapse.sessions, lapse.schools) == (2, 2)


def test_soonest_first_and_nothing_that_is_far_off_elsewhere_or_not_on_the_site(authority: VettingAuthority) -> None:
    later, sooner = (cleared_offer(authority=authority, expires={"RISK_DECL": within(days)}) for days in (80, 5))
    cleared_offer(authority=authority, expires={"RISK_DECL": within(91)})
    cleared_offer(expires={"RISK_DECL": within(5)})
    cleared_offer(authority=authority, expires={"RISK_DECL": within(-1)})

    assert [lapse.offer for lapse in lapses_of([authority])] == [sooner, later]


def test_what_is_suspended_is_not_about_to_run_out(authority: VettingAuthority) -> None:
    offer = cleared_offer(authority=authority, expires={"RISK_DECL": within(5)})
    clearance = Clearance.objects.get(offer=offer)
    Clearance.objects.filter(pk=clearance.pk).update(state="suspended")
    SuspensionFactory(clearance=clearance)

    assert lapses_of([authority]) == ()


def test_many_cost_what_few_cost(authority: VettingAuthority) -> None:
    cleared_offer(authority=authority, expires={"RISK_DECL": within(5)})
    with CaptureQueriesContext(connection) as few:
        lapses_of([authority])
    for _number in range(3):
        cleared_offer(authority=authority, expires={"RISK_DECL": within(5)})

    with CaptureQueriesContext(connection) as many:
        found = lapses_of([authority])

    assert len(found) == 4
    assert len(many) == len(few)
