"""A booking's page, its list, week, print and calendar, and calling off."""

import datetime

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from bookings.enums import CancelReason
from bookings.models import Booking
from bookings.services.feeds import make_feed
from bookings.services.rejudging import Ground, rejudge
from bookings.states import BookingState, SessionState
from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.bookings import SPRING, Scene, make_scene
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import cleared_offer, leader_of
from tests.support.bookings import ClientOf, session_on, states_of
from vetting.models import Check, Clearance, SchoolAcceptance


@pytest.fixture
def booking(scene: Scene) -> Booking:
    return scene.confirmed(*SPRING[:3])


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_says_how_it_stands_to_each_side(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    school = text_of(client_of(scene.coordinator), f"/bookings/{booking.reference}/")
    provider = text_of(client_of(scene.member.user), f"/bookings/{booking.reference}/")

    assert "Confirmed. Both sides have it in writing." in school
    assert "Between your colleagues" in school
    assert leader_of(scene.offer).name in school
    assert "Between your colleagues" not in provider
    assert scene.coordinator.name not in provider


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("requested", "to answer. The dates are held until Friday 27 November at 17:00."),
        ("provider_yes", "said yes. Waiting for the school&#x27;s approver until"),
        ("declined", "Declined: the dates don&#x27;t work."),
        ("withdrawn", "The request was taken back."),
    ],
)
def test_the_headline_says_whose_move_it_is(scene: Scene, client_of: ClientOf, state: str, words: str) -> None:
    booking = scene.ask()
    client = client_of(scene.coordinator)
    match state:
        case "provider_yes":
            scene.provider_says(booking)
        case "declined":
            scene.provider_says(booking, "no", reason="dates")
        case "withdrawn":
            assert client.post(f"/bookings/{booking.reference}/withdraw/").status_code == 302

    assert words in text_of(client, f"/bookings/{booking.reference}/")


def test_what_is_asked_is_not_called_agreed_and_shows_the_message_to_the_provider(scene: Scene, client_of: ClientOf) -> None:
    asked = scene.ask(message="The hall is free.")

    text = text_of(client_of(scene.head), f"/bookings/{asked.reference}/")

    assert ("What is asked for" in text, "What was agreed to" in text) == (True, False)
    assert "The hall is free." in text


