"""Where people land, by their part."""

import dataclasses
import datetime
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from core import clock
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.bookings import NOW, SPRING, ProviderInvitationFactory, make_scene
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.schools import JoinRequestFactory, SchoolFactory, SchoolMemberFactory
from tests.factories.vetting import CaseFactory, CheckFactory, OfficerFactory
from tests.support.vetting import record_required, submitted
from vetting.services.cases.handling import claim_case
from vetting.states import CaseState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_somebody_new_chooses_how_to_begin(client: Client) -> None:
    client.force_login(UserFactory())

    answer = client.get("/home/")

    assert "Where do you begin?" in answer.text
    assert f'href="{reverse("directory:provider-start")}"' in answer.text


@pytest.mark.parametrize(("came_for", "start"), [("school", "schools:join"), ("provider", "directory:provider-start")])
def test_whoever_came_for_something_is_led_to_its_beginning_once(client: Client, came_for: str, start: str) -> None:
    client.force_login(UserFactory())
    client.get(f"/accounts/signup/?as={came_for}")

    first, second = client.get("/home/"), client.get("/home/")

    assert (first.status_code, first.headers["Location"]) == (302, reverse(start))
    assert "Where do you begin?" in second.text


def test_whoever_has_what_they_came_for_lands_as_always(client: Client) -> None:
    member = ProviderMemberFactory()
    client.force_login(member.user)

    client.get("/accounts/signup/?as=provider")
    answer = client.get("/home/")

    assert answer.status_code == 200
    assert answer.context["provider"] == member.provider


def test_whoever_waits_for_a_school_is_not_led_to_ask_again(client: Client) -> None:
    asked = JoinRequestFactory()
    client.force_login(asked.user)

    client.get("/accounts/signup/?as=school")

    assert "Your request is with an officer" in client.get("/home/").text


def test_somebody_who_waits_for_an_officer_is_told_what_happens(client: Client) -> None:
    request = JoinRequestFactory(school=SchoolFactory(name="Beaconhill"))
    client.force_login(request.user)

    answer = client.get("/home/")

    assert "Your request is with an officer" in answer.text
    assert "You asked to join Beaconhill on 22 November." in answer.text


def test_a_coordinator_sees_the_term_with_what_is_on(client: Client) -> None:
    scene = make_scene()
    scene.confirmed(datetime.date(2026, 12, 2))
    scene.ask(datetime.date(2026, 12, 9))
    client.force_login(scene.coordinator)

    term = client.get("/home/").context["term"]

    stops = {stop.date: (stop.state, stop.words) for stop in term.stops}
    assert term.heading == "Autumn term 2026, on Wednesdays"
    assert stops[datetime.date(2026, 12, 2)] == ("free", "1 confirmed")
    assert stops[datetime.date(2026, 12, 9)] == ("part", "1 waiting")
    assert stops[datetime.date(2026, 12, 16)] == ("open", "nothing booked")
    assert dict(term.totals)["Sessions"] == 2
    assert dict(term.totals)["People to meet"] == 1


def test_a_coordinator_has_the_week_and_a_way_on(client: Client) -> None:
    scene = make_scene()
    scene.confirmed(datetime.date(2026, 12, 2))
    client.force_login(scene.coordinator)
    with time_machine.travel(datetime.datetime(2026, 12, 1, 9, tzinfo=clock.LONDON)):
        answer = client.get("/home/")

    assert "Week of 30 November 2026" in answer.text
    assert "Grow your lunch" in answer.text
    assert f'href="{reverse("bookings:invitation-new", args=[scene.school.pk])}"' in answer.text


def test_a_head_finds_first_what_waits_for_approval(client: Client) -> None:
    scene = make_scene()
    booking = scene.ask(*SPRING[:2])
    scene.provider_says(booking)
    client.force_login(scene.head)

    answer = client.get("/home/")

    assert answer.context["greeting"] == "Good morning. One thing needs you"
    assert [task.url for task in answer.context["tasks"]] == [reverse("bookings:booking-approve", args=[booking.reference])]
    assert not answer.context["may_ask"]


def test_nothing_to_do_is_said_kindly(client: Client) -> None:
    scene = make_scene()
    client.force_login(scene.head)

    with time_machine.travel(datetime.datetime(2026, 11, 23, 14, tzinfo=clock.LONDON)):
        answer = client.get("/home/")

    assert answer.context["greeting"] == "Good afternoon. Nothing needs you"


def test_a_new_school_is_led_through_its_set_up(client: Client) -> None:
    school = SchoolFactory()
    client.force_login(SchoolMemberFactory(school=school, roles=[SchoolRole.COORDINATOR, SchoolRole.ADMINISTRATOR]).user)

    setup = client.get("/home/").context["setup"]

    assert [(task.title, task.state) for task in setup] == [
        ("Add your term dates", "To begin"),
        ("Describe a group", "To begin"),
        ("Give somebody the approver's part", "To begin"),
    ]


