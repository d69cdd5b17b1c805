"""Whom mail did not reach: each kind of row comes, and goes when things move on."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import clock
from core.models import OutboxMessage
from tests.factories.core import OutboxMessageFactory
from tests.factories.vetting import (
    CaseFactory,
    ConflictFactory,
    OfficerFactory,
    PolicyFactory,
    ReferenceFactory,
    cleared_offer,
    shipped_policy,
)
from vetting.enums import OfficerRole
from vetting.models import Case, ReferenceRequest
from vetting.queries.ringing.tasks import ring_after, tasks_due, tasks_of

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


def officer_of(case: Case, role: str = OfficerRole.OFFICER) -> User:
    user: User = OfficerFactory(authority=case.authority, role=role).user
    return user


def rows(user: User) -> list[tuple[str, str, str]]:
    return [(one.who, one.number, one.about) for one in tasks_due(user)]


def waiting(days: int = 8, **fields: Any) -> Case:
    case: Case = CaseFactory(
        waiting=True,
        waiting_since=clock.now() - datetime.timedelta(days=days),
        offer__provider__contact_phone="01670 555 021",
        offer__version__title="Grow your lunch",
        **fields,
    )
    return case


def test_a_provider_who_has_not_answered_for_longer_than_the_policy_says() -> None:
    case = waiting()
    waiting(days=6, authority=case.authority)
    words = f"A question about “Grow your lunch” has no answer, {case.reference}"

    assert rows(officer_of(case)) == [(case.provider.name, "01670 555 021", words)]
    Case.objects.filter(pk=case.pk).update(state="claimed", waiting_since=None)
    assert rows(officer_of(case)) == []


def test_a_policy_of_the_authoritys_own_says_after_how_many_days() -> None:
    numbers = [row | ({"value": 3} if row["key"] == "RING_AFTER_DAYS" else {}) for row in shipped_policy()["constants"]]
    quick = PolicyFactory(version="quick", content=shipped_policy() | {"constants": numbers})
    older = PolicyFactory(version="older", content=shipped_policy() | {"constants": [r for r in numbers if r["key"] != "RING_AFTER_DAYS"]})
    case, other = waiting(days=4, authority__policy=quick), waiting(days=4, authority__policy=older)

    assert (len(rows(officer_of(case))), len(rows(officer_of(other)))) == (1, 0)
    assert (ring_after(case.authority), ring_after(other.authority)) == (3, 7)


def test_referees_who_did_not_answer_or_want_to_be_rung_while_the_case_is_open() -> None:
    silent = ReferenceFactory(state="unanswered", name="Silent")
    case = silent.case
    ReferenceFactory(answered=True, case=case, name="Worried", person=silent.person, provider=silent.provider)
    content = {"content": "yes", "has_concern": False}
    ReferenceFactory(answered=True, case=case, name="Content", person=silent.person, provider=silent.provider, **content)
    ReferenceFactory(case=case, name="Awaited", person=silent.person, provider=silent.provider)
    about = f"Reference for {silent.person.name}, {case.reference}"

    assert sorted(rows(officer_of(case))) == [("Silent", "", about), ("Worried", "01670 555 019", about)]
    Case.objects.filter(pk=case.pk).update(state="withdrawn")
    assert rows(officer_of(case)) == []
    assert ReferenceRequest.objects.count() == 4


def test_a_check_whose_last_reminder_has_gone_out_and_that_nothing_replaced() -> None:
    today = clock.today()
    offer = cleared_offer(expires={"PLI": today + datetime.timedelta(days=1), "SG_POLICY": today + datetime.timedelta(days=80)})
    user = officer_of(Case.objects.get(offer=offer))

    (task,) = tasks_due(user)

    assert (task.who, task.about.split(":")[0]) == (offer.provider.name, "Public liability insurance")
    assert task.since <= today


def test_a_mail_to_a_provider_that_did_not_arrive() -> None:
    case = CaseFactory()
    email = case.provider.contact_email
    lost: OutboxMessage = OutboxMessageFactory(kind="vetting.case_question", recipient=email, state="dead", finished_at=clock.now())
    OutboxMessageFactory(kind="accounts.code", recipient=email, state="dead", finished_at=clock.now())
    OutboxMessageFactory(kind="vetting.case_question", recipient="somebody@example.org", state="dead", finished_at=clock.now())

    assert [about for _who, _number, about in rows(officer_of(case))] == [f"A mail to {email} did not arrive, or may not have"]
    OutboxMessage.objects.filter(pk=lost.pk).update(state="sent")
    assert rows(officer_of(case)) == []


def test_who_does_not_work_there_or_is_too_close_has_no_rows() -> None:
    case = waiting()
    conflicted = officer_of(case)
    ConflictFactory(officer=conflicted, provider=case.provider)

    for user in (conflicted, officer_of(case, OfficerRole.AUDITOR), OfficerFactory().user):
        assert tasks_of(user) == []


def test_many_cost_as_much_as_one() -> None:
    case = waiting()
    user = officer_of(case)
    one_of_each(case)
    with CaptureQueriesContext(connection) as few:
        tasks_due(user)
    for _ in range(3):
        one_of_each(waiting(authority=case.authority))

    with CaptureQueriesContext(connection) as many:
        found = tasks_due(user)

    assert (len(many), len(found) > 12) == (len(few), True)


def one_of_each(case: Case) -> None:
    ReferenceFactory(state="unanswered", case=case)
    OutboxMessageFactory(kind="vetting.case_question", recipient=case.provider.contact_email, state="dead", finished_at=clock.now())
    cleared_offer(authority=case.authority, expires={"PLI": clock.today(), "SG_TRAINING": clock.today()})
