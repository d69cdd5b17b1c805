"""Asking through the pages, as a coordinator does, and everything that may come in its way."""

import uuid
from typing import Any

import pytest
from django.test import Client

from bookings.models import Booking, Session
from bookings.states import BookingState
from directory.services.offers import pause_offer
from schools.models import School, SchoolMember
from tests.factories.accounts import UserFactory
from tests.factories.bookings import HALF_TERM, SPRING, Scene, make_scene
from tests.factories.schools import SchoolMemberFactory
from tests.support.bookings import ClientOf, dates_data, states_of
from vetting.models import Clearance


def ask_through_pages(client: Client, reference: str) -> Any:
    page = client.get(f"/bookings/{reference}/check/")
    return client.post(
        f"/bookings/{reference}/check/", {"seen": page.context["card"].seen, "submission_key": page.context["submission_key"]}
    )


def test_a_group_of_24_and_eight_wednesdays_in_spring(scene: Scene, client_of: ClientOf) -> None:
    client = client_of(scene.coordinator)

    start = client.post(f"/bookings/ask/{scene.offer.slug}/", {"school": scene.school.pk})
    reference = start["Location"].split("/")[2]
    group = client.post(start["Location"], {"group": scene.group.pk})
    dates = client.post(group["Location"], dates_data(*SPRING[:6], *SPRING[7:9]))
    access = client.post(dates["Location"], {"adults": "3", "message": "We have the hall.", "adjustments": ["visual_timetable"]})
    asked = ask_through_pages(client, reference)

    booking = Booking.objects.get()
    assert [step["Location"] for step in (start, group, dates, access, asked)] == [
        f"/bookings/{reference}/group/",
        f"/bookings/{reference}/dates/",
        f"/bookings/{reference}/access/",
        f"/bookings/{reference}/check/",
        f"/bookings/{reference}/",
    ]
    assert (booking.state, booking.pupils, booking.adults, booking.message) == (BookingState.REQUESTED, 24, 3, "We have the hall.")
    assert booking.adjustments == {"visual_timetable": 1}
    assert [session.date for session in booking.sessions.all()] == [*SPRING[:6], *SPRING[7:9]]


