import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from directory.models import AvailabilityException, AvailabilityWindow, Person, Provider
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    PersonFactory,
    ProviderPersonFactory,
    SpaceFactory,
    VenueFactory,
)
from tests.support.pages import heading, problems, said, soup_of, typed

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2027, 1, 11)
WEEKLY = {"weekdays": ["2", "4"], "starts": "13:00", "ends": "4pm"}
DATES = {f"{name}_{part}": "" for name in ("from_date", "until_date") for part in ("day", "month", "year")}


@pytest.fixture(autouse=True)
def _on_a_monday_in_january() -> Any:
    with time_machine.travel("2027-01-11T09:00:00Z", tick=False):
        yield


@pytest.fixture
def rosa(provider: Provider) -> Person:
    person: Person = ProviderPersonFactory(provider=provider, person=PersonFactory(name="Rosa Brown")).person
    return person


def url_of(owner: Any, sort: str = "person") -> str:
    return f"/provider/burn/open-times/{sort}/{owner.pk}/"


def on(name: str, day: datetime.date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_a_weekly_time_is_added_on_several_days_and_shows_in_the_weeks_ahead(member_client: Client, rosa: Person) -> None:
    answer = member_client.post(url_of(rosa), WEEKLY, follow=True)

    assert [(row.weekday, row.starts, row.ends) for row in rosa.windows.all()] == [
        (2, datetime.time(13), datetime.time(16)),
        (4, datetime.time(13), datetime.time(16)),
    ]
    cells = [cell.get_text(strip=True) for cell in soup_of(answer).select(".jn-week tbody tr")[0].select("td")]
    open_on = [number for number, cell in enumerate(cells) if cell[:5] == "13:00"]
    assert (heading(answer), open_on) == ("When Rosa Brown can be booked", [2, 4])


def test_a_weekly_time_sent_twice_is_added_once(member_client: Client, rosa: Person) -> None:
    for _sent in range(2):
        member_client.post(url_of(rosa), WEEKLY)

    assert rosa.windows.count() == 2


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"weekdays": []}, ["Choose an answer for “On which days?”"]),
        ({"starts": "16:00", "ends": "13:00"}, ["Enter a time after 16:00"]),
        ({"starts": "13:00", "ends": "13:00"}, ["Enter a time after 13:00"]),
        ({"starts": "lunch"}, ["Write the time like 13:15"]),
        (on("until_date", TODAY - datetime.timedelta(1)), ["This day is over. Enter today or a later day"]),
        (
            on("from_date", datetime.date(2027, 3, 1)) | on("until_date", datetime.date(2027, 2, 1)),
            ["Enter the same day or a later one"],
        ),
        (on("from_date", datetime.date(2037, 3, 1)), ["That is more than three years ahead. Enter an earlier day"]),
        ({"from_date_day": "31", "from_date_month": "2", "from_date_year": "2027"}, ["There is no such date. Write it like 27 1 2027"]),
    ],
)
def test_weekly_times_that_cannot_be_are_refused_and_kept(
    member_client: Client, rosa: Person, answers: dict[str, Any], expected: list[str]
) -> None:
    answer = member_client.post(url_of(rosa), WEEKLY | answers)

    assert (problems(answer), AvailabilityWindow.objects.count()) == (expected, 0)
    assert typed(answer, "starts") == answers.get("starts", "13:00")


def test_weekly_times_that_overlap_are_refused_and_none_is_added(member_client: Client, rosa: Person) -> None:
    AvailabilityWindowFactory(person=rosa, weekday=4, starts=datetime.time(15), ends=datetime.time(17))

    answer = member_client.post(url_of(rosa), WEEKLY)

    expected = "Friday 15:00 to 17:00 is open already, and this overlaps it. Remove that first, or choose other times."
    assert (problems(answer), rosa.windows.count()) == ([expected], 1)


