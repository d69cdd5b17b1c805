from bookings.queries.recipients import addresses_of_provider, addresses_of_school
from schools.enums import SchoolRole
from tests.factories.bookings import Scene
from tests.factories.schools import SchoolMemberFactory


def test_who_asked_hears_first(scene: Scene) -> None:
    booking = scene.ask()
    SchoolMemberFactory(school=scene.school)

    assert addresses_of_school(booking) == [scene.coordinator.email]
    assert addresses_of_provider(booking) == [scene.offer.provider.contact_email]


def test_then_other_coordinators_then_approvers_then_nobody(scene: Scene) -> None:
    booking = scene.ask()
    other = SchoolMemberFactory(school=scene.school, roles=[SchoolRole.COORDINATOR]).user
    members = scene.school.members

    members.get(user=scene.coordinator).roles.all().delete()
    assert addresses_of_school(booking) == [other.email]

    members.get(user=other).roles.all().delete()
    assert addresses_of_school(booking) == [scene.head.email]

    members.get(user=scene.head).roles.all().delete()
    assert addresses_of_school(booking) == []