def test_the_term_is_shown_whole_with_half_term_in_its_place(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()

    form = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/dates/").context["form"]

    assert [value for value, _label in form.fields["dates"].choices] == [date.isoformat() for date in SPRING]
    assert form.fields["dates"].widget.refusals == {HALF_TERM.isoformat(): "Half-term in your calendar."}
    assert form["dates"].value() == ["2027-01-06"]


def test_nothing_is_ticked_for_a_new_draft(scene: Scene, client_of: ClientOf) -> None:
    client = client_of(scene.coordinator)
    start = client.post(f"/bookings/ask/{scene.offer.slug}/", {"school": scene.school.pk})
    client.post(start["Location"], {"group": scene.group.pk})

    form = client.get(start["Location"].replace("group", "dates")).context["form"]

    assert form["dates"].value() == []


def test_opening_the_first_page_begins_nothing(scene: Scene, client_of: ClientOf) -> None:
    response = client_of(scene.coordinator).get(f"/bookings/ask/{scene.offer.slug}/")

    assert (response.status_code, Booking.objects.count()) == (200, 0)


def test_who_is_at_no_school_is_told_how_to_join(scene: Scene, client_of: ClientOf) -> None:
    for user in (UserFactory(), scene.head, scene.member.user):
        response = client_of(user).get(f"/bookings/ask/{scene.offer.slug}/")

        assert response.status_code == 403
        assert "Join your school" in response.content.decode()


def test_an_offer_off_show_is_not_found(scene: Scene, client_of: ClientOf) -> None:
    pause_offer(by=scene.member.user, offer=scene.offer)

    assert client_of(scene.coordinator).get(f"/bookings/ask/{scene.offer.slug}/").status_code == 404


def test_one_who_is_at_two_schools_chooses_and_cannot_forge_a_third(scene: Scene, client_of: ClientOf) -> None:
    other = SchoolMemberFactory(user=scene.coordinator).school
    stranger = make_scene().school
    client = client_of(scene.coordinator)

    client.post(f"/bookings/ask/{scene.offer.slug}/", {"school": other.pk})
    forged = client.post(f"/bookings/ask/{scene.offer.slug}/", {"school": stranger.pk})

    assert (forged.status_code, [booking.school for booking in Booking.objects.all()]) == (200, [other])


def test_a_message_that_seems_to_name_a_pupil_is_questioned_once(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()
    client, path = client_of(scene.coordinator), f"/bookings/{booking.reference}/access/"
    typed = {"adults": "2", "message": "Please look after Alice Smith."}

    first = client.post(path, typed)
    again = client.post(path, typed | {"message_seen": first.context["form"]["message_seen"].value()})

    assert first.context["form"].errors["message"][0].startswith("“Alice Smith” looks like a name.")
    assert (first.context["form"]["message"].value(), again.status_code) == (typed["message"], 302)


def test_fewer_adults_than_the_offer_asks_for(db: None, client_of: ClientOf) -> None:
    scene = make_scene(version__pupils_per_adult=10)
    booking = scene.draft()

    response = client_of(scene.coordinator).post(f"/bookings/{booking.reference}/access/", {"adults": "2", "message": ""})

    assert response.context["form"].errors["adults"] == ["Bring 3 adults or more: this offer asks for one to every 10 pupils"]


def test_supervision_cannot_be_loosened(db: None, client_of: ClientOf) -> None:
    scene = make_scene(version__supervision="school_staff_on_site", offer=None)
    booking = scene.draft()
    client, path = client_of(scene.coordinator), f"/bookings/{booking.reference}/access/"

    loosened = client.post(path, {"adults": "2", "message": "", "supervision": "unsupervised"})
    tightened = client.post(path, {"adults": "2", "message": "", "supervision": "school_staff_present"})

    booking.refresh_from_db()
    assert list(loosened.context["form"].errors) == ["supervision"]
    assert (tightened.status_code, booking.draft["supervision"]) == (302, "school_staff_present")


def test_a_date_lost_while_typing_is_named_and_everything_is_kept(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft(*SPRING[:3])
    client, path = client_of(scene.coordinator), f"/bookings/{booking.reference}/check/"
    page = client.get(path)
    make_scene(offer=scene.offer).ask(SPRING[1])

    response = client.post(path, {"seen": page.context["card"].seen, "submission_key": page.context["submission_key"]})

    (lost,) = response.context["card"].refused
    text = response.content.decode()
    assert response.status_code == 409
    assert lost.label == "13 January"
    assert "is already booked then." in lost.reason
    assert lost.nearest == "Nearest free: 16 December, 27 January and 3 February."
    assert "Nothing has been asked or held yet. Everything you typed is kept." in text
    assert not booking.sessions.exists()


def test_other_dates_are_offered_only_where_another_date_would_help(scene: Scene, client_of: ClientOf) -> None:
    client = client_of(scene.coordinator)

    closed = client.get(f"/bookings/{scene.draft(HALF_TERM).reference}/check/").context["card"]
    Clearance.objects.update(state="suspended")
    uncleared = client.get(f"/bookings/{scene.draft(SPRING[0]).reference}/check/").context["card"]

    assert [date.nearest for card in (closed, uncleared) for date in card.refused] == [
        "Nearest free: 3 February, 10 February and 24 February.",
        "",
    ]


def test_going_on_without_the_lost_date_is_the_readers_choice(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft(*SPRING[:3])
    make_scene(offer=scene.offer).ask(SPRING[1])
    client = client_of(scene.coordinator)

    without = client.post(f"/bookings/{booking.reference}/without/", {"date": [SPRING[1].isoformat()]})
    ask_through_pages(client, booking.reference)

    booking.refresh_from_db()
    assert without["Location"] == f"/bookings/{booking.reference}/check/"
    assert (booking.state, [session.date for session in booking.sessions.all()]) == (BookingState.REQUESTED, [SPRING[0], SPRING[2]])


def test_the_last_page_warns_before_anything_is_pressed(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft(*SPRING[:2])
    make_scene(offer=scene.offer).ask(SPRING[1])

    response = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/check/")

    assert response.status_code == 200
    assert [date.label for date in response.context["card"].refused] == ["13 January"]
    assert "Ask for these dates" not in response.content.decode()


def test_an_unfinished_draft_cannot_be_asked(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft(adults=None)

    response = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/check/")

    assert [(obstacle.field, url) for obstacle, url in response.context["card"].obstacles] == [
        ("adults", f"/bookings/{booking.reference}/access/")
    ]
    assert "Ask for these dates" not in response.content.decode()


def test_pressing_twice_asks_once_and_both_lead_to_the_booking(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()
    client, path = client_of(scene.coordinator), f"/bookings/{booking.reference}/check/"
    page = client.get(path)
    data = {"seen": page.context["card"].seen, "submission_key": page.context["submission_key"]}

    first, second = client.post(path, data), client.post(path, data)

    assert first["Location"] == second["Location"] == f"/bookings/{booking.reference}/"
    assert Session.objects.count() == 1


def test_a_stale_page_asks_nothing(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft(SPRING[0])
    client, path = client_of(scene.coordinator), f"/bookings/{booking.reference}/check/"
    seen = client.get(path).context["card"].seen
    client.post(f"/bookings/{booking.reference}/dates/", dates_data(SPRING[3]))

    response = client.post(path, {"seen": seen, "submission_key": uuid.uuid4()})

    assert response.status_code == 409
    assert "This has changed since you opened the page" in response.content.decode()
    assert not booking.sessions.exists()


def test_a_cut_off_form_asks_nothing(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()

    response = client_of(scene.coordinator).post(f"/bookings/{booking.reference}/check/", {})

    assert (response.status_code, booking.sessions.count()) == (409, 0)


def test_an_offer_that_went_off_show_says_so_and_keeps_the_draft(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()
    pause_offer(by=scene.member.user, offer=scene.offer)

    text = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/check/").content.decode()

    assert "This offer has become unavailable" in text
    assert "Ask for these dates" not in text


def test_nobody_else_to_approve_is_said_with_what_to_do(scene: Scene, client_of: ClientOf) -> None:
    SchoolMember.objects.get(user=scene.head).roles.all().delete()
    booking = scene.draft()

    response = ask_through_pages(client_of(scene.coordinator), booking.reference)

    assert "Ask your school&#x27;s administrator to give the approver&#x27;s role" in response.content.decode()


def test_a_closed_school_asks_for_nothing(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()
    School.objects.filter(pk=scene.school.pk).update(is_active=False)

    response = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/dates/")

    assert (response.status_code, response.context["refusal"].words) == (
        403,
        "Your school is closed in the register, so it can't ask for dates.",
    )


@pytest.mark.parametrize("page", ["group", "dates", "access", "check", "discard"])
def test_a_colleague_without_the_role_is_told_who_has_it(scene: Scene, client_of: ClientOf, page: str) -> None:
    booking = scene.draft()

    response = client_of(scene.head).get(f"/bookings/{booking.reference}/{page}/")

    assert (response.status_code, response.context["refusal"].words) == (
        403,
        f"Only a coordinator of your school can do this. Ask {scene.coordinator.name}.",
    )


@pytest.mark.parametrize("page", ["group", "dates", "access", "check", "discard"])
def test_going_back_to_a_step_after_asking_leads_to_the_booking(scene: Scene, client_of: ClientOf, page: str) -> None:
    booking = scene.ask()

    assert client_of(scene.coordinator).get(f"/bookings/{booking.reference}/{page}/")["Location"] == f"/bookings/{booking.reference}/"


@pytest.mark.parametrize("page", ["group", "dates", "access", "check", "discard"])
def test_somebody_elses_draft_is_not_found(scene: Scene, client_of: ClientOf, page: str) -> None:
    booking = scene.draft()

    for user in (make_scene().coordinator, scene.member.user):
        assert client_of(user).get(f"/bookings/{booking.reference}/{page}/").status_code == 404
        assert client_of(user).post(f"/bookings/{booking.reference}/{page}/", {"group": scene.group.pk}).status_code == 404
    assert Client().get(f"/bookings/{booking.reference}/{page}/").status_code == 302


def test_a_draft_is_discarded_after_a_question(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()
    client, path = client_of(scene.coordinator), f"/bookings/{booking.reference}/discard/"

    client.get(path)
    booking.refresh_from_db()
    assert booking.state == BookingState.DRAFT

    assert client.post(path)["Location"] == "/bookings/"
    booking.refresh_from_db()
    assert (booking.state, states_of(booking)) == (BookingState.WITHDRAWN, [])
