from bookings.enums import Party
from bookings.models import AnswerLink
from bookings.services.telling import BOTH, addresses_of_colleagues, ask_approvers, ask_provider, tell
from core import clock
from core.models import OutboxMessage
from core.services import audit
from core.tokens import hash_token
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.bookings import Scene
from tests.factories.schools import SchoolMemberFactory
from tests.support.bookings import owed


def test_one_happening_is_told_once_to_each_side(scene: Scene) -> None:
    booking = scene.ask()
    event = audit.record("booking.test", booking, by=None)

    tell("bookings.lapsed", booking, *BOTH, because=event)
    tell("bookings.lapsed", booking, *BOTH, because=event)

    assert owed("bookings.lapsed") == sorted([scene.coordinator.email, scene.offer.provider.contact_email])


def test_a_second_happening_is_told_again(scene: Scene) -> None:
    booking = scene.ask()

    for _time in range(2):
        tell("bookings.lapsed", booking, Party.PROVIDER, because=audit.record("booking.test", booking, by=None))

    assert len(owed("bookings.lapsed")) == 2


def test_payloads_hold_ids_only(scene: Scene) -> None:
    booking = scene.ask()

    payload = OutboxMessage.objects.get(kind="bookings.asked").payload

    assert payload == {"booking": booking.pk, "party": "provider", "link": AnswerLink.objects.get().pk}


def test_a_link_is_made_once_and_its_token_is_not_kept(scene: Scene) -> None:
    booking = scene.ask()

    ask_provider(booking, remind_at=clock.now())

    link = AnswerLink.objects.get()
    assert link.token_hash == hash_token(link.token)
    assert link.token not in str(list(AnswerLink.objects.values()))


def test_links_to_approve_go_to_verified_approvers_who_did_not_ask(scene: Scene) -> None:
    SchoolMemberFactory(school=scene.school, roles=[SchoolRole.APPROVER], user=UserFactory(verified=False))
    scene.school.members.get(user=scene.coordinator).roles.create(
        role=SchoolRole.APPROVER, holder=scene.coordinator, granted_by=scene.head, granted_at=clock.now()
    )
    booking = scene.ask()

    ask_approvers(booking, remind_at=clock.now())

    assert owed("bookings.approval_asked") == [scene.head.email]


def test_colleagues_who_left_are_not_written_to(scene: Scene) -> None:
    scene.school.members.filter(user=scene.head).update(left_at=clock.now())

    assert addresses_of_colleagues(scene.school, scene.head.pk, scene.coordinator.pk) == [scene.coordinator.email]
