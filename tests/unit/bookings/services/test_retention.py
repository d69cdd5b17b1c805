import pytest
import time_machine

from bookings.models import Booking, Message, Session, SessionGroup
from bookings.queries.agreements import cost_words
from core import clock
from core.models import RetentionCount
from tests.factories.bookings import NOW, SPRING, MessageFactory, Scene, make_scene
from tests.factories.vetting import LegalHoldFactory
from tests.support.retention import applied, due, held, later
from vetting.models import PlannedUse

pytestmark = pytest.mark.django_db
RULES = ("bookings.adjustments", "bookings.counts", "bookings.bookings", "vetting.planned_days")


@pytest.fixture
def scene() -> Scene:
    return make_scene(version__price_basis="per_pupil", version__price_pence=500, version__materials_pence=100)


@pytest.fixture
def booking(scene: Scene) -> Booking:
    """Two sessions for 24 pupils that took place."""
    with time_machine.travel(NOW, tick=False):
        booking = scene.confirmed(*SPRING[:2])
        Booking.objects.filter(pk=booking.pk).update(adjustments={"step_free": 2}, message="Two use wheelchairs.")
        MessageFactory(booking=booking)
    over = clock.start_of(SPRING[2])
    with time_machine.travel(over, tick=False):
        Session.objects.filter(booking=booking).update(state="delivered")
        Booking.objects.filter(pk=booking.pk).update(state="completed", closed_at=over)
    booking.refresh_from_db()
    return booking


def test_needs_go_first_then_counts_and_words_at_last_the_row(booking: Booking) -> None:
    cost = cost_words(booking, 2)
    with time_machine.travel(clock.start_of(SPRING[2]), tick=False):
        assert applied(*RULES) == {}
        with later(days=29):
            assert applied(*RULES) == {"bookings.adjustments": 1}
            booking.refresh_from_db()
            assert (booking.adjustments, booking.message) == ({}, "Two use wheelchairs.")
    with time_machine.travel("2028-08-30T10:00Z", tick=False):
        assert applied(*RULES) == {}
    with time_machine.travel("2028-09-02T10:00Z", tick=False):
        assert applied(*RULES) == {"bookings.counts": 1}
    booking.refresh_from_db()
    left = (booking.pupils, booking.group, booking.message, SessionGroup.objects.count(), Message.objects.count())
    assert left == (0, None, "", 0, 0)
    assert (cost_words(booking, 2), cost) == ("£288", "£288, of which £48 for materials")
    with time_machine.travel("2034-01-30T10:00Z", tick=False):
        assert applied(*RULES) == {"bookings.bookings": 1, "vetting.planned_days": 2}
    assert (Booking.objects.count(), Session.objects.count(), PlannedUse.objects.count()) == (0, 0, 0)
    assert RetentionCount.objects.get(rule="bookings.bookings").kind == "completed"


def test_a_hold_on_the_booking_keeps_it_and_its_days(booking: Booking) -> None:
    LegalHoldFactory(person=None, booking=booking.pk)

    with time_machine.travel("2035-01-01T10:00Z", tick=False):
        applied(*RULES)
        kept = held()

    assert (Booking.objects.count(), PlannedUse.objects.count()) == (1, 2)
    assert {name: kept[name] for name in RULES} == {
        "bookings.adjustments": 1, "bookings.counts": 1, "bookings.bookings": 1, "vetting.planned_days": 2,
    }  # fmt: skip


def test_nothing_of_a_booking_to_come_is_due(scene: Scene) -> None:
    with time_machine.travel(NOW, tick=False):
        scene.confirmed(*SPRING[:2])

    with time_machine.travel("2034-12-01T10:00Z", tick=False):
        assert [name for name in due() if name.startswith("bookings.b")] == []
