import pytest
from django.db import connection, transaction

from core.locks import lock_if_free, lock_until_commit
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def is_free(name: str) -> bool:
    with lock_if_free(name) as held:
        return held


def test_a_lock_is_held_within_the_block_and_free_afterwards() -> None:
    with lock_if_free("cellar") as held:
        elsewhere = at_once(lambda: is_free("cellar"), lambda: is_free("attic"))

    assert (held, elsewhere) == (True, [False, True])
    assert at_once(lambda: is_free("cellar")) == [True]


def test_a_lock_is_let_go_when_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), lock_if_free("cellar"):
        raise ZeroDivisionError

    assert at_once(lambda: is_free("cellar")) == [True]


def test_a_lock_lasts_until_the_transaction_ends() -> None:
    with transaction.atomic():
        lock_until_commit("cellar")
        during = at_once(lambda: is_free("cellar"))

    assert (during, at_once(lambda: is_free("cellar"))) == ([False], [True])


def test_shared_holders_exclude_only_those_who_are_not() -> None:
    def shares() -> bool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            lock_until_commit("cellar", shared=True)
        return True

    with transaction.atomic():
        lock_until_commit("cellar", shared=True)
        sharing, taking = at_once(shares, lambda: is_free("cellar"))

    assert (sharing, taking) == (True, False)
