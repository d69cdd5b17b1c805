"""Asking through the pages, as a coordinator does, and everything that may come in its way."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client

from bookings.models import Booking, Session
from bookings.states import BookingState
from directory.services.offers import pause_offer
from schools.models import PupilGroup, School, SchoolMember
from tests.factories.accounts import UserFactory
from tests.factories.bookings import HALF_TERM, SPRING, Scene, make_scene
from tests.factories.schools import PupilGroupFactory, SchoolMemberFactory
from tests.factories.vetting import cleared_offer
from tests.support.bookings import ClientOf, states_of
from vetting.models import Clearance

TERM = "2027-01-04"


def dates_data(*dates: datetime.date, **more: Any) -> dict[str, Any]:
    """What the page about dates sends."""
    return {
        "shown_term": TERM,
        "shown_weekday": "2",
        "term": TERM,
        "weekday": "2",
        "starts": "13:15",
        "ends": "15:15",
        "pupils": "24",
        "dates": [date.isoformat() for date in dates],
    } | more


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


def test_a_new_group_is_kept_by_the_school(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft(group=None)

    response = client_of(scene.coordinator).post(
        f"/bookings/{booking.reference}/group/", {"new": "1", "label": "Owls", "size": "18", "years": ["4", "5"]}
    )

    group = PupilGroup.objects.get(label="Owls")
    booking.refresh_from_db()
    assert (response.status_code, group.school, group.size, group.years) == (302, scene.school, 18, [4, 5])
    assert (booking.draft["group"], booking.draft["pupils"]) == (group.pk, 18)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({}, "group", "Choose a group"),
        ({"new": "1"}, "label", "Write what you call the group, such as 6A"),
        (
            {"new": "1", "label": "6a", "size": "20", "years": ["6"]},
            "label",
            "Your school has a group of this name. Choose it above, or use another name",
        ),
        ({"new": "1", "label": "Owls", "years": ["4"]}, "size", "Enter how many pupils are in the group"),
        ({"new": "1", "label": "Owls", "size": "20"}, "years", "Choose the years of the group"),
        (
            {"new": "1", "label": "Owls", "size": "20", "years": ["2"]},
            "years",
            "This is for Years 3 to 6. Choose another group, or look for an offer for these years.",
        ),
    ],
)
def test_a_group_that_does_not_do(scene: Scene, client_of: ClientOf, typed: dict[str, Any], field: str, message: str) -> None:
    booking = scene.draft()

    response = client_of(scene.coordinator).post(f"/bookings/{booking.reference}/group/", typed)

    assert response.context["sent"].errors[field] == [message]
    assert PupilGroup.objects.count() == 1


def test_a_new_group_can_only_be_of_years_that_the_school_teaches(scene: Scene, client_of: ClientOf) -> None:
    scene.school.low_age, scene.school.high_age = 4, 9
    scene.school.save()
    booking = scene.draft()

    page = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/group/")

    assert [year for year, _label in page.context["new"].fields["years"].choices] == [0, 1, 2, 3, 4]


def test_a_new_group_is_folded_away_until_it_is_wanted(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()
    client, path = client_of(scene.coordinator), f"/bookings/{booking.reference}/group/"

    folded = client.get(path).content.decode()
    wanted = client.post(path, {"new": "1", "label": "Owls"}).content.decode()
    scene.school.groups.update(is_archived=True)
    needed = client.get(path).content.decode()

    assert ['<details class="govuk-details" open>' in text for text in (folded, wanted, needed)] == [False, True, True]
    assert 'value="Owls"' in wanted


def test_anothers_group_cannot_be_chosen(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()

    response = client_of(scene.coordinator).post(f"/bookings/{booking.reference}/group/", {"group": PupilGroupFactory().pk})

    assert list(response.context["form"].errors) == ["group"]


def test_an_end_before_the_start_is_said_and_the_dates_stay_ticked(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()
    client, path = client_of(scene.coordinator), f"/bookings/{booking.reference}/"

    page = client.post(f"{path}dates/", dates_data(SPRING[1], ends="12:00"))
    check = client.get(f"{path}check/").context["card"]

    assert dict(page.context["form"].errors) == {"ends": ["The end comes before the start. Write an end later than the start"]}
    assert page.context["form"]["dates"].value() == [SPRING[1].isoformat()]
    assert (check.may_ask, [obstacle.field for obstacle, _url in check.obstacles]) == (False, ["ends"])


def test_too_many_pupils_and_too_few_dates_are_both_said(db: None, client_of: ClientOf) -> None:
    scene = make_scene(version__sessions_min=3, version__group_max=15)
    booking = scene.draft()

    response = client_of(scene.coordinator).post(f"/bookings/{booking.reference}/dates/", dates_data(*SPRING[:2], pupils="18"))

    assert dict(response.context["form"].errors) == {
        "dates": ["Choose at least 3 dates: this offer runs as a block"],
        "pupils": ["Enter 15 pupils or fewer. For all 18, ask 2 times, for groups of 9 on different dates"],
    }
    booking.refresh_from_db()
    assert (booking.draft["pupils"], booking.draft["dates"]) == (18, ["2027-01-06", "2027-01-13"])


@pytest.mark.parametrize(
    ("least", "message"), [(1, "Choose at least one date"), (3, "Choose at least 3 dates: this offer runs as a block")]
)
def test_no_date_at_all_is_answered_with_how_many_it_takes(db: None, client_of: ClientOf, least: int, message: str) -> None:
    scene = make_scene(version__sessions_min=least)
    booking = scene.draft()

    response = client_of(scene.coordinator).post(f"/bookings/{booking.reference}/dates/", dates_data())

    assert response.context["form"].errors["dates"] == [message]


def test_showing_another_day_keeps_what_was_typed(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft(SPRING[2])
    client = client_of(scene.coordinator)

    shown = client.post(
        f"/bookings/{booking.reference}/dates/", dates_data(*SPRING[:2], weekday="3", starts="9am", ends="11:00", pupils="20", show="1")
    )
    page = client.get(shown["Location"])

    booking.refresh_from_db()
    assert booking.draft["dates"] == ["2027-01-06", "2027-01-13"]
    assert (booking.draft["weekday"], booking.draft["starts"], booking.draft["pupils"]) == (3, "09:00:00", 20)
    assert page.context["form"].fields["dates"].choices[0][0] == "2027-01-07"
    assert page.context["elsewhere"] == "6 and 13 January 2027"


def test_on_a_phone_the_form_comes_before_the_steps(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()

    text = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/dates/").content.decode()

    assert text.index("How many pupils?") < text.index("Your request")


def test_what_must_be_filled_in_about_dates_is_not_called_optional(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()

    text = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/dates/").content.decode()

    assert "Wednesdays, 13:15 to 15:15" in text
    assert "(optional)" not in text


@pytest.mark.parametrize(
    ("changes", "is_open"), [({}, False), ({"pupils": ""}, False), ({"ends": "soon"}, True), ({"ends": "12:00"}, True)]
)
def test_term_day_and_time_are_folded_away_unless_wrong(scene: Scene, client_of: ClientOf, changes: dict[str, str], is_open: bool) -> None:
    booking = scene.draft()

    page = client_of(scene.coordinator).post(f"/bookings/{booking.reference}/dates/", dates_data(**changes))

    assert page.context["form"].is_frame_open is is_open


def test_a_day_on_which_nothing_can_be_had_leaves_the_choice_of_another_open(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()
    Clearance.objects.update(state="suspended")

    page = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/dates/")

    assert page.context["form"].is_frame_open


def test_a_date_that_the_page_refused_is_refused_when_it_is_forged(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft(SPRING[0])

    response = client_of(scene.coordinator).post(f"/bookings/{booking.reference}/dates/", dates_data(SPRING[0], HALF_TERM))

    assert response.context["form"].errors["dates"] == ["17 February is not possible: Half-term in your calendar."]


@pytest.mark.parametrize(
    "changes",
    [
        {"term": "2099-01-01"},
        {"weekday": "9"},
        {"starts": "quarter past one"},
        {"ends": ""},
        {"pupils": "-3"},
        {"pupils": "99999999999999999999"},
        {"shown_term": "' OR 1=1", "shown_weekday": "²"},
        {"dates": ["2027-02-30", "never", "2027-01-06"]},
    ],
)
def test_nonsense_never_breaks_the_page(scene: Scene, client_of: ClientOf, changes: dict[str, Any]) -> None:
    booking = scene.draft()

    response = client_of(scene.coordinator).post(f"/bookings/{booking.reference}/dates/", dates_data(SPRING[0], **changes))

    assert response.status_code in (200, 302)


def test_dates_that_add_up_to_too_much_are_refused_together_with_the_reason(db: None, client_of: ClientOf) -> None:
    scene = make_scene(offer=cleared_offer(regulated=False, version__pattern="occasional"))
    booking = scene.draft()

    response = client_of(scene.coordinator).post(f"/bookings/{booking.reference}/dates/", dates_data(*SPRING[:4]))

    (message,) = response.context["form"].errors["dates"]
    assert message.startswith("Not possible together: 6, 13, 20 and 27 January 2027.")


def test_a_school_without_a_calendar_is_shown_where_to_make_one(scene: Scene, client_of: ClientOf) -> None:
    booking = scene.draft()
    scene.school.authority.calendars.all().delete()

    response = client_of(scene.coordinator).get(f"/bookings/{booking.reference}/dates/")

    assert "Your calendar has no terms ahead" in response.content.decode()


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
