import datetime
from typing import Any

import pytest

from core.models import AuditEvent
from directory.exceptions import WindowOverlapError
from directory.models import AvailabilityException, AvailabilityWindow
from directory.services import availability
from tests.factories.directory import AvailabilityExceptionFactory, AvailabilityWindowFactory, PersonFactory, SpaceFactory

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime.date(2027, 1, 13)
WEEK = datetime.timedelta(weeks=1)


def times(starts: int, ends: int) -> dict[str, Any]:
    return {"starts": datetime.time(starts), "ends": datetime.time(ends)}


def test_add_window_opens_a_weekly_time_and_tells(diaries_told: list[dict[str, Any]]) -> None:
    person, space = PersonFactory(), SpaceFactory()

    of_person = availability.add_window(by=None, owner=person, weekday=2, **times(13, 16), from_date=WEDNESDAY)
    of_space = availability.add_window(by=None, owner=space, weekday=2, **times(9, 12))

    assert (of_person.person, of_person.from_date, of_space.space) == (person, WEDNESDAY, space)
    assert diaries_told == [{"person_id": person.pk, "space_id": None}, {"person_id": None, "space_id": space.pk}]
    assert [event.action for event in AuditEvent.objects.all()] == ["availability.add_window"] * 2


def test_add_window_sent_twice_makes_one(diaries_told: list[dict[str, Any]]) -> None:
    person = PersonFactory()

    made = [availability.add_window(by=None, owner=person, weekday=2, **times(13, 16)) for _sent in range(2)]

    assert (made[0], len(diaries_told)) == (made[1], 1)


def test_add_window_refuses_to_say_twice_what_overlaps() -> None:
    window = AvailabilityWindowFactory(**times(13, 16))

    with pytest.raises(WindowOverlapError) as refusal:
        availability.add_window(by=None, owner=window.person, weekday=2, **times(15, 17))

    message = "Wednesday 13:00 to 16:00 is open already, and this overlaps it. Remove that first, or choose other times."
    assert (str(refusal.value), AvailabilityWindow.objects.count()) == (message, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"weekday": 3, **times(13, 16)},
        {"weekday": 2, **times(16, 17)},
        {"weekday": 2, **times(13, 16), "from_date": WEDNESDAY + WEEK},
    ],
)
def test_add_window_takes_another_day_a_time_that_touches_and_other_weeks(fields: dict[str, Any]) -> None:
    window = AvailabilityWindowFactory(**times(13, 16), until_date=WEDNESDAY)

    availability.add_window(by=None, owner=window.person, **fields)

    assert window.person.windows.count() == 2


def test_remove_window_tells(diaries_told: list[dict[str, Any]]) -> None:
    window = AvailabilityWindowFactory()
    person_id = window.person_id

    availability.remove_window(by=None, window=window)

    assert (AvailabilityWindow.objects.count(), diaries_told) == (0, [{"person_id": person_id, "space_id": None}])


def test_add_exception_sent_twice_makes_one(diaries_told: list[dict[str, Any]]) -> None:
    person = PersonFactory()

    for _sent in range(2):
        availability.add_exception(by=None, owner=person, from_date=WEDNESDAY, until_date=WEDNESDAY + WEEK, note="Holiday")

    exception = AvailabilityException.objects.get()
    assert (exception.person, exception.is_open, exception.note, len(diaries_told)) == (person, False, "Holiday", 1)


def test_remove_exception_of_a_space_tells(diaries_told: list[dict[str, Any]]) -> None:
    exception = AvailabilityExceptionFactory(person=None, space=SpaceFactory())

    availability.remove_exception(by=None, exception=exception)

    assert (AvailabilityException.objects.count(), diaries_told) == (0, [{"person_id": None, "space_id": exception.space_id}])


def test_a_window_of_nobody_cannot_be() -> None:
    with pytest.raises(ValueError, match="lets no such row be"):
        availability.remove_window(by=None, window=AvailabilityWindow())
