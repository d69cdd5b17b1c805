import datetime
import uuid

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.queries.clearance import Ask, judge, judge_sessions, live_sessions_of, requests_for, requests_to_ask, severity
from directory.enums import EngagementBasis
from tests.factories.bookings import SPRING, Scene, SessionFactory, make_scene
from tests.factories.directory import PersonFactory, ProviderPersonFactory
from tests.factories.vetting import cleared_offer, leader_of
from vetting.answers import Verdict


def ask_of(scene: Scene) -> Ask:
    version = scene.offer.approved_version
    assert version is not None
    return Ask(scene.school, version, datetime.time(13, 15), datetime.time(15, 15), version.supervision, (6,))


def test_sessions_that_are_and_would_be_ask_the_same(scene: Scene) -> None:
    session = scene.ask(SPRING[0]).sessions.get()

    (asked,) = requests_for([session])
    (would,) = requests_to_ask(ask_of(scene), {session.uuid: SPRING[0]})

    assert asked == would
    assert (asked.person_id, asked.date, asked.school_id, asked.years) == (leader_of(scene.offer).pk, SPRING[0], scene.school.pk, (6,))
    assert asked.engagement == EngagementBasis.VOLUNTEER


def test_the_worst_answer_of_all_adults_counts(db: None) -> None:
    offer = cleared_offer()
    version = offer.approved_version
    assert version is not None
    unchecked = PersonFactory(open_all_week=True)
    ProviderPersonFactory(provider=offer.provider, person=unchecked)
    version.people.add(unchecked)
    scene = make_scene(offer=offer)
    key = uuid.uuid4()

    judged = judge(requests_to_ask(ask_of(scene), {key: SPRING[0]}))

    assert (judged[key].verdict, judged[key].may_hold, judged[key].words) == (Verdict.NOT_CLEARED, False, "Currently unavailable.")


def test_a_session_that_nobody_leads_is_not_cleared(scene: Scene) -> None:
    session = SessionFactory(booking__school=scene.school, booking__offer=scene.offer)

    judged = judge_sessions([session])

    assert judged[session.uuid].words == "Nobody is named to lead this yet."
    assert severity(judged[session.uuid]) == 0


def test_promised_days_are_those_ahead_at_any_school(scene: Scene) -> None:
    here, there = scene.confirmed(SPRING[0]), make_scene(offer=scene.offer).ask(SPRING[1])
    scene.provider_says(scene.ask(SPRING[2]), "no", reason="dates")

    found = live_sessions_of([leader_of(scene.offer)])

    assert {session.booking_id for session in found} == {here.pk, there.pk}


def test_the_number_of_queries_does_not_grow(scene: Scene) -> None:
    few, many = scene.ask(SPRING[0]), scene.ask(*SPRING[1:6])

    counts = []
    for booking in (few, many):
        with CaptureQueriesContext(connection) as queries:
            judge_sessions(booking.sessions.all())
        counts.append(len(queries))

    assert counts[0] == counts[1]