def test_reception_is_asked_to_set_nothing_up(client: Client) -> None:
    client.force_login(SchoolMemberFactory(roles=[SchoolRole.RECEPTION]).user)

    answer = client.get("/home/")

    assert (answer.context["setup"], answer.context["may_ask"]) == ([], False)


def test_a_provider_finds_questions_before_requests_and_drafts(client: Client) -> None:
    scene = make_scene()
    provider = scene.offer.provider
    booking = scene.ask(*SPRING[:2])
    asked = OfferFactory(provider=provider, state="in_review", version__title="Bees")
    CaseFactory(
        offer=asked, state=CaseState.WAITING_ON_PROVIDER, claimed_by=UserFactory(), claimed_at=clock.now(), waiting_since=clock.now()
    )
    OfferFactory(provider=provider, version__title="Soup", version__answered=["what", "cost"])
    client.force_login(scene.member.user)

    answer = client.get("/home/")

    assert [(task.title, task.hint) for task in answer.context["tasks"] if "Answer" not in task.title] == [
        ("Finish Soup", "4 pages to fill in.")
    ]
    assert [task.url for task in answer.context["tasks"]][:2] == [
        f"/offers/{asked.slug}/tasks/",
        reverse("bookings:booking-answer", args=[booking.reference]),
    ]
    assert {task.title: task.state for task in answer.context["offers"]} == {
        "Grow your lunch": "Listed",
        "Bees": "Question",
        "Soup": "Draft",
    }


def test_a_provider_finds_the_request_of_the_school_that_invited_it(client: Client) -> None:
    member = ProviderMemberFactory()
    ProviderInvitationFactory(provider=member.provider, state="accepted", accepted_at=clock.now(), school=SchoolFactory(name="Beaconhill"))
    client.force_login(member.user)

    answer = client.get("/home/")

    assert [task.title for task in answer.context["tasks"]] == ["Beaconhill hopes for “Bread for Year 6”"]
    assert "Describe your first offer" in answer.text


def test_an_assurance_that_ends_soon_is_said_in_time(client: Client) -> None:
    offer = OfferFactory(listed=True, assured_until=datetime.date(2027, 1, 10))
    client.force_login(ProviderMemberFactory(provider=offer.provider).user)

    tasks = client.get("/home/").context["tasks"]

    assert [(task.title, task.hint) for task in tasks] == [
        ("Keep Grow your lunch listed", "Assured until 10 January 2027. See what to renew.")
    ]


def test_an_officer_sees_how_much_waits_and_whose_it_is(client: Client) -> None:
    officer = OfficerFactory()
    authority = officer.authority
    CaseFactory(authority=authority)
    CaseFactory(authority=authority, claimed=True, claimed_by=officer.user)
    CaseFactory(authority=authority, recommended=True)
    CaseFactory(authority=authority, recommended=True, claimed_by=officer.user)
    CaseFactory()
    CheckFactory(authority=authority)
    CheckFactory(authority=authority, performed_by=officer.user)
    JoinRequestFactory(school__authority=authority.local_authority)
    client.force_login(officer.user)

    answer = client.get("/home/")

    assert [(task.title, task.state) for task in answer.context["tasks"]] == [
        ("Decide cases that a colleague recommends", "1"),
        ("Verify checks that a colleague recorded", "1"),
        ("Go on with your cases", "1"),
        ("Take a case from the queue", "1"),
        ("Ring schools about people who want to join", "1"),
    ]
    assert {task.url for task in answer.context["tasks"]} == {reverse("vetting_cases:index"), reverse("vetting_joining")}


def test_an_officer_with_nothing_to_do_reads_that(client: Client) -> None:
    client.force_login(OfficerFactory().user)

    assert "The queue is empty" in client.get("/home/").text


def test_a_schools_landing_asks_few_questions_of_the_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    scene = make_scene()
    scene.confirmed(*SPRING[:4])
    client.force_login(scene.coordinator)
    client.get("/home/")

    with django_assert_num_queries(25):
        client.get("/home/")


def test_a_providers_landing_asks_few_questions_of_the_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    scene = make_scene()
    scene.ask(*SPRING[:4])
    for _number in range(4):
        OfferFactory(provider=scene.offer.provider)
    client.force_login(scene.member.user)
    client.get("/home/")

    with django_assert_num_queries(22):
        client.get("/home/")


def test_a_provider_reads_how_many_checks_wait_for_it_while_officers_have_the_offer(client: Client) -> None:
    desk = submitted()
    client.force_login(desk.member)

    before = client.get("/home/")
    with_officers = f'href="{reverse("portal:offer-tasks", args=[desk.offer.slug])}"'
    record_required(dataclasses.replace(desk, case=claim_case(by=desk.first, case=desk.case)))
    after = client.get("/home/")

    (task,) = before.context["tasks"]
    assert (task.title, str(task.hint)) == (f"Answer what is asked for {desk.case.version.title}", "8 checks wait for you.")
    assert with_officers in before.text
    assert after.context["tasks"] == []
