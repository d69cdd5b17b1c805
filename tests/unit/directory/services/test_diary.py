"""Taking time: the rules, one connection at a time. Racing ones are in test_diary_race.py."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from psycopg import errors

from core import clock
from core.geo import Point
from directory.exceptions import HoldLapsedError, TimeTakenError, TravelTooShortError
from directory.models import Claim
from directory.services import diary
from tests.factories.directory import ClaimFactory, PersonFactory, SpaceFactory

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime.date(2027, 1, 13)
SCHOOL = Point(55.0869, -1.5857)
TEN_MILES_NORTH = Point(55.2316, -1.5857)


def at(hour: int, minute: int = 0, date: datetime.date = WEDNESDAY) -> datetime.datetime:
    return clock.local(date, datetime.time(hour, minute))


def live_claims() -> list[uuid.UUID]:
    return list(Claim.objects.filter(live=True).order_by("during").values_list("occasion", flat=True))


def test_claim_time_takes_a_persons_time_and_says_so_once(diaries_told: list[dict[str, Any]]) -> None:
    person, occasion = PersonFactory(), uuid.uuid4()

    claim = diary.claim_time(person=person, starts=at(13, 15), ends=at(15, 15), occasion=occasion, place=SCHOOL)

    claim.refresh_from_db()
    assert (claim.person, claim.space, claim.live, claim.hold_until) == (person, None, True, None)
    assert (claim.during.lower, claim.during.upper) == (at(13, 15), at(15, 15))
    assert diaries_told == [{"person_id": person.pk, "space_id": None}]


def test_claim_time_takes_a_spaces_time(diaries_told: list[dict[str, Any]]) -> None:
    space = SpaceFactory()

    diary.claim_time(space=space, starts=at(13), ends=at(14), occasion=uuid.uuid4(), hold_until=clock.now() + datetime.timedelta(days=5))

    assert diaries_told == [{"person_id": None, "space_id": space.pk}]


def test_claim_time_refuses_time_that_overlaps_by_a_minute() -> None:
    person, first = PersonFactory(public_name="Rosa, gardener"), uuid.uuid4()
    diary.claim_time(person=person, starts=at(13), ends=at(15), occasion=first)

    with pytest.raises(TimeTakenError) as refusal:
        diary.claim_time(person=person, starts=at(14, 59), ends=at(16), occasion=uuid.uuid4())

    message = "Rosa is already taken on Wednesday 13 January 2027 at that time. Choose another date or time."
    assert (str(refusal.value), refusal.value.code, live_claims()) == (message, "taken", [first])


def test_claim_time_allows_time_that_only_touches() -> None:
    person = PersonFactory()
    diary.claim_time(person=person, starts=at(13), ends=at(15), occasion=uuid.uuid4())

    diary.claim_time(person=person, starts=at(15), ends=at(16), occasion=uuid.uuid4())

    assert len(live_claims()) == 2


def test_claim_time_lets_one_occasion_overlap_itself() -> None:
    space, occasion = SpaceFactory(), uuid.uuid4()
    diary.claim_time(space=space, starts=at(13), ends=at(15), occasion=occasion)

    diary.claim_time(space=space, starts=at(14), ends=at(16), occasion=occasion)

    assert live_claims() == [occasion, occasion]


def test_claim_time_lets_two_people_and_a_space_work_at_once() -> None:
    for owner in ({"person": PersonFactory()}, {"person": PersonFactory()}, {"space": SpaceFactory()}):
        diary.claim_time(**owner, starts=at(13), ends=at(15), occasion=uuid.uuid4())

    assert len(live_claims()) == 3


def test_claim_time_gives_up_a_lapsed_hold_with_everything_of_its_occasion(diaries_told: list[dict[str, Any]]) -> None:
    person, space, lapsed, later = PersonFactory(), SpaceFactory(), uuid.uuid4(), uuid.uuid4()
    now = clock.now()
    for owner in ({"person": person}, {"space": space}):
        diary.claim_time(**owner, starts=at(13), ends=at(15), occasion=lapsed, hold_until=now)
    diaries_told.clear()

    diary.claim_time(person=person, starts=at(14), ends=at(16), occasion=later, at=now)

    assert live_claims() == [later]
    freed = [{"person_id": None, "space_id": space.pk}, {"person_id": person.pk, "space_id": None}]
    assert diaries_told == [*freed, {"person_id": person.pk, "space_id": None}]


def test_claim_time_respects_a_hold_until_it_lapses() -> None:
    person, now = PersonFactory(), clock.now()
    diary.claim_time(person=person, starts=at(13), ends=at(15), occasion=uuid.uuid4(), hold_until=now)

    with pytest.raises(TimeTakenError):
        diary.claim_time(person=person, starts=at(14), ends=at(16), occasion=uuid.uuid4(), at=now - datetime.timedelta(seconds=1))


def test_a_refusal_leaves_the_transaction_usable_and_nothing_half_written() -> None:
    person = PersonFactory()
    first, free = uuid.uuid4(), uuid.uuid4()
    diary.claim_time(person=person, starts=at(13), ends=at(15), occasion=first)
    with pytest.raises(TimeTakenError):
        diary.claim_time(person=person, starts=at(14), ends=at(16), occasion=uuid.uuid4())

    diary.claim_time(person=person, starts=at(16), ends=at(17), occasion=free)

    assert list(Claim.objects.order_by("during").values_list("occasion", flat=True)) == [first, free]


@pytest.mark.parametrize(("gap", "refused"), [(38, True), (39, False)])
def test_claim_time_wants_time_to_drive_from_the_claim_before(gap: int, refused: bool) -> None:
    person = PersonFactory(public_name="Rosa, gardener")
    diary.claim_time(person=person, starts=at(9), ends=at(11), occasion=uuid.uuid4(), place=SCHOOL)
    starts = at(11) + datetime.timedelta(minutes=gap)

    if not refused:
        diary.claim_time(person=person, starts=starts, ends=at(13), occasion=uuid.uuid4(), place=TEN_MILES_NORTH)
        return
    with pytest.raises(TravelTooShortError) as refusal:
        diary.claim_time(person=person, starts=starts, ends=at(13), occasion=uuid.uuid4(), place=TEN_MILES_NORTH)

    assert str(refusal.value) == (
        "Rosa could not get there in time from another booking on Wednesday 13 January 2027. Ask for a time at least 5 minutes later."
    )
    assert len(live_claims()) == 1


def test_claim_time_wants_time_to_drive_to_the_claim_after() -> None:
    person = PersonFactory(public_name="Rosa, gardener")
    diary.claim_time(person=person, starts=at(13), ends=at(15), occasion=uuid.uuid4(), place=SCHOOL)

    with pytest.raises(TravelTooShortError) as refusal:
        diary.claim_time(person=person, starts=at(11), ends=at(12, 50), occasion=uuid.uuid4(), place=TEN_MILES_NORTH)

    assert str(refusal.value) == (
        "Rosa has to get to another booking after this on Wednesday 13 January 2027. Ask for a time at least 30 minutes earlier."
    )


@pytest.mark.parametrize("place", [SCHOOL, None])
def test_claim_time_wants_no_drive_at_one_place_or_where_there_is_none(place: Point | None) -> None:
    person = PersonFactory()
    diary.claim_time(person=person, starts=at(9), ends=at(11), occasion=uuid.uuid4(), place=SCHOOL)

    diary.claim_time(person=person, starts=at(11), ends=at(12), occasion=uuid.uuid4(), place=place)

    assert len(live_claims()) == 2


def test_claim_time_wants_no_drive_from_a_lapsed_hold() -> None:
    person, now = PersonFactory(), clock.now()
    diary.claim_time(person=person, starts=at(9), ends=at(11), occasion=uuid.uuid4(), place=SCHOOL, hold_until=now)

    claim = diary.claim_time(person=person, starts=at(11), ends=at(12), occasion=uuid.uuid4(), place=TEN_MILES_NORTH, at=now)

    assert claim.pk is not None


@pytest.mark.parametrize(("changed_on", "hours"), [(datetime.date(2027, 3, 28), 1), (datetime.date(2027, 10, 31), 3)])
def test_a_claim_over_a_clock_change_lasts_as_long_as_it_really_does(changed_on: datetime.date, hours: int) -> None:
    person = PersonFactory()

    claim = diary.claim_time(person=person, starts=at(0, 30, changed_on), ends=at(2, 30, changed_on), occasion=uuid.uuid4())

    claim.refresh_from_db()
    assert claim.during.upper - claim.during.lower == datetime.timedelta(hours=hours)


def test_claims_on_either_side_of_midnight_only_touch() -> None:
    person, midnight = PersonFactory(), clock.start_of(datetime.date(2027, 6, 10))
    hour = datetime.timedelta(hours=1)
    diary.claim_time(person=person, starts=midnight - hour, ends=midnight, occasion=uuid.uuid4())

    diary.claim_time(person=person, starts=midnight, ends=midnight + hour, occasion=uuid.uuid4())
    with pytest.raises(TimeTakenError):
        diary.claim_time(person=person, starts=midnight - hour / 2, ends=midnight + hour / 2, occasion=uuid.uuid4())

    assert len(live_claims()) == 2


@pytest.mark.parametrize("owners", [0, 2])
def test_claim_time_is_of_one_owner(owners: int) -> None:
    both: dict[str, Any] = {"person": PersonFactory(), "space": SpaceFactory()} if owners else {}

    with pytest.raises(ValueError, match="one person or of one space"):
        diary.claim_time(**both, starts=at(13), ends=at(14), occasion=uuid.uuid4())


def test_claim_time_runs_forwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        diary.claim_time(person=PersonFactory(), starts=at(14), ends=at(14), occasion=uuid.uuid4())


def test_claim_time_lets_other_errors_of_the_database_through(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = ClaimFactory()
    monkeypatch.setattr(diary, "OVERLAP_CONSTRAINTS", frozenset())

    with pytest.raises(IntegrityError):
        diary.claim_time(person=taken.person, starts=taken.during.lower, ends=taken.during.upper, occasion=uuid.uuid4())


@pytest.mark.django_db(transaction=True)
def test_the_diary_is_not_written_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        diary.lock_diaries([1])


def test_firm_up_makes_holds_firm_and_may_be_repeated() -> None:
    occasion = uuid.uuid4()
    for _number in range(2):
        ClaimFactory(occasion=occasion, hold_until=clock.now() + datetime.timedelta(days=1))

    assert [diary.firm_up(occasion), diary.firm_up(occasion)] == [2, 2]
    assert list(Claim.objects.values_list("hold_until", flat=True)) == [None, None]


def test_firm_up_refuses_once_the_time_was_given_up() -> None:
    claim = ClaimFactory(live=False)

    with pytest.raises(HoldLapsedError) as refusal:
        diary.firm_up(claim.occasion)

    assert str(refusal.value) == "The time is no longer held. Choose the date again to see whether it is still free."


def test_firm_up_of_a_lapsed_hold_wants_the_drive_to_what_came_beside_it() -> None:
    person, lapsed, now = PersonFactory(), uuid.uuid4(), clock.now()
    diary.claim_time(person=person, starts=at(9), ends=at(11), occasion=lapsed, place=SCHOOL, hold_until=now)
    diary.claim_time(person=person, starts=at(11), ends=at(12), occasion=uuid.uuid4(), place=TEN_MILES_NORTH, at=now)

    with pytest.raises(TravelTooShortError):
        diary.firm_up(lapsed)


def test_firm_up_of_a_lapsed_hold_that_nobody_took_keeps_the_time() -> None:
    claim = ClaimFactory(hold_until=clock.now() - datetime.timedelta(hours=1))

    assert diary.firm_up(claim.occasion) == 1


def test_hold_longer_moves_holds_and_leaves_firm_claims() -> None:
    occasion, until = uuid.uuid4(), clock.now() + datetime.timedelta(days=9)
    held = ClaimFactory(occasion=occasion, hold_until=clock.now() + datetime.timedelta(days=1))
    firm = ClaimFactory(occasion=occasion)

    assert diary.hold_longer(occasion, until) == 1
    held.refresh_from_db()
    firm.refresh_from_db()
    assert (held.hold_until, firm.hold_until) == (until, None)


def test_release_time_frees_the_time_once_and_tells(diaries_told: list[dict[str, Any]]) -> None:
    claim = ClaimFactory()

    assert [diary.release_time(claim.occasion), diary.release_time(claim.occasion)] == [1, 0]
    assert live_claims() == []
    assert diaries_told == [{"person_id": claim.person_id, "space_id": None}]


class Stumbles:
    """A service that PostgreSQL ends with the given error for the first few times."""

    def __init__(self, error: type[Exception], times: int) -> None:
        self.error, self.times, self.calls = error, times, 0

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.times:
            raise OperationalError("ended") from self.error()
        return "done"


@pytest.mark.django_db(transaction=True)
def test_retry_on_deadlock_runs_again_until_it_goes_through() -> None:
    service = Stumbles(errors.DeadlockDetected, times=3)

    assert diary.retry_on_deadlock(service.__call__)() == "done"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("error", "calls"), [(errors.SerializationFailure, 4), (errors.QueryCanceled, 1)])
def test_retry_on_deadlock_gives_up_in_the_end_and_at_once_for_anything_else(error: type[Exception], calls: int) -> None:
    service = Stumbles(error, times=9)

    with pytest.raises(OperationalError):
        diary.retry_on_deadlock(service.__call__)()
    assert service.calls == calls


def test_retry_on_deadlock_runs_once_inside_a_transaction() -> None:
    service = Stumbles(errors.DeadlockDetected, times=1)

    with pytest.raises(OperationalError):
        diary.retry_on_deadlock(service.__call__)()
    assert service.calls == 1
