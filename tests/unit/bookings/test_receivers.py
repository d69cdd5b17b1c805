"""What happens in vetting and the directory reaches bookings in the same transaction."""

from bookings.states import SessionState
from tests.factories.bookings import SPRING, Scene
from tests.factories.vetting import OfficerFactory, leader_of
from tests.support.bookings import owed, states_of
from vetting.enums import OfficerRole, SuspensionGround
from vetting.models import Clearance
from vetting.services.clearances.suspensions import reinstate, suspend


def test_a_suspension_puts_sessions_at_risk_at_once_and_its_end_brings_them_back(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2])
    clearance = Clearance.objects.get(person=leader_of(scene.offer))
    lead = OfficerFactory(authority=clearance.authority, role=OfficerRole.LEAD).user

    suspend(by=lead, clearance=clearance, ground=SuspensionGround.ALLEGATION_LADO)

    assert states_of(booking) == [SessionState.AT_RISK] * 2
    assert owed("bookings.at_risk") == [scene.coordinator.email]

    reinstate(by=lead, clearance=clearance)

    assert states_of(booking) == [SessionState.CONFIRMED] * 2
    assert owed("bookings.recovered") == [scene.coordinator.email]
