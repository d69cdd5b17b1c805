"""The acceptance cases of the rules, by what they say, and the bounds of the question."""

import datetime

import pytest
import time_machine

from directory.enums import Pattern
from tests.factories.vetting import PlannedUseFactory, clearance_request, cleared_offer, leader_of
from vetting.answers import Verdict
from vetting.queries.clearances import clearances

pytestmark = pytest.mark.django_db

AUTUMN = "2026-10-05T10:00:00Z"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@time_machine.travel(AUTUMN, tick=False)
def test_fourth_day_in_thirty_at_other_schools_is_refused_until_the_barred_list_check() -> None:
    offer = cleared_offer(version__pattern=Pattern.OCCASIONAL)
    person = leader_of(offer)
    for taken in ("2026-11-02", "2026-11-12", "2026-11-24"):
        PlannedUseFactory(person=person, date=day(taken))
    thirtieth, thirty_first = clearance_request(offer, day("2026-12-01")), clearance_request(offer, day("2026-12-02"))

    answers = clearances([thirtieth, thirty_first], proposed_days=())

    refused, given = answers[thirtieth], answers[thirty_first]
    assert (refused.verdict, refused.rule) == (Verdict.NOT_CLEARED, "R3")
    assert [(reason.code, reason.check, reason.until) for reason in refused.reasons] == [
        ("regulated_activity", "DBS_ENH_CBL", day("2026-12-02"))
    ]
    assert (given.verdict, given.rule, given.reasons) == (Verdict.CLEARED, "R5", ())


@time_machine.travel(AUTUMN, tick=False)
def test_fourth_day_in_thirty_is_given_with_the_barred_list_check() -> None:
    offer = cleared_offer(version__pattern=Pattern.OCCASIONAL, regulated=True)
    for taken in ("2026-11-02", "2026-11-12", "2026-11-24"):
        PlannedUseFactory(person=leader_of(offer), date=day(taken))
    request = clearance_request(offer, day("2026-12-01"))

    answer = clearances([request])[request]

    assert (answer.verdict, answer.rule, answer.cleared_until) == (Verdict.CLEARED, "R3", day("2027-10-05"))
