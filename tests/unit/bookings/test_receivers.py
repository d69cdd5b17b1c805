"""What happens in vetting and the directory reaches bookings in the same transaction."""

from bookings.states import SessionState
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.vetting import OfficerFactory, leader_of
from tests.support.bookings import owed, states_of
from vetting.enums import OfficerRole, SuspensionGround
from vetting.models import Clearance
from vetting.services.assurance.acceptance import stop_accepting
from vetting.services.assurance.reliance import accept_list, leave_out, withdraw_list
from vetting.services.assurance.requirements import add_requirement, remove_requirement
from vetting.services.clearances.suspensions import reinstate, suspend


def test_a_suspension_puts_sessions_at_risk_at_once_and_its_end_brings_them_back(scene: Scene) -> None:
    booking = scene.confirmed(*SPRING[:2])
    clearance = Clearance.objects.get(person=leader_of(scene.offer))
    lead, other = (OfficerFactory(authority=clearance.authority, role=OfficerRole.LEAD).user for _lead in range(2))

    suspend(by=lead, clearance=clearance, ground=SuspensionGround.ALLEGATION_LADO)

    assert states_of(booking) == [SessionState.AT_RISK] * 2
    assert owed("bookings.at_risk") == [scene.coordinator.email]

    reinstate(by=other, clearance=clearance)

    assert states_of(booking) == [SessionState.CONFIRMED] * 2
    assert owed("bookings.recovered") == [scene.coordinator.email]


def test_a_school_that_withdraws_its_acceptance_has_its_own_dates_at_risk_and_nobody_elses(scene: Scene) -> None:
    booking, theirs = scene.confirmed(*SPRING[:2]), make_scene(offer=scene.offer).confirmed(SPRING[4])

    stop_accepting(by=scene.head, school=scene.school, provider=scene.offer.provider)

    assert (states_of(booking), states_of(theirs)) == ([SessionState.AT_RISK] * 2, [SessionState.CONFIRMED])
    assert owed("bookings.at_risk") == [scene.coordinator.email]


def test_accepting_the_whole_list_brings_them_back_and_leaving_out_or_withdrawing_endangers_them(scene: Scene) -> None:
    booking, authority = scene.confirmed(SPRING[0]), Clearance.objects.get(offer=scene.offer).authority
    stop_accepting(by=scene.head, school=scene.school, provider=scene.offer.provider)
    found = []

    policy = accept_list(by=scene.head, school=scene.school, authority=authority)
    found += states_of(booking)
    leave_out(by=scene.head, policy=policy, provider=scene.offer.provider)
    found += states_of(booking)
    policy = accept_list(by=scene.head, school=scene.school, authority=authority)
    found += states_of(booking)
    withdraw_list(by=scene.head, policy=policy)
    found += states_of(booking)

    assert found == [SessionState.CONFIRMED, SessionState.AT_RISK, SessionState.AT_RISK, SessionState.AT_RISK]


def test_what_a_school_asks_in_addition_is_needed_on_its_dates_at_once(scene: Scene) -> None:
    booking = scene.confirmed(SPRING[0])

    row = add_requirement(by=scene.head, school=scene.school, check_type="EQUALITY", reach="everybody")
    asked = states_of(booking)
    remove_requirement(by=scene.head, requirement=row)

    assert (asked, states_of(booking)) == ([SessionState.AT_RISK], [SessionState.CONFIRMED])
