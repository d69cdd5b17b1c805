"""Each policy against everybody who might try, and its list form against its single form."""

import itertools

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from bookings import policies
from bookings.enums import Party
from bookings.models import Booking
from core import clock
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.schools import SchoolMemberFactory


@pytest.fixture
def people(scene: Scene) -> dict[str, User | AnonymousUser]:
    left = SchoolMemberFactory(school=scene.school, left_at=clock.now())
    return {
        "coordinator": scene.coordinator,
        "head": scene.head,
        "reception": SchoolMemberFactory(school=scene.school, roles=[SchoolRole.RECEPTION]).user,
        "provider": scene.member.user,
        "stranger": UserFactory(),
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "other_coordinator": make_scene().coordinator,
        "left": left.user,
        "nobody": AnonymousUser(),
    }


def allowed(people: dict[str, User | AnonymousUser], policy: object, *args: object) -> set[str]:
    return {name for name, user in people.items() if policy(user, *args)}  # type: ignore[operator]


def test_who_may_do_what(scene: Scene, people: dict[str, User | AnonymousUser]) -> None:
    booking = scene.ask()

    assert allowed(people, policies.can_see_booking, booking) == {"coordinator", "head", "reception", "provider"}
    assert allowed(people, policies.can_request_booking, scene.school) == {"coordinator"}
    assert allowed(people, policies.can_edit_draft, booking) == {"coordinator"}
    assert allowed(people, policies.can_answer_for_provider, booking) == {"provider"}
    assert allowed(people, policies.can_approve_booking, booking) == {"head"}
    assert allowed(people, policies.can_act_for_school, booking) == {"coordinator", "head"}
    assert allowed(people, policies.can_cancel_session, booking, Party.SCHOOL) == {"coordinator", "head"}
    assert allowed(people, policies.can_cancel_session, booking, Party.PROVIDER) == {"provider"}
    assert allowed(people, policies.can_invite_provider, scene.school) == {"coordinator"}
    assert allowed(people, policies.acts_for_provider, scene.offer.provider) == {"provider"}


def test_the_side_one_reads_from(scene: Scene, people: dict[str, User | AnonymousUser]) -> None:
    booking = scene.ask()

    sides = {name: policies.party_of(user, booking) for name, user in people.items()}

    assert {name for name, side in sides.items() if side == Party.SCHOOL} == {"coordinator", "head", "reception"}
    assert {name for name, side in sides.items() if side == Party.PROVIDER} == {"provider"}


def test_a_provider_never_sees_a_draft(scene: Scene) -> None:
    draft = scene.draft()

    assert policies.can_see_booking(scene.coordinator, draft)
    assert not policies.can_see_booking(scene.member.user, draft)


def test_list_and_single_form_agree(scene: Scene, people: dict[str, User | AnonymousUser]) -> None:
    bookings = [scene.ask(SPRING[0]), scene.draft(), make_scene().ask(), make_scene(offer=scene.offer).ask(SPRING[1])]

    for user, booking in itertools.product(people.values(), bookings):
        assert policies.can_see_booking(user, booking) == (booking in Booking.objects.visible_to(user))


def test_who_asked_never_approves_whatever_roles_they_hold(scene: Scene) -> None:
    booking = scene.ask()
    member = scene.school.members.get(user=scene.coordinator)
    member.roles.create(role=SchoolRole.APPROVER, holder=scene.coordinator, granted_by=scene.head, granted_at=clock.now())

    assert not policies.can_approve_booking(scene.coordinator, booking)
    assert policies.has_another_approver(scene.school, than=scene.coordinator)


def test_an_approver_without_a_verified_address_does_not_count(scene: Scene) -> None:
    EmailAddress.objects.filter(user=scene.head).update(verified=False)

    assert not policies.has_another_approver(scene.school, than=scene.coordinator)
