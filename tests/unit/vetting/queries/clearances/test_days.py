import datetime

import pytest

from tests.factories.schools import CalendarFactory, SchoolFactory
from tests.factories.vetting import PlannedUseFactory, clearance_request, cleared_offer, leader_of, shipped_content
from vetting.queries.clearances.days import days_of
from vetting.queries.clearances.situations import facts_of, situation_of

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 4)
NEXT = DAY + datetime.timedelta(days=1)


def test_a_set_counts_together_and_one_alone_alone() -> None:
    offer = cleared_offer()
    one, two = clearance_request(offer, DAY), clearance_request(offer, NEXT)
    situation = situation_of([one, two])

    together, alone = (days_of(one, [one, two], extra, situation) for extra in (None, ()))

    assert [contact.date for contact in together.proposed] == [DAY, NEXT]
    assert [contact.date for contact in alone.proposed] == [DAY]
    assert [contact.date for contact in days_of(one, [one, two], [NEXT], situation).proposed] == [DAY, NEXT]
    assert (together.judged_anew, alone.judged_anew) == (frozenset({one.session, two.session}), frozenset({one.session}))


def test_alone_is_beside_what_is_planned_already() -> None:
    offer = cleared_offer()
    for step in range(1, 3):
        PlannedUseFactory(person=leader_of(offer), date=DAY - datetime.timedelta(days=step))
    requests = [clearance_request(offer, DAY + datetime.timedelta(days=step)) for step in range(3)]
    days = days_of(requests[0], requests, None, situation_of(requests))
    facts = facts_of(requests[0], offer)

    assert (days.assess(shipped_content(), facts).days, days.assess_alone(shipped_content(), facts).days) == (5, 3)


def test_the_weeks_without_school_are_those_of_the_school_that_asks() -> None:
    offer, school = cleared_offer(), SchoolFactory()
    CalendarFactory(authority=school.authority)
    request = clearance_request(offer, DAY, school)

    assert len(days_of(request, [request], None, situation_of([request])).closed_weeks) > 0