def test_days_away_are_added_and_their_note_stays_private(member_client: Client, rosa: Person) -> None:
    days = on("from_date", datetime.date(2027, 2, 8)) | on("until_date", datetime.date(2027, 2, 12))

    answer = member_client.post(url_of(rosa), DATES | {"sort": "away", "note": "Wedding"} | days, follow=True)

    away = AvailabilityException.objects.get()
    assert (away.from_date, away.until_date, away.is_open, away.starts) == (
        datetime.date(2027, 2, 8),
        datetime.date(2027, 2, 12),
        False,
        None,
    )
    assert said(answer) == ["Saved. The weeks below show how it comes out."]
    assert len(soup_of(answer).select(".jn-week .govuk-tag")) == 5


def test_one_day_is_enough_for_days_that_differ(member_client: Client, rosa: Person) -> None:
    day = on("from_date", datetime.date(2027, 2, 8))

    member_client.post(url_of(rosa), DATES | {"sort": "other_times", "starts": "9:00", "ends": "12:00"} | day)

    extra = AvailabilityException.objects.get()
    assert (extra.until_date, extra.is_open, extra.starts, extra.ends) == (
        datetime.date(2027, 2, 8),
        True,
        datetime.time(9),
        datetime.time(12),
    )


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (DATES, ["Fill in “First day”"]),
        (on("from_date", TODAY - datetime.timedelta(1)), ["This day is over. Enter today or a later day"]),
        ({"starts": "09:00"}, ["Enter both times, or neither for the whole day"]),
        ({"sort": "other_times"}, ["Enter from when to when you are open on these days"]),
        ({"starts": "12:00", "ends": "9:00"}, ["Enter a time after 12:00"]),
        ({"note": "x" * 81}, ["Shorten this to 80 characters: it has 81"]),
        ({"sort": "asleep"}, ["Choose one of the answers that are offered"]),
    ],
)
def test_days_that_cannot_differ_so_are_refused(member_client: Client, rosa: Person, answers: dict[str, str], expected: list[str]) -> None:
    day = on("from_date", datetime.date(2027, 2, 8))

    answer = member_client.post(url_of(rosa), DATES | {"sort": "away"} | day | answers)

    assert (problems(answer), AvailabilityException.objects.count()) == (expected, 0)


def test_times_and_days_are_removed(member_client: Client, rosa: Person) -> None:
    window, away = AvailabilityWindowFactory(person=rosa), AvailabilityExceptionFactory(person=rosa)

    member_client.post(f"{url_of(rosa)}weekly/{window.pk}/remove/")
    answer = member_client.post(f"{url_of(rosa)}days/{away.pk}/remove/", follow=True)

    assert (rosa.windows.count(), rosa.exceptions.count()) == (0, 0)
    assert said(answer)[-1:] == ["Removed."]


def test_a_space_has_times_of_its_own(member_client: Client, provider: Provider) -> None:
    space = SpaceFactory(venue__provider=provider)

    member_client.post(url_of(space, "space"), WEEKLY)

    assert space.windows.count() == 2


def test_the_list_names_people_and_spaces_in_few_queries(
    member_client: Client, provider: Provider, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    venue = VenueFactory(provider=provider, name="The mill")
    for name in ("Loft", "Yard"):
        SpaceFactory(venue=venue, name=name)
    SpaceFactory(venue=venue, is_archived=True)
    for name in ("Ada", "Ben", "Cy"):
        ProviderPersonFactory(provider=provider, person=PersonFactory(name=name, open_all_week=name == "Ada"))

    with django_assert_max_num_queries(9):
        page = soup_of(member_client.get("/provider/burn/open-times/"))

    names = [entry.get_text(strip=True) for entry in page.select("a.govuk-task-list__link")]
    assert names == [
        "Ada",
        "Ben",
        "Cy",
        "Loft, The mill",
        "Yard, The mill",
    ]
    states = [entry.get_text(strip=True) for entry in page.select(".govuk-task-list__status")]
    assert states == ["7 weekly times", "Nothing open yet", "Nothing open yet", "Follows the people", "Follows the people"]
