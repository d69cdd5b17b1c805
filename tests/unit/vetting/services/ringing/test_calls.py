"""A call takes a row off the list until its day, or until the state moves on."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.models import AuditEvent
from tests.factories.vetting import CaseFactory, OfficerFactory
from vetting.exceptions import CaseError, NotAllowedError
from vetting.models import Call, Case
from vetting.queries.ringing.tasks import tasks_due, tasks_of
from vetting.services.ringing.calls import log_call

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def a_case() -> Case:
    case: Case = CaseFactory(waiting=True, waiting_since=clock.now() - 9 * DAY)
    return case


def test_until_its_day_it_is_off_the_list_then_it_is_back_with_what_was_tried() -> None:
    case = a_case()
    user = OfficerFactory(authority=case.authority).user
    (task,) = tasks_due(user)

    call = log_call(by=user, task=task, outcome="no_answer", ring_again_on=clock.today() + DAY)

    assert tasks_due(user) == []
    with clock.at(clock.now() + DAY):
        assert [one.last for one in tasks_due(user)] == [call]
    event = AuditEvent.objects.get(action="call.log")
    assert (event.reason_code, event.details) == ("no_answer", {"task": task.key})


def test_reached_it_is_off_for_good_until_the_provider_is_asked_again() -> None:
    case = a_case()
    user = OfficerFactory(authority=case.authority).user

    log_call(by=user, task=tasks_due(user)[0], outcome="reached")
    with clock.at(clock.now() + 90 * DAY):
        assert tasks_due(user) == []

    Case.objects.filter(pk=case.pk).update(waiting_since=clock.now() - 8 * DAY)
    assert len(tasks_due(user)) == 1


def test_without_a_day_to_ring_again_or_with_one_that_is_past_it_is_refused() -> None:
    user = OfficerFactory(authority=a_case().authority).user
    (task,) = tasks_due(user)

    for day, words in ((None, "Say on which day"), (clock.today(), "after today")):
        with pytest.raises(CaseError, match=words) as refusal:
            log_call(by=user, task=task, outcome="left_message", ring_again_on=day)
        assert refusal.value.field == "ring_again_on"
    with pytest.raises(IntegrityError, match="vetting_call_ring_again"), transaction.atomic():
        Call.objects.create(authority=task.authority, task="x", outcome="no_answer", made_by=user, made_at=clock.now())


def test_an_officer_of_elsewhere_writes_no_call_down_and_nobody_does_once_it_has_moved_on() -> None:
    case = a_case()
    user = OfficerFactory(authority=case.authority).user
    (task,) = tasks_of(user)

    with pytest.raises(NotAllowedError):
        log_call(by=OfficerFactory().user, task=task, outcome="reached")
    Case.objects.filter(pk=case.pk).update(state="claimed", waiting_since=None)
    with pytest.raises(NotAllowedError):
        log_call(by=user, task=task, outcome="reached")
