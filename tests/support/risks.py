"""How a confirmed date comes to be at risk, as officers do it."""

from directory.models import Person
from tests.factories.bookings import Scene
from tests.factories.vetting import OfficerFactory, leader_of
from vetting.enums import OfficerRole, SuspensionGround
from vetting.models import Check, Clearance
from vetting.services.checks.recording import revoke_check
from vetting.services.clearances.suspensions import suspend


def lose_insurance(scene: Scene) -> None:
    """Something that people renew as a matter of course."""
    check = Check.objects.get(check_type="PLI", provider=scene.offer.provider)
    revoke_check(by=OfficerFactory(authority=check.authority).user, check=check)


def suspend_leader(scene: Scene) -> None:
    suspend_person(leader_of(scene.offer))


def suspend_person(person: Person) -> None:
    clearance = Clearance.objects.get(person=person)
    lead = OfficerFactory(authority=clearance.authority, role=OfficerRole.LEAD).user
    suspend(by=lead, clearance=clearance, ground=SuspensionGround.ALLEGATION_LADO)
