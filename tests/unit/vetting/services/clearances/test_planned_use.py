"""The day counter, and two schools that count at once."""

import datetime
import uuid

import pytest
from django.db import transaction

from directory.enums import Pattern
from directory.models import Offer
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import PlannedUseFactory, clearance_request, cleared_offer, leader_of
from tests.support.threads import at_once
from vetting.answers import ClearanceRequest, Verdict
from vetting.models import PlannedUse
from vetting.queries.clearances.judging import clearances
from vetting.services.clearances import planned_use

DAY = datetime.date(2026, 11, 24)


@pytest.mark.django_db
def test_planning_counts_a_session_once_as_it_now_stands() -> None:
    offer = cleared_offer()
    request = clearance_request(offer, DAY)

    planned_use.plan([request], confirmed=False)
    planned_use.plan([clearance_request(offer, DAY + datetime.timedelta(days=1), session=request.session)], confirmed=True)

    use = PlannedUse.objects.get()
    assert (use.date, use.person, use.is_confirmed) == (DAY + datetime.timedelta(days=1), leader_of(offer), True)


@pytest.mark.django_db
def test_confirming_makes_held_days_firm() -> None:
    held, other = PlannedUseFactory(is_confirmed=False), PlannedUseFactory(is_confirmed=False)

    planned_use.confirm([held.session])

    assert dict(PlannedUse.objects.values_list("pk", "is_confirmed")) == {held.pk: True, other.pk: False}


@pytest.mark.django_db
def test_dropping_takes_days_out_of_the_count() -> None:
    kept, dropped = PlannedUseFactory(), PlannedUseFactory()

    planned_use.drop([dropped.session, uuid.uuid4()])

    assert list(PlannedUse.objects.all()) == [kept]


@pytest.mark.django_db
def test_planning_nothing_does_nothing() -> None:
    planned_use.plan([], confirmed=True)

    assert PlannedUse.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_locking_needs_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        planned_use.lock_people([1])


def ask(request: ClearanceRequest) -> bool:
    """What bookings does: lock, judge, plan."""
    with transaction.atomic():
        planned_use.lock_people([request.person_id])
        is_cleared = clearances([request])[request].verdict == Verdict.CLEARED
        if is_cleared:
            planned_use.plan([request], confirmed=False)
    return is_cleared


@pytest.mark.django_db(transaction=True)
def test_two_schools_at_once_never_tip_one_person_over_the_threshold() -> None:
    offer: Offer = cleared_offer(version__pattern=Pattern.OCCASIONAL)
    schools = [SchoolFactory(), SchoolFactory()]
    for back in (22, 12):
        PlannedUseFactory(person=leader_of(offer), date=DAY - datetime.timedelta(days=back))
    requests = [clearance_request(offer, DAY + datetime.timedelta(days=number), school) for number, school in enumerate(schools)]

    for _round in range(20):
        answers = at_once(*[lambda request=request: ask(request) for request in requests])

        assert sorted(answers) == [False, True]
        planned_use.drop([request.session for request in requests])
