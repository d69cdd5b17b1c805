import datetime

import pytest
import time_machine

from bookings.enums import DeclineReason, Party, PartyAnswer
from bookings.exceptions import BookingError, LinkError, NotAllowedError
from bookings.models import AnswerLink, Booking, Confirmation
from bookings.services.answers import answer_for_provider, answer_for_school
from bookings.states import BookingState, SessionState
from core import clock
from directory.enums import OfferKind, Setting
from directory.models import Claim, ProviderMember
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.directory import VenueFactory
from tests.factories.schools import MemberRoleFactory, SchoolMemberFactory
from tests.support.bookings import owed, states_of
from vetting.models import PlannedUse, SchoolAcceptance

MONDAY = datetime.datetime(2026, 11, 30, 9, 0, tzinfo=clock.LONDON)


def provider_link(booking: Booking) -> AnswerLink:
    return AnswerLink.objects.get(booking=booking, party=Party.PROVIDER)


def test_a_yes_by_link_is_recorded_for_the_address_and_asks_the_approver(scene: Scene) -> None:
    booking = scene.ask(*SPRING[:2])

    answered = answer_for_provider(booking=booking, answer="yes", link=provider_link(booking))

    confirmation = Confirmation.objects.get()
    assert (confirmation.party, confirmation.answer, confirmation.by, confirmation.by_email) == (
        Party.PROVIDER,
        PartyAnswer.YES,
        None,
        scene.offer.provider.contact_email,
    )
    assert (answered.state, states_of(answered)) == (BookingState.REQUESTED, [SessionState.HELD] * 2)
    assert provider_link(booking).used_at == clock.now()
    assert owed("bookings.approval_asked") == [scene.head.email]


def test_a_yes_may_be_given_signed_in(scene: Scene) -> None:
    booking = scene.ask()

    scene.provider_says(booking)

    assert Confirmation.objects.get().by == scene.member.user


@pytest.mark.parametrize("who", ["nobody", "stranger", "coordinator", "left"])
def test_nobody_else_answers_for_the_provider(scene: Scene, who: str) -> None:
    booking = scene.ask()
    if who == "left":
        ProviderMember.objects.filter(pk=scene.member.pk).update(left_at=clock.now())
    user = {"nobody": None, "stranger": UserFactory(), "coordinator": scene.coordinator, "left": scene.member.user}[who]

    with pytest.raises(NotAllowedError):
        answer_for_provider(booking=booking, answer="yes", by=user)

    assert Confirmation.objects.count() == 0


def test_a_link_answers_once(scene: Scene) -> None:
    booking = scene.ask()
    link = provider_link(booking)
    answer_for_provider(booking=booking, answer="yes", link=link)

    with pytest.raises(LinkError) as refused:
        answer_for_provider(booking=booking, answer="no", reason=DeclineReason.DATES, link=link)

    assert refused.value.code == "used"
    assert Confirmation.objects.get().answer == PartyAnswer.YES


def test_a_link_answers_only_for_its_own_booking_and_side(scene: Scene) -> None:
    first, second = scene.ask(SPRING[0]), scene.ask(SPRING[1])
    scene.provider_says(first)
    school_link = AnswerLink.objects.get(booking=first, party=Party.SCHOOL)

    for link in (provider_link(first), school_link):
        with pytest.raises(LinkError, match="does not belong"):
            answer_for_provider(booking=second, answer="yes", link=link)

    assert not second.confirmations.exists()