def test_dates_at_risk_are_named_in_the_headline_to_each_side(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    Clearance.objects.filter(person=leader_of(scene.offer)).update(state="suspended")
    rejudge(Ground(person_id=leader_of(scene.offer).pk))

    pages = [client_of(user).get(f"/bookings/{booking.reference}/").context["page"] for user in (scene.coordinator, scene.member.user)]

    risk = "At risk: 6, 13 and 20 January 2027."
    recovers = "If that changes in time, it is confirmed again by itself."
    assert [page.standing for page in pages] == ["at_risk", "at_risk"]
    assert [page.headline for page in pages] == [
        f"{risk} {booking.provider.name} is currently unavailable then. {recovers}",
        f"{risk} Your clearance does not cover that at present. {recovers}",
    ]


def test_a_draft_leads_to_its_steps(scene: Scene, client_of: ClientOf) -> None:
    draft = scene.draft()

    assert client_of(scene.coordinator).get(f"/bookings/{draft.reference}/")["Location"] == f"/bookings/{draft.reference}/group/"


def test_colleagues_who_follow_a_draft_read_that_nothing_is_asked_yet(scene: Scene, client_of: ClientOf) -> None:
    draft = scene.draft()
    client, path = client_of(scene.head), f"/bookings/{draft.reference}/"

    text = text_of(client, path)

    assert f"{scene.coordinator.name} is still writing this request." in text
    assert client.get(f"{path}print/")["Location"] == path


@pytest.mark.parametrize("page", ["", "print/", "calendar.ics", "call-off/", "withdraw/"])
def test_strangers_find_nothing(scene: Scene, client_of: ClientOf, booking: Booking, page: str) -> None:
    for user in (UserFactory(), make_scene().coordinator, UserFactory(is_superuser=True)):
        assert client_of(user).get(f"/bookings/{booking.reference}/{page}").status_code == 404
    assert Client().get(f"/bookings/{booking.reference}/{page}").status_code == 302


def test_the_reference_may_be_typed_in_small_letters(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    assert client_of(scene.coordinator).get(f"/bookings/{booking.reference.lower()}/").status_code == 200


def test_the_list_shows_a_members_own_school(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    other = make_scene().ask()
    client = client_of(scene.coordinator)

    text = text_of(client, f"/bookings/?school={other.school_id}")

    assert booking.reference in text
    assert other.reference not in text
    assert "You are not at a school here" in text_of(client_of(UserFactory()), "/bookings/")


def test_a_providers_list_is_its_members(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    path = f"/provider/{scene.offer.provider.slug}/bookings/"

    assert booking.reference in text_of(client_of(scene.member.user), path)
    assert client_of(scene.coordinator).get(path).status_code == 404


def test_the_week_is_shown_to_each_side(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    school, provider = f"/school/{scene.school.pk}/week/", f"/provider/{scene.offer.provider.slug}/week/"

    assert text_of(client_of(scene.coordinator), f"{school}?week=2027-01-06").count(booking.reference) == 2
    assert text_of(client_of(scene.member.user), f"{provider}?week=2027-01-10").count(booking.reference) == 2
    assert booking.reference not in text_of(client_of(scene.coordinator), school)
    assert client_of(scene.member.user).get(school).status_code == 404
    assert client_of(scene.coordinator).get(provider).status_code == 404


@pytest.mark.parametrize("week", ["", "never", "2027-02-30", "0001-01-01", "9999-12-31"])
def test_a_week_that_is_none_is_this_week(scene: Scene, client_of: ClientOf, week: str) -> None:
    response = client_of(scene.coordinator).get(f"/school/{scene.school.pk}/week/", {"week": week})

    assert response.context["week"].caption == "Week of 16 November 2026"


def test_the_page_to_print_holds_the_dates_and_leaves_out_the_talk(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    text = text_of(client_of(scene.coordinator), f"/bookings/{booking.reference}/print/")

    assert "Wednesday 6 January 2027" in text
    assert "Between your colleagues" not in text


def test_the_calendar_file_is_the_readers_own_and_private(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    response = client_of(scene.member.user).get(f"/bookings/{booking.reference}/calendar.ics")

    events = list(Calendar.from_ical(response.content).events)
    assert (response["Cache-Control"], response["Content-Disposition"]) == (
        "private, no-store",
        f'attachment; filename="{booking.reference}.ics"',
    )
    assert [str(event["SUMMARY"]) for event in events] == [f"Grow your lunch, {scene.school.name}"] * 3


def test_one_date_is_called_off_after_a_page_that_says_what_follows(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    client = client_of(scene.coordinator)
    path = f"/bookings/sessions/{session_on(booking, SPRING[1]).uuid}/call-off/"

    text = text_of(client, path)
    without = client.post(path, {})
    done = client.post(path, {"reason": CancelReason.TRANSPORT})

    assert f"{scene.offer.provider.name} is told, and calendars are put right. It costs nothing." in text
    assert "These stay as they are: 6 and 20 January 2027." in text
    assert list(without.context["form"].errors) == ["reason"]
    assert (done["Location"], states_of(booking)) == (
        f"/bookings/{booking.reference}/",
        [SessionState.CONFIRMED, SessionState.CANCELLED, SessionState.CONFIRMED],
    )


def test_each_side_has_its_own_reasons(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    path = f"/bookings/sessions/{session_on(booking, SPRING[1]).uuid}/call-off/"

    refused = client_of(scene.member.user).post(path, {"reason": CancelReason.GROUP_UNAVAILABLE})
    done = client_of(scene.member.user).post(path, {"reason": CancelReason.PROVIDER_UNAVAILABLE})

    assert (list(refused.context["form"].errors), done.status_code) == (["reason"], 302)


def test_everything_ahead_is_called_off(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    client, path = client_of(scene.coordinator), f"/bookings/{booking.reference}/call-off/"

    assert "6, 13 and 20 January 2027" in text_of(client, path)
    client.post(path, {"reason": CancelReason.NO_LONGER_NEEDED})

    booking.refresh_from_db()
    assert (booking.state, states_of(booking)) == (BookingState.CANCELLED, [SessionState.CANCELLED] * 3)
    assert client.get(path)["Location"] == f"/bookings/{booking.reference}/"


def test_reception_reads_but_does_not_call_off(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    client = client_of(SchoolMemberFactory(school=scene.school, roles=["reception"]).user)

    text = text_of(client, f"/bookings/{booking.reference}/")

    assert "Call this date off" not in text
    assert client.post(f"/bookings/sessions/{session_on(booking, SPRING[1]).uuid}/call-off/", {"reason": "weather"}).status_code == 403
    assert client.post(f"/bookings/{booking.reference}/message/", {"text": "Hello"}).status_code == 403


@pytest.mark.parametrize(("outcome", "state"), [("took_place", SessionState.DELIVERED), ("did_not_happen", SessionState.DID_NOT_HAPPEN)])
def test_one_tap_records_what_took_place(
    scene: Scene, client_of: ClientOf, booking: Booking, november: time_machine.Traveller, outcome: str, state: str
) -> None:
    november.move_to(clock.local(SPRING[0], datetime.time(16)))
    client = client_of(scene.coordinator)
    path = f"/bookings/sessions/{session_on(booking, SPRING[0]).uuid}/outcome/"

    assert text_of(client, f"/bookings/{booking.reference}/").count("It took place") == 1
    client.post(path, {"outcome": outcome})

    assert states_of(booking) == [state, SessionState.CONFIRMED, SessionState.CONFIRMED]
    assert client.get(path).status_code == 405
    assert client_of(scene.member.user).post(path, {"outcome": outcome}).status_code == 404


def test_recording_too_early_is_refused_in_words(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    client = client_of(scene.coordinator)

    response = client.post(f"/bookings/sessions/{session_on(booking, SPRING[0]).uuid}/outcome/", {"outcome": "took_place"}, follow=True)

    assert "This date is still to come." in response.content.decode()


def test_a_date_at_risk_is_shown_without_a_reason(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    Clearance.objects.filter(person=leader_of(scene.offer)).update(state="suspended")
    rejudge(Ground(person_id=leader_of(scene.offer).pk))

    text = text_of(client_of(scene.coordinator), f"/bookings/{booking.reference}/")

    assert "is currently unavailable then. If that changes in time, it is confirmed again by itself." in text
    assert text.count("unless somebody decides.") == 3
    assert "suspended" not in text.lower()


def test_colleagues_write_to_each_other(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.ask()
    client = client_of(scene.coordinator)

    empty = client.post(f"/bookings/{booking.reference}/message/", {"text": ""})
    client.post(f"/bookings/{booking.reference}/message/", {"text": "We walk."})

    assert list(empty.context["form"].errors) == ["text"]
    assert "We walk." in text_of(client, f"/bookings/{booking.reference}/")
    assert "We walk." not in text_of(client_of(scene.member.user), f"/bookings/{booking.reference}/")


def test_dates_that_wait_for_an_acceptance_are_accepted_on_a_page_of_their_own(db: None, client_of: ClientOf) -> None:
    scene = make_scene(offer=cleared_offer(expires={"PLI": datetime.date(2027, 1, 10)}))
    booking = scene.confirmed(*SPRING[1:3])
    SchoolAcceptance.objects.update(withdrawn_at=clock.now(), withdrawn_by=scene.head)
    Check.objects.filter(check_type="PLI").update(expires_on=datetime.date(2028, 1, 1))
    client, path = client_of(scene.head), f"/bookings/{booking.reference}/accept/"

    assert "Accept the assurance of" in text_of(client, path)
    client.post(path)

    assert states_of(booking) == [SessionState.CONFIRMED] * 2


def test_a_feed_is_made_read_renewed_and_ended(scene: Scene, client_of: ClientOf, booking: Booking) -> None:
    client, page = client_of(scene.coordinator), f"/school/{scene.school.pk}/calendar-address/"
    assert "Make an address" in text_of(client, page)

    client.post(page, {"make": "1"})
    first = client.get(page).context["address"].removeprefix("http://localhost:8000")
    response = Client().get(first)
    assert (response.status_code, response["Cache-Control"], response["Content-Type"]) == (
        200,
        "private, max-age=900",
        "text/calendar; charset=utf-8",
    )
    assert len(list(Calendar.from_ical(response.content).events)) == 3

    client.post(page, {"make": "1"})
    second = client.get(page).context["address"].removeprefix("http://localhost:8000")
    assert [Client().get(path).status_code for path in (first, second)] == [404, 200]

    client.post(page, {"end": "1"})
    assert Client().get(second).status_code == 404


def test_a_providers_feed_page_is_its_members(scene: Scene, client_of: ClientOf) -> None:
    page = f"/provider/{scene.offer.provider.slug}/calendar-address/"

    assert client_of(scene.member.user).post(page, {"make": "1"})["Location"] == page
    assert client_of(scene.coordinator).get(page).status_code == 404


def test_a_feed_answers_only_to_reading(scene: Scene) -> None:
    feed = make_feed(by=scene.coordinator, school=scene.school)

    assert Client().post(f"/calendar/{feed.token}.ics").status_code == 405
    assert Client().get("/calendar/guess.ics").status_code == 404
