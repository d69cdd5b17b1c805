import datetime

import pytest
import time_machine

from core import clock
from tests.factories.vetting import CaseFactory, PolicyFactory, VettingAuthorityFactory, shipped_policy
from vetting.models import Case, VettingAuthority
from vetting.queries.cases.queue import TARGET, target_of, with_lateness
from vetting.states import CaseState

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime.datetime(2026, 12, 30, 9, 0, tzinfo=datetime.UTC)  # after Christmas Day, Boxing Day and its substitute on the 28th


def authority_with(target: int | None) -> VettingAuthority:
    content = shipped_policy()
    others = [row for row in content["constants"] if row["key"] != TARGET]
    own = [row | {"value": target} for row in content["constants"] if row["key"] == TARGET and target is not None]
    policy = PolicyFactory(version=f"target-{target}", content=content | {"constants": [*others, *own]})
    return VettingAuthorityFactory(policy=policy)


def at(day: str, hour: int = 12) -> datetime.datetime:
    return clock.local(datetime.date.fromisoformat(day), datetime.time(hour))


def late_ones(authority: VettingAuthority) -> list[str]:
    return sorted(case.reference for case in with_lateness(Case.objects.all(), [authority]) if vars(case)["is_late"])


@time_machine.travel(WEDNESDAY, tick=False)
def test_bank_holidays_and_weekends_are_no_working_days() -> None:
    authority = authority_with(3)
    CaseFactory(authority=authority, reference="exactly-3", submitted_at=at("2026-12-23", 0))  # 24, 29 and 30 December since
    CaseFactory(authority=authority, reference="one-more", submitted_at=at("2026-12-22", 23))

    assert late_ones(authority) == ["one-more"]


@time_machine.travel(WEDNESDAY, tick=False)
def test_the_clock_stood_still_while_the_provider_had_it() -> None:
    authority = authority_with(3)
    week = 7 * 24 * 3600
    CaseFactory(authority=authority, reference="waited", submitted_at=at("2026-12-17"), waited_seconds=week)
    CaseFactory(authority=authority, reference="waited-less", submitted_at=at("2026-12-15"), waited_seconds=week)

    assert late_ones(authority) == ["waited-less"]


@time_machine.travel(WEDNESDAY, tick=False)
@pytest.mark.parametrize("state", [CaseState.WAITING_ON_PROVIDER, CaseState.DECIDED, CaseState.WITHDRAWN])
def test_what_is_not_the_authority_s_move_is_never_late(state: str) -> None:
    authority = authority_with(3)
    waiting = {"waiting": True} if state == CaseState.WAITING_ON_PROVIDER else {}
    CaseFactory(authority=authority, submitted_at=at("2026-06-01"), **{"state": state} | waiting)

    assert late_ones(authority) == []


def test_each_authority_has_its_own_target_or_none() -> None:
    strict, none = authority_with(1), authority_with(None)
    old = clock.now() - datetime.timedelta(days=60)
    CaseFactory(authority=strict, reference="strict", submitted_at=old)
    CaseFactory(authority=none, reference="none", submitted_at=old)

    found = with_lateness(Case.objects.order_by("reference"), [strict, none])

    assert [target_of(one) for one in (strict, none)] == [1, None]
    assert [case.reference for case in found] == ["none", "strict"]
    assert late_ones(strict) == ["strict"]
