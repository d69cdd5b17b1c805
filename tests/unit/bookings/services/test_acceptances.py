import datetime

import pytest

from bookings.exceptions import NotAllowedError
from bookings.services.acceptances import accept_for_booking
from bookings.services.confirming import confirm_what_may
from bookings.states import SessionState
from core import clock
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.vetting import cleared_offer
from tests.support.bookings import states_of
from vetting.models import Check, SchoolAcceptance


def scene_without_acceptance() -> Scene:
    """Dates wait for a renewal; it came, but the school's acceptance is no longer live."""
    scene = make_scene(offer=cleared_offer(expires={"PLI": datetime.date(2027, 1, 10)}))
    scene.confirmed(*SPRING[1:3])
    SchoolAcceptance.objects.update(withdrawn_at=clock.now(), withdrawn_by=scene.head)
    Check.objects.filter(check_type="PLI").update(expires_on=datetime.date(2028, 1, 1))
    return scene


def test_accepting_makes_firm_what_waited_only_for_it(db: None) -> None:
    scene = scene_without_acceptance()
    booking = scene.school.bookings.get()
    confirm_what_may(by=None, booking_id=booking.pk)
    assert states_of(booking) == [SessionState.AGREED] * 2

    accept_for_booking(by=scene.head, booking=booking)

    assert states_of(booking) == [SessionState.CONFIRMED] * 2
    assert SchoolAcceptance.objects.get(withdrawn_at=None).accepted_by == scene.head


def test_who_asked_does_not_accept(db: None) -> None:
    scene = scene_without_acceptance()

    with pytest.raises(NotAllowedError):
        accept_for_booking(by=scene.coordinator, booking=scene.school.bookings.get())
