"""One more day may take away what days planned already were cleared for."""

import datetime
from typing import Any

import pytest
import time_machine

from directory.enums import Pattern
from directory.models import Offer
from tests.factories.vetting import PlannedUseFactory, clearance_request, cleared_offer, leader_of
from vetting.answers import Verdict
from vetting.queries.clearances.judging import clearances

pytestmark = pytest.mark.django_db

EXPIRY = datetime.date(2026, 11, 20)


def offer_with_barred_list_until(last: datetime.date) -> Offer:
    return cleared_offer(regulated=True, expires={"DBS_ENH_CBL": last}, version__pattern=Pattern.OCCASIONAL)


def verdict(offer: Offer, date: datetime.date, **changes: Any) -> tuple[Verdict, list[str]]:
    request = clearance_request(offer, date, **changes)
    found = clearances([request])[request]
    return found.verdict, [reason.code for reason in found.reasons]


@time_machine.travel("2026-10-05T12:00:00Z", tick=False)
def test_a_covered_day_is_refused_where_it_would_tip_days_after_the_check_runs_out() -> None:
    offer = offer_with_barred_list_until(EXPIRY)
    for step in (3, 5, 7):
        PlannedUseFactory(person=leader_of(offer), date=EXPIRY + datetime.timedelta(days=step))

    thirty_days_with_the_last, thirty_one = EXPIRY - datetime.timedelta(days=22), EXPIRY - datetime.timedelta(days=23)

    assert verdict(offer, thirty_days_with_the_last) == (Verdict.NOT_CLEARED, ["tips_others"])
    assert verdict(offer, thirty_one) == (Verdict.CLEARED, [])


@time_machine.travel("2026-10-05T12:00:00Z", tick=False)
def test_days_that_already_lacked_a_check_are_not_this_days_doing() -> None:
    offer = offer_with_barred_list_until(EXPIRY)
    for step in (3, 4, 5, 7):
        PlannedUseFactory(person=leader_of(offer), date=EXPIRY + datetime.timedelta(days=step))

    assert verdict(offer, EXPIRY - datetime.timedelta(days=8)) == (Verdict.CLEARED, [])


@time_machine.travel("2026-10-05T12:00:00Z", tick=False)
def test_the_session_itself_is_left_out() -> None:
    offer = offer_with_barred_list_until(EXPIRY)
    for step in (3, 5):
        PlannedUseFactory(person=leader_of(offer), date=EXPIRY + datetime.timedelta(days=step))
    own = PlannedUseFactory(person=leader_of(offer), date=EXPIRY + datetime.timedelta(days=7))

    assert verdict(offer, EXPIRY - datetime.timedelta(days=8), session=own.session) == (Verdict.CLEARED, [])


@time_machine.travel("2026-10-05T12:00:00Z", tick=False)
def test_a_day_planned_already_does_not_fall_for_one_that_lost_its_cover() -> None:
    offer = offer_with_barred_list_until(EXPIRY)
    for step in (3, 5, 7):
        PlannedUseFactory(person=leader_of(offer), date=EXPIRY + datetime.timedelta(days=step))
    date = EXPIRY - datetime.timedelta(days=8)
    planned = PlannedUseFactory(person=leader_of(offer), date=date)

    assert verdict(offer, date, session=planned.session) == (Verdict.CLEARED, [])
    assert verdict(offer, date + datetime.timedelta(days=1), session=planned.session) == (Verdict.NOT_CLEARED, ["tips_others"])


@time_machine.travel("2026-11-26T12:00:00Z", tick=False)
def test_days_gone_by_are_left_out() -> None:
    offer = cleared_offer(regulated=True, version__pattern=Pattern.OCCASIONAL)
    for step in (3, 4, 5):
        PlannedUseFactory(person=leader_of(offer), date=EXPIRY + datetime.timedelta(days=step))

    assert verdict(offer, EXPIRY + datetime.timedelta(days=7)) == (Verdict.CLEARED, [])


@time_machine.travel("2026-11-04T12:00:00Z", tick=False)
def test_teaching_may_tip_paid_work_near_pupils_that_teaches_nothing() -> None:
    offer = cleared_offer(version__pattern=Pattern.OCCASIONAL)
    for step in (1, 2, 3):
        PlannedUseFactory(
            person=leader_of(offer), date=EXPIRY + datetime.timedelta(days=step), nature="presence_only", engagement="paid_by_provider"
        )

    assert verdict(offer, EXPIRY) == (Verdict.NOT_CLEARED, ["tips_others"])
