"""Two real connections want the same time at the same moment. Whatever the order, exactly one gets it."""

import datetime
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction
from psycopg import errors

from core import clock
from core.geo import Point
from directory.exceptions import DiaryBusyError, HoldLapsedError, TimeTakenError
from directory.models import Claim, Person, Space
from directory.services import diary
from tests.factories.directory import ClaimFactory, PersonFactory, SpaceFactory

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 20
STARTS = clock.local(datetime.date(2027, 1, 13), datetime.time(13, 15))
TWO_HOURS = datetime.timedelta(hours=2)


def at_once(*services: Callable[[], object]) -> list[str]:
    """Run the services in threads with connections of their own, let go together. Returns "ok" or the refusal's code, in order."""
    barrier = threading.Barrier(len(services))

    def run(service: Callable[[], object]) -> str:
        try:
            barrier.wait(10)
            service()
            return "ok"
        except (TimeTakenError, HoldLapsedError, DiaryBusyError) as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(services)) as pool:
        return list(pool.map(run, services))


def taking(
    *,
    people: Sequence[Person] = (),
    spaces: Sequence[Space] = (),
    shift: int = 0,
    place: Point | None = None,
    occasion: uuid.UUID | None = None,
) -> Callable[[], None]:
    """A service that takes two hours of everybody named, all or nothing, some minutes after STARTS."""
    occasion = occasion or uuid.uuid4()
    starts = STARTS + datetime.timedelta(minutes=shift)

    @diary.retry_on_deadlock
    @transaction.atomic
    def service() -> None:
        diary.lock_diaries([person.pk for person in people], [space.pk for space in spaces])
        for person in people:
            diary.claim_time(person=person, starts=starts, ends=starts + TWO_HOURS, occasion=occasion, place=place)
        for space in spaces:
            diary.claim_time(space=space, starts=starts, ends=starts + TWO_HOURS, occasion=occasion, place=place)

    return service


def test_one_of_two_gets_a_person_in_each_of_twenty_rounds() -> None:
    for _round in range(ROUNDS):
        person = PersonFactory()

        outcomes = at_once(taking(people=[person]), taking(people=[person], shift=60))

        assert sorted(outcomes) == ["ok", "taken"]
        assert Claim.objects.filter(person=person, live=True).count() == 1


def test_one_of_two_gets_a_space_in_each_of_twenty_rounds() -> None:
    for _round in range(ROUNDS):
        space = SpaceFactory()

        outcomes = at_once(taking(spaces=[space]), taking(spaces=[space], shift=-60))

        assert sorted(outcomes) == ["ok", "taken"]
        assert Claim.objects.filter(space=space, live=True).count() == 1


def test_all_or_nothing_of_two_people_and_a_space_named_in_opposite_orders() -> None:
    for _round in range(ROUNDS):
        people, space = [PersonFactory(), PersonFactory()], SpaceFactory()

        outcomes = at_once(taking(people=people, spaces=[space]), taking(people=people[::-1], spaces=[space], shift=30))

        assert sorted(outcomes) == ["ok", "taken"]
        assert Claim.objects.filter(live=True, occasion=Claim.objects.latest("pk").occasion).count() == 3


def test_both_get_the_person_when_they_are_one_occasion() -> None:
    person, occasion = PersonFactory(), uuid.uuid4()

    outcomes = at_once(taking(people=[person], occasion=occasion), taking(people=[person], occasion=occasion, shift=60))

    assert (outcomes, Claim.objects.filter(live=True).count()) == (["ok", "ok"], 2)


def test_one_of_two_gets_the_time_of_a_lapsed_hold() -> None:
    for _round in range(ROUNDS):
        person = PersonFactory()
        lapsed = ClaimFactory(person=person, starts=STARTS, hold_until=clock.now() - datetime.timedelta(minutes=1))

        outcomes = at_once(taking(people=[person]), taking(people=[person]))

        lapsed.refresh_from_db()
        assert (sorted(outcomes), lapsed.live) == (["ok", "taken"], False)


def test_a_lapsed_hold_is_either_firmed_up_or_given_up() -> None:
    for _round in range(ROUNDS):
        person = PersonFactory()
        lapsed = ClaimFactory(person=person, starts=STARTS, hold_until=clock.now() - datetime.timedelta(minutes=1))

        outcomes = at_once(transaction.atomic(lambda held=lapsed: diary.firm_up(held.occasion)), taking(people=[person]))

        assert outcomes in (["ok", "taken"], ["lapsed", "ok"])
        assert Claim.objects.filter(person=person, live=True).count() == 1


def test_one_of_two_places_too_far_apart_gets_the_person() -> None:
    for _round in range(ROUNDS):
        person = PersonFactory()

        here = taking(people=[person], place=Point(55.0869, -1.5857))
        there = taking(people=[person], place=Point(55.2316, -1.5857), shift=125)

        assert sorted(at_once(here, there)) == ["ok", "travel"]


def test_a_deadlock_is_broken_and_both_go_through_in_the_end() -> None:
    one, other, met = PersonFactory(), PersonFactory(), threading.Barrier(2)

    def crosswise(first: Person, then: Person) -> Callable[[], None]:
        """Against the rule: one diary after the other, in whatever order. The first time, each waits until both hold one."""
        attempts: list[int] = []

        @diary.retry_on_deadlock
        @transaction.atomic
        def service() -> None:
            diary.lock_diaries([first.pk])
            attempts.append(1)
            if len(attempts) == 1:
                met.wait(10)
            diary.lock_diaries([then.pk])

        return service

    assert at_once(crosswise(one, other), crosswise(other, one)) == ["ok", "ok"]


@contextmanager
def somebody_dawdling(person: Person) -> Iterator[None]:
    """Meanwhile another connection holds the person's diary."""
    locked, done = threading.Event(), threading.Event()

    def dawdle() -> None:
        try:
            with transaction.atomic():
                diary.lock_diaries([person.pk])
                locked.set()
                done.wait(10)
        finally:
            connection.close()

    dawdler = threading.Thread(target=dawdle)
    dawdler.start()
    locked.wait(10)
    try:
        yield
    finally:
        done.set()
        dawdler.join()


def test_waiting_for_a_diary_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    person = PersonFactory()

    with somebody_dawdling(person):
        monkeypatch.setattr(diary, "LOCK_PATIENCE", "50ms")
        with pytest.raises(DiaryBusyError) as refusal, transaction.atomic():
            diary.lock_diaries([person.pk])

    assert str(refusal.value) == "Somebody else is booking the same time at this moment. Wait a little, then try again."


def test_other_ends_of_waiting_are_let_through() -> None:
    person = PersonFactory()

    with somebody_dawdling(person), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50ms'")
        with pytest.raises(OperationalError) as error:
            diary.lock_diaries([person.pk])

    assert isinstance(error.value.__cause__, errors.QueryCanceled)
