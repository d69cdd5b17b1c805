"""Random histories of one adult at several schools: whatever is asked in whatever order, nothing is ever planned that the table forbids,
and no refusal comes without a reason. The law is written down here a second time, in the plainest way, to check the first."""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.enums import Pattern
from directory.models import Offer
from schools.models import School
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import clearance_request, cleared_offer
from vetting.answers import ClearanceRequest, Verdict
from vetting.models import Check
from vetting.queries.clearances.judging import clearances
from vetting.services.clearances import planned_use

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 10, 5)
TEACH, TALK, PRESENCE = "teach_train_instruct", "talk_assembly", "presence_only"


@dataclasses.dataclass(frozen=True)
class Step:
    """A school asks for so many days, so many days apart, with one kind of activity."""

    school: int
    first: int
    count: int
    apart: int
    nature: str
    together: bool


STEPS = st.lists(
    st.builds(
        Step,
        school=st.integers(0, 1),
        first=st.integers(0, 80),
        count=st.integers(1, 4),
        apart=st.sampled_from([1, 7, 7, 14]),
        nature=st.sampled_from([TEACH, TEACH, TALK, PRESENCE]),
        together=st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def day(offset: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=offset)


def forbidden(sessions: list[ClearanceRequest], barred_until: datetime.date | None, insured_until: datetime.date) -> list[ClearanceRequest]:
    """Sessions that the law or the policy does not allow, found by looking at every window and every week."""
    taught = {one.date for one in sessions if one.nature == TEACH}
    near = taught | {one.date for one in sessions if one.nature == PRESENCE}
    wrong = []
    for one in sessions:
        paid_presence = one.nature == PRESENCE and one.engagement != "volunteer"
        days = taught if one.nature == TEACH else near if paid_presence else set()
        unchecked = barred_until is None or one.date > barred_until
        if one.date > insured_until or (unchecked and (on_more_than_three_days(one.date, days) or weekly(one.date, days))):
            wrong.append(one)
    return wrong


def on_more_than_three_days(date: datetime.date, days: set[datetime.date]) -> bool:
    starts = [start for start in days if 0 <= (date - start).days < 30]
    return any(len({one for one in days if 0 <= (one - start).days < 30}) >= 4 for start in starts)


def weekly(date: datetime.date, days: set[datetime.date]) -> bool:
    monday = datetime.date(2026, 1, 5)
    weeks, week = {(one - monday).days // 7 for one in days}, (date - monday).days // 7
    return any({week + back, week + back + 1, week + back + 2} <= weeks for back in (-2, -1, 0))


@pytest.fixture
def offer() -> Iterator[Offer]:
    with time_machine.travel(datetime.datetime.combine(TODAY, datetime.time(12), datetime.UTC), tick=False):
        yield cleared_offer(regulated=True, version__pattern=Pattern.OCCASIONAL)


@pytest.fixture
def schools() -> list[School]:
    return [SchoolFactory(), SchoolFactory()]


HISTORIES = given(
    steps=STEPS,
    barred_until=st.one_of(st.none(), st.integers(10, 100)),
    insured_until=st.integers(30, 120),
    engagement=st.sampled_from(["volunteer", "paid_by_provider"]),
)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@HISTORIES
@settings(CALM, max_examples=40)
def test_no_history_plans_what_is_forbidden_or_refuses_without_a_reason(offer: Offer, schools: list[School], **history: Any) -> None:
    play(offer, schools, **history)


@pytest.mark.slow
@HISTORIES
@settings(CALM, max_examples=400)
def test_no_history_of_many_does_either(offer: Offer, schools: list[School], **history: Any) -> None:
    play(offer, schools, **history)


def play(offer: Offer, schools: list[School], steps: list[Step], barred_until: int | None, insured_until: int, engagement: str) -> None:
    """Ask step by step and plan whatever is given; look after each step whether anything planned is forbidden."""
    barred = None if barred_until is None else day(barred_until)
    planned: list[ClearanceRequest] = []
    with transaction.atomic():
        Check.objects.filter(check_type="PLI").update(expires_on=day(insured_until))
        of_barred_list = Check.objects.filter(check_type="DBS_ENH_CBL")
        _changed = of_barred_list.delete() if barred is None else of_barred_list.update(expires_on=barred)

        for step in steps:
            dates = [day(step.first + step.apart * number) for number in range(step.count)]
            requests = [clearance_request(offer, date, schools[step.school], nature=step.nature, engagement=engagement) for date in dates]
            for batch in [requests] if step.together else [[one] for one in requests]:
                answers = clearances(batch)
                assert all(found.reasons for found in answers.values() if found.verdict != Verdict.CLEARED)
                given_now = [request for request, found in answers.items() if found.verdict == Verdict.CLEARED]
                planned_use.plan(given_now, confirmed=True)
                planned += given_now

                assert forbidden(planned, barred, day(insured_until)) == []
        transaction.set_rollback(True)
