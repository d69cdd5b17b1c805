"""How long an authority usually takes."""

import datetime

import pytest

from core import clock
from tests.factories.vetting import CaseFactory, VettingAuthorityFactory
from vetting.models import VettingAuthority
from vetting.queries.cases.turnaround import LAST, typical_days
from vetting.states import CaseState

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def decided_after(authority: VettingAuthority, *days: float, ago: int = 0, waited: int = 0) -> None:
    for number, took in enumerate(days):
        closed = clock.now() - ago * DAY - number * DAY / 24
        CaseFactory(authority=authority, state=CaseState.DECIDED, submitted_at=closed - took * DAY, closed_at=closed, waited_seconds=waited)


def test_fewer_than_five_decisions_say_nothing() -> None:
    authority = VettingAuthorityFactory()
    decided_after(authority, 1, 2, 3, 4)
    decided_after(VettingAuthorityFactory(), 9, 9, 9, 9, 9)
    CaseFactory(authority=authority, state=CaseState.WITHDRAWN, closed_at=clock.now())

    assert typical_days(authority) is None


def test_the_middle_one_counts_in_days_begun_and_an_outlier_does_not() -> None:
    authority = VettingAuthorityFactory()
    decided_after(authority, 2, 3, 5.2, 8, 200)

    assert typical_days(authority) == 6


def test_the_time_that_providers_took_is_left_out_and_it_is_never_less_than_a_day() -> None:
    authority = VettingAuthorityFactory()
    decided_after(authority, 5, 5, 5, 5, 5, waited=3 * 24 * 60 * 60)
    quick = VettingAuthorityFactory()
    decided_after(quick, 0.1, 0.1, 0.1, 0.1, 0.1)

    assert (typical_days(authority), typical_days(quick)) == (2, 1)


def test_only_the_last_ones_tell_how_it_is_now() -> None:
    authority = VettingAuthorityFactory()
    decided_after(authority, *[60] * 8, ago=100)
    decided_after(authority, *[4] * LAST)

    assert typical_days(authority) == 4
