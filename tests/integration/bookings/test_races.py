"""Real connections at the same moment. Whoever comes first gets it; the other reads why not, and nothing is half done."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.db import transaction

from bookings.enums import CancelReason, DeclineReason, Party
from bookings.exceptions import BookingError, DatesNotPossibleError
from bookings.models import AnswerLink, Booking, Session
from bookings.queries.drafts import fingerprint
from bookings.services.answers import answer_for_provider
from bookings.services.lapses import lapse_request
from bookings.services.rejudging import Ground, rejudge
from bookings.services.requests import request_booking, withdraw_request
from bookings.services.sessions import cancel_session
from bookings.services.substitutions import answer_substitute, propose_substitute
from bookings.states import BookingState, SessionState
from core.exceptions import DomainError
from core.models import OutboxMessage
from directory.models import Claim, Person
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.directory import AvailabilityWindowFactory, ProviderPersonFactory
from tests.factories.substitutes import clear_person
from tests.factories.vetting import cleared_offer, leader_of
from tests.support.bookings import ClientOf
from tests.support.promises import broken_promises
from tests.support.risks import suspend_leader
from tests.support.threads import at_once
from vetting.models import Clearance, PlannedUse
from vetting.services.assurance.reliance import accept_list, withdraw_list

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 20
WEEKDAYS = [
    day for number in range(60) if (day := datetime.date(2027, 1, 4) + datetime.timedelta(days=number)).weekday() < 5 and day.month != 2
]


def asking(scene: Scene, booking: Booking) -> Callable[[], str]:
    """Press the button on a page that was shown before; says how it ended."""
    version = scene.offer.approved_version
    assert version is not None
    seen = fingerprint(booking, version)

    def press() -> str:
        try:
            request_booking(by=scene.coordinator, booking=booking, submission_key=uuid.uuid4(), seen=seen)
        except DatesNotPossibleError as error:
            return ", ".join(problem.code for problem in error.problems)
        return "asked"

    return press


def test_two_schools_ask_for_one_teacher_and_exactly_one_gets_each_date() -> None:
    offer = cleared_offer()
    scenes = [make_scene(offer=offer), make_scene(offer=offer)]

    for date in WEEKDAYS[:ROUNDS]:
        drafts = [scenes[0].draft(date), scenes[1].draft(date, starts="14:15", ends="16:00")]
        outcomes = at_once(*(asking(scene, draft) for scene, draft in zip(scenes, drafts, strict=True)))
        assert sorted(outcomes) == ["asked", "diary"]
        assert Session.objects.filter(date=date).count() == 1

    assert broken_promises() == []
    assert OutboxMessage.objects.filter(kind="bookings.asked").count() == ROUNDS


def test_the_school_that_came_second_reads_a_kind_page_with_the_nearest_dates(client_of: ClientOf) -> None:
    offer = cleared_offer()
    scenes = [make_scene(offer=offer), make_scene(offer=offer)]
    posts = []
    for scene in scenes:
        draft, client = scene.draft(*SPRING[:2]), client_of(scene.coordinator)
        path = f"/bookings/{draft.reference}/check/"
        page = client.get(path)
        data = {"seen": page.context["card"].seen, "submission_key": page.context["submission_key"]}
        posts.append((client, path, data))

    first, second = posts
    responses = at_once(lambda: first[0].post(*first[1:]), lambda: second[0].post(*second[1:]))

    lost = next(response for response in responses if response.status_code == 409)
    assert sorted(response.status_code for response in responses) == [302, 409]
    text = lost.content.decode()
    assert "2 dates have gone since you chose them" in text
    assert "Nothing has been asked or held yet. Everything you typed is kept." in text
    assert "Nearest free: 16 December, 20 January and 27 January." in text
    assert broken_promises() == []


def test_one_page_sent_twice_at_once_asks_once() -> None:
    scene = make_scene()
    version = scene.offer.approved_version
    assert version is not None

    for date in WEEKDAYS[:5]:
        booking = scene.draft(date)
        seen, key = fingerprint(booking, version), uuid.uuid4()
        press = lambda: request_booking(by=scene.coordinator, booking=booking, submission_key=key, seen=seen)  # noqa: B023, E731  # used in this round
        assert at_once(press, press) == [booking, booking]

    assert Session.objects.count() == 5
    assert broken_promises() == []


def test_two_schools_cannot_tip_one_person_over_the_threshold_together() -> None:
    """Two days are promised. A third is allowed, a fourth within thirty days is not: each school alone would be the third."""
    offer = cleared_offer(regulated=False, version__pattern="occasional")
    scenes = [make_scene(offer=offer), make_scene(offer=offer)]

    for number in range(5):
        promised, wanted = WEEKDAYS[0:2], WEEKDAYS[2:4]
        booking = make_scene(offer=offer).ask(*promised)
        drafts = [scene.draft(day) for scene, day in zip(scenes, wanted, strict=True)]
        outcomes = at_once(*(asking(scene, draft) for scene, draft in zip(scenes, drafts, strict=True)))
        assert sorted(outcomes) == ["asked", "not_cleared"], number
        assert PlannedUse.objects.count() == 3
        assert broken_promises() == []
        for open_booking in Booking.objects.filter(state=BookingState.REQUESTED):
            answer_for_provider(booking=open_booking, answer="no", reason=DeclineReason.DATES, by=scenes[0].member.user)
        booking.refresh_from_db()
        assert booking.state == BookingState.DECLINED


def test_the_cap_of_a_school_holds_at_the_same_moment() -> None:
    scene = make_scene()
    scene.school.open_holds_cap = 3
    scene.school.save(update_fields=["open_holds_cap"])
    other = make_scene(offer=cleared_offer())
    twin = Scene(scene.school, scene.coordinator, scene.head, scene.group, other.offer, other.member)

    def press(who: Scene, booking: Booking) -> Callable[[], str]:
        def ask() -> str:
            try:
                return asking(who, booking)()
            except BookingError as error:
                return error.code

        return ask

    outcomes = at_once(press(scene, scene.draft(*WEEKDAYS[:2])), press(twin, twin.draft(*WEEKDAYS[:2])))

    assert sorted(outcomes) == ["asked", "dates"]
    assert broken_promises() == []


def attempt(function: Callable[[], object]) -> Callable[[], str]:
    """Do it, and say whether it was done or refused in words."""

    def run() -> str:
        try:
            function()
        except DomainError:
            return "refused"
        return "done"

    return run


def test_a_link_tapped_twice_at_once_answers_once() -> None:
    scene = make_scene()

    for date in WEEKDAYS[:5]:
        booking = scene.ask(date)
        link = AnswerLink.objects.get(booking=booking, party=Party.PROVIDER)
        tap = attempt(lambda: answer_for_provider(booking=booking, answer="yes", link=link))  # noqa: B023  # used in this round
        assert sorted(at_once(tap, tap)) == ["done", "refused"]
        assert booking.confirmations.count() == 1

    assert broken_promises() == []


def test_answers_and_taking_back_cross_without_harm() -> None:
    scene = make_scene()

    for date in WEEKDAYS[:8]:
        booking = scene.ask(date)
        scene.provider_says(booking)
        outcomes = at_once(
            attempt(lambda: scene.head_says(booking)),  # noqa: B023  # used in this round
            attempt(lambda: withdraw_request(by=scene.coordinator, booking=booking)),  # noqa: B023  # used in this round
        )
        booking.refresh_from_db()
        assert (sorted(outcomes), booking.state in (BookingState.CONFIRMED, BookingState.WITHDRAWN)) == (["done", "refused"], True)

    assert broken_promises() == []


def test_a_fall_of_clearance_and_an_approval_cross_without_a_confirmed_uncleared_session() -> None:
    scene = make_scene()
    person = leader_of(scene.offer)

    def suspend() -> None:
        with transaction.atomic():
            Clearance.objects.filter(person=person).update(state="suspended")
            rejudge(Ground(person_id=person.pk))

    for date in WEEKDAYS[:8]:
        Clearance.objects.filter(person=person).update(state="reinstated")
        booking = scene.ask(date)
        scene.provider_says(booking)
        at_once(attempt(lambda: scene.head_says(booking)), attempt(suspend))  # noqa: B023  # used in this round
        assert broken_promises() == []
        assert booking.sessions.get().state in (SessionState.AGREED, SessionState.AT_RISK)


def test_a_school_that_withdraws_while_it_approves_has_nothing_confirmed_unaccepted() -> None:
    scene = make_scene()
    authority = Clearance.objects.get(offer=scene.offer).authority

    for date in WEEKDAYS[:6]:
        policy = accept_list(by=scene.head, school=scene.school, authority=authority)
        booking = scene.ask(date)
        scene.provider_says(booking)
        at_once(
            attempt(lambda: scene.head_says(booking, accepts_assurance=False)),  # noqa: B023  # used in this round
            attempt(lambda: withdraw_list(by=scene.head, policy=policy)),  # noqa: B023  # used in this round
        )
        assert broken_promises() == []
        assert booking.sessions.get().state != SessionState.CONFIRMED


def test_somebody_else_is_agreed_while_the_provider_calls_off_and_one_of_the_two_holds() -> None:
    scene = make_scene()
    deputy: Person = ProviderPersonFactory(provider=scene.offer.provider).person
    clear_person(deputy, like=scene.offer)
    for weekday in range(5):
        AvailabilityWindowFactory(person=deputy, weekday=weekday)
    bookings = [scene.confirmed(date) for date in WEEKDAYS[:6]]
    suspend_leader(scene)

    for booking in bookings:
        session = booking.sessions.get()
        (proposal,) = propose_substitute(by=scene.coordinator, booking=booking, session_ids=[session.pk], person=deputy, party=Party.SCHOOL)
        by = scene.member.user
        at_once(
            attempt(lambda: answer_substitute(by=by, substitution=proposal, agrees=True)),  # noqa: B023  # used in this round
            attempt(lambda: cancel_session(by=by, session=session, reason=CancelReason.WEATHER, party=Party.PROVIDER)),  # noqa: B023
        )
        assert broken_promises() == []
        assert booking.sessions.get().state == SessionState.CANCELLED
        assert not Claim.objects.filter(occasion=session.uuid, live=True).exists()


def test_many_bookings_of_the_same_people_move_at_once_without_deadlock() -> None:
    offer = cleared_offer()
    scene = make_scene(offer=offer)
    bookings = [scene.confirmed(*WEEKDAYS[number * 3 : number * 3 + 3]) for number in range(4)]
    waiting = scene.ask(*WEEKDAYS[20:23])
    first = [booking.sessions.order_by("date")[0] for booking in bookings]

    def cancel(session: Session) -> Callable[[], str]:
        return attempt(lambda: cancel_session(by=scene.coordinator, session=session, reason=CancelReason.WEATHER, party=Party.SCHOOL))

    outcomes = at_once(
        *(cancel(session) for session in first),
        attempt(lambda: rejudge(Ground(person_id=leader_of(offer).pk))),
        attempt(lambda: lapse_request(booking_id=waiting.pk)),
        attempt(lambda: scene.provider_says(waiting)),
    )

    assert outcomes == ["done"] * 7
    assert Session.objects.filter(state=SessionState.CANCELLED).count() == 4
    assert broken_promises() == []