def test_after_the_deadline_nothing_is_answered(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.ask()
    november.move_to(MONDAY)

    with pytest.raises(LinkError) as refused:
        answer_for_provider(booking=booking, answer="yes", link=provider_link(booking))

    assert refused.value.code == "expired"


def test_a_no_lets_everything_go_and_tells_the_school_why(scene: Scene) -> None:
    booking = scene.ask(*SPRING[:2])

    answer_for_provider(booking=booking, answer="no", link=provider_link(booking), reason=DeclineReason.DATES, note="In summer?")

    booking.refresh_from_db()
    assert (booking.state, booking.decline_reason, booking.decline_note) == (BookingState.DECLINED, DeclineReason.DATES, "In summer?")
    assert states_of(booking) == [SessionState.DECLINED] * 2
    assert (Claim.objects.filter(live=True).count(), PlannedUse.objects.count()) == (0, 0)
    assert (owed("bookings.declined"), owed("bookings.approval_asked")) == ([scene.coordinator.email], [])


def test_a_no_needs_a_reason(scene: Scene) -> None:
    booking = scene.ask()

    with pytest.raises(BookingError, match="Choose a reason"):
        answer_for_provider(booking=booking, answer="no", link=provider_link(booking), reason="because")

    assert (Booking.objects.get().state, Confirmation.objects.count(), provider_link(booking).used_at) == (BookingState.REQUESTED, 0, None)


def test_a_late_yes_gives_the_school_its_own_days(scene: Scene, november: time_machine.Traveller) -> None:
    booking = scene.ask()
    before = booking.answer_by
    november.move_to(datetime.datetime(2026, 11, 27, 16, 0, tzinfo=clock.LONDON))

    answered = scene.provider_says(booking)

    assert before is not None
    assert answered.answer_by == clock.local(datetime.date(2026, 12, 4), datetime.time(17)) > before
    assert set(Claim.objects.values_list("hold_until", flat=True)) == {answered.answer_by}
    assert AnswerLink.objects.get(party=Party.SCHOOL).expires_at == answered.answer_by


def test_the_approvers_yes_carries_the_acceptance_and_confirms(scene: Scene) -> None:
    booking = scene.ask(*SPRING[:2])
    scene.provider_says(booking)
    link = AnswerLink.objects.get(party=Party.SCHOOL)

    answered = answer_for_school(by=scene.head, booking=booking, answer="yes", link=link, accepts_assurance=True)

    acceptance = SchoolAcceptance.objects.get()
    assert (acceptance.school, acceptance.provider, acceptance.accepted_by) == (scene.school, scene.offer.provider, scene.head)
    assert (answered.state, states_of(answered)) == (BookingState.CONFIRMED, [SessionState.CONFIRMED] * 2)
    assert booking.confirmations.get(party=Party.SCHOOL).by == scene.head
    assert set(Claim.objects.values_list("hold_until", "live")) == {(None, True)}
    assert set(PlannedUse.objects.values_list("is_confirmed", flat=True)) == {True}


def test_without_the_tick_nothing_is_recorded(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking)

    with pytest.raises(BookingError) as refused:
        scene.head_says(booking, accepts_assurance=False)

    assert refused.value.field == "accepts_assurance"
    assert not booking.confirmations.filter(party=Party.SCHOOL).exists()


def test_a_live_acceptance_is_not_asked_for_again(scene: Scene) -> None:
    scene.confirmed(SPRING[0])
    booking = scene.ask(SPRING[1])
    scene.provider_says(booking)

    answered = scene.head_says(booking, accepts_assurance=False)

    assert (answered.state, SchoolAcceptance.objects.count()) == (BookingState.CONFIRMED, 1)


def test_the_order_of_the_answers_does_not_matter(scene: Scene) -> None:
    booking = scene.ask()
    scene.head_says(booking)

    answered = scene.provider_says(booking)

    assert answered.state == BookingState.CONFIRMED
    assert owed("bookings.approval_asked") == []


def test_who_asked_never_approves(scene: Scene) -> None:
    booking = scene.ask()
    member = scene.school.members.get(user=scene.coordinator)
    MemberRoleFactory(member=member, role=SchoolRole.APPROVER, granted_by=scene.head)

    with pytest.raises(NotAllowedError):
        answer_for_school(by=scene.coordinator, booking=booking, answer="yes", accepts_assurance=True)


def test_who_acts_for_the_provider_never_approves(scene: Scene) -> None:
    booking = scene.ask()
    both = SchoolMemberFactory(school=scene.school, roles=[SchoolRole.APPROVER], user=scene.member.user).user

    with pytest.raises(NotAllowedError):
        answer_for_school(by=both, booking=booking, answer="yes", accepts_assurance=True)


def test_the_approvers_no_tells_both_sides(scene: Scene) -> None:
    booking = scene.ask()
    scene.provider_says(booking)

    answered = scene.head_says(booking, "no", reason=DeclineReason.BUDGET)

    assert (answered.state, answered.decline_reason) == (BookingState.DECLINED, DeclineReason.BUDGET)
    assert owed("bookings.declined") == sorted([scene.coordinator.email, scene.offer.provider.contact_email])
    assert not Claim.objects.filter(live=True).exists()


def test_a_visit_needs_the_word_of_the_visits_coordinator(db: None) -> None:
    venue = VenueFactory()
    scene = make_scene(kind=OfferKind.VISIT, provider=venue.provider, version__setting=Setting.HOST_SITE, version__venue=venue)
    booking = scene.ask()
    scene.provider_says(booking)

    with pytest.raises(BookingError) as refused:
        scene.head_says(booking)
    answered = scene.head_says(booking, visit_plan_agreed=True)

    assert refused.value.field == "visit_plan_agreed"
    assert (answered.state, booking.confirmations.get(party=Party.SCHOOL).visit_plan_agreed) == (BookingState.CONFIRMED, True)
