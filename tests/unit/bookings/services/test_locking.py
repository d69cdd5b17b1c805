import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bookings.services.locking import lock_booking, lock_school
from tests.factories.bookings import SPRING, Scene


def test_people_are_locked_before_the_booking(scene: Scene) -> None:
    booking = scene.ask(*SPRING[:2])

    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        locked = lock_booking(booking.pk)

    locks = [query["sql"].split(" FROM ")[1].split('"')[1] for query in queries if "FOR NO KEY UPDATE" in query["sql"]]
    assert locked == booking
    assert locks == ["directory_person", "bookings_booking"]


def test_the_school_is_read_anew(scene: Scene) -> None:
    type(scene.school).objects.filter(pk=scene.school.pk).update(open_holds_cap=7)

    with transaction.atomic():
        assert lock_school(scene.school.pk).open_holds_cap == 7


@pytest.mark.django_db(transaction=True)
def test_locks_belong_to_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        lock_booking(1)
    with pytest.raises(RuntimeError):
        lock_school(1)
