import datetime

import pytest

from core import clock
from portal.queries.beginnings import beginning_of
from schools.states import JoinState
from tests.factories.accounts import UserFactory
from tests.factories.schools import JoinRequestFactory

pytestmark = pytest.mark.django_db


def test_somebody_new_waits_for_nothing() -> None:
    beginning = beginning_of(UserFactory())

    assert (beginning.waiting, beginning.declined) == ((), None)


def test_requests_wait_until_an_officer_has_decided() -> None:
    user = UserFactory()
    waiting = JoinRequestFactory(user=user)
    JoinRequestFactory()

    beginning = beginning_of(user)

    assert (beginning.waiting, beginning.declined) == ((waiting,), None)


def test_a_refusal_is_told_until_something_new_is_asked() -> None:
    user = UserFactory()
    now = clock.now()
    declined = JoinRequestFactory(
        user=user, state=JoinState.DECLINED, decided_by=UserFactory(), decided_at=now, asked_at=now - datetime.timedelta(days=1)
    )

    before = beginning_of(user)
    asked_again = JoinRequestFactory(user=user, asked_at=now)
    after = beginning_of(user)

    assert (before.waiting, before.declined) == ((), declined)
    assert (after.waiting, after.declined) == ((asked_again,), None)
