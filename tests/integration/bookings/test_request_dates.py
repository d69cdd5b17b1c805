"""Choosing a group and dates through the pages, and everything that may come in the way of it."""

from typing import Any

import pytest

from schools.models import PupilGroup
from tests.factories.bookings import HALF_TERM, SPRING, Scene, make_scene
from tests.factories.schools import PupilGroupFactory
from tests.factories.vetting import cleared_offer
from tests.support.bookings import ClientOf, dates_data
from vetting.models import Clearance


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
            {"new": "1", "label": "sunflower class", "size": "20", "years": ["6"]},
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
