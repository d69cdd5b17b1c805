import datetime
import re

import pytest

from bookings.exceptions import BookingError, NotAllowedError
from bookings.models import Booking
from bookings.services.drafts import discard_draft, forget_draft, save_draft, start_request
from bookings.states import BookingState
from core.models import AuditEvent
from directory.models import Offer
from directory.services.offers import pause_offer
from schools.enums import SchoolRole
from tests.factories.bookings import SPRING, Scene
from tests.factories.schools import SchoolMemberFactory


def test_starting_makes_a_draft_that_holds_nothing(scene: Scene) -> None:
    booking = start_request(by=scene.coordinator, school=scene.school, offer=scene.offer)

    assert re.fullmatch("J-[2-9A-HJKMNP-TW-Z]{6}", booking.reference)
    assert (booking.state, booking.provider, booking.version) == (BookingState.DRAFT, scene.offer.provider, scene.offer.approved_version)
    assert booking.sessions.count() == 0
    assert list(AuditEvent.objects.filter(action="booking.start").values_list("object_id", flat=True)) == [str(booking.pk)]


def test_starting_again_goes_on_with_the_same_draft(scene: Scene) -> None:
    first = start_request(by=scene.coordinator, school=scene.school, offer=scene.offer)

    second = start_request(by=scene.coordinator, school=scene.school, offer=scene.offer)

    assert second == first


def test_who_may_not_ask_starts_nothing(scene: Scene) -> None:
    with pytest.raises(NotAllowedError):
        start_request(by=scene.head, school=scene.school, offer=scene.offer)

    assert Booking.objects.count() == 0


def test_an_offer_off_show_is_not_asked_for(scene: Scene) -> None:
    pause_offer(by=scene.member.user, offer=scene.offer)

    with pytest.raises(BookingError, match="not available"):
        start_request(by=scene.coordinator, school=scene.school, offer=Offer.objects.get(pk=scene.offer.pk))


def test_each_step_adds_to_what_was_typed(scene: Scene) -> None:
    booking = start_request(by=scene.coordinator, school=scene.school, offer=scene.offer)

    save_draft(by=scene.coordinator, booking=booking, group=scene.group.pk, starts=datetime.time(13, 15))
    saved = save_draft(by=scene.coordinator, booking=booking, dates=[SPRING[0]], pupils=24)

    assert saved.draft == {"group": scene.group.pk, "starts": "13:15:00", "dates": ["2027-01-06"], "pupils": 24}


def test_a_colleague_may_go_on_with_a_draft_but_no_stranger(scene: Scene) -> None:
    booking = scene.draft()
    colleague = SchoolMemberFactory(school=scene.school, roles=[SchoolRole.COORDINATOR]).user

    assert save_draft(by=colleague, booking=booking, pupils=20).draft["pupils"] == 20
    with pytest.raises(NotAllowedError):
        save_draft(by=scene.member.user, booking=booking, pupils=1)


def test_what_was_asked_is_not_typed_over(scene: Scene) -> None:
    booking = scene.ask()

    with pytest.raises(BookingError, match="asked already"):
        save_draft(by=scene.coordinator, booking=booking, pupils=1)


def test_a_discarded_draft_is_closed(scene: Scene) -> None:
    booking = scene.draft()

    discard_draft(by=scene.coordinator, booking=booking)

    booking.refresh_from_db()
    assert (booking.state, booking.closed_at is not None) == (BookingState.WITHDRAWN, True)


def test_a_forgotten_draft_is_given_up_and_a_request_is_not(scene: Scene) -> None:
    asked = scene.ask()
    draft = scene.draft()

    for booking in (asked, draft, draft):
        forget_draft(booking_id=booking.pk)

    states = dict(Booking.objects.values_list("pk", "state"))
    assert states == {asked.pk: BookingState.REQUESTED, draft.pk: BookingState.WITHDRAWN}
