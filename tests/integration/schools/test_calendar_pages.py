import datetime

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from schools.enums import NonTeachingKind
from schools.models import AcademicYear, Calendar, NonTeachingDay, School
from schools.queries.calendars import day_status
from schools.services.calendars import create_example_calendars
from tests.factories.schools import BLOCKS_2026_27, CalendarFactory, NonTeachingDayFactory, SchoolFactory, SchoolMemberFactory
from tests.support.costs import statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_november")]


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def calendar() -> Calendar:
    return CalendarFactory(authority__name="Northshire", is_example=True)


@pytest.fixture
def school(calendar: Calendar, client: Client) -> School:
    member = SchoolMemberFactory(school=SchoolFactory(authority=calendar.authority))
    client.force_login(member.user)
    school: School = member.school
    return school


def address(name: str, school: School, *more: object) -> str:
    return reverse(f"schools:{name}", args=[school.pk, *more])


def typed(text: str, prefix: str = "date") -> dict[str, str]:
    """A date as the three boxes send it."""
    year, month, day = text.split("-") if text else ("", "", "")
    return {f"{prefix}_day": day, f"{prefix}_month": month, f"{prefix}_year": year}


def test_the_year_shows_its_half_terms_and_afternoons(client: Client, school: School) -> None:
    card = client.get(address("calendar", school)).context["card"]

    assert [(term.title, [len(block.stops) for block in term.blocks]) for term in card.terms] == [
        ("Autumn term 2026", [8, 7]),
        ("Spring term 2027", [6, 5]),
        ("Summer term 2027", [7, 7]),
    ]
    first = card.terms[0].blocks[0]
    assert (first.title, first.dates, first.is_over) == (
        "Autumn, first half",
        "Tue 1 September to Fri 23 October, 39 days of teaching",
        True,
    )
    assert (card.code, card.is_example, card.summary) == ("2026-27", True, "195 whole days of teaching.")


def test_days_show_who_set_them_and_what_can_be_done(client: Client, school: School, calendar: Calendar) -> None:
    NonTeachingDayFactory(calendar=calendar, date=date("2026-11-02"))
    NonTeachingDayFactory(calendar=calendar, date=date("2026-12-25"), kind=NonTeachingKind.BANK_HOLIDAY, label="Christmas Day")
    NonTeachingDayFactory(calendar=calendar, date=date("2027-03-17"))
    own = CalendarFactory(school=school, blocks=())
    NonTeachingDayFactory(calendar=own, date=date("2027-03-17"), kind=NonTeachingKind.OPEN)
    NonTeachingDayFactory(calendar=own, date=date("2027-03-24"), part="pm", label="Phonics")

    card = client.get(address("calendar", school)).context["card"]

    assert [(str(day.date), day.what, day.set_by, day.can_remove, day.can_open) for day in card.days] == [
        ("2026-11-02", "Staff training day", "Northshire", False, False),
        ("2027-03-17", "Open after all", "your school", True, False),
        ("2027-03-24", "Staff training day, afternoon only: Phonics", "your school", True, False),
        ("2027-05-03", "Early May bank holiday", "Northshire", False, True),
    ]


def test_a_struck_stop_says_why(client: Client, school: School) -> None:
    own = CalendarFactory(school=school, blocks=())
    NonTeachingDayFactory(calendar=own, date=date("2027-03-17"))

    stops = client.get(address("calendar", school)).context["card"].terms[1].blocks[1].stops

    assert [(str(stop.date), stop.state, str(stop.words)) for stop in stops if stop.state != "free"] == [
        ("2027-03-17", "no", "Staff training day, set by your school.")
    ]


def test_a_year_far_from_190_days_is_doubted(client: Client, school: School) -> None:
    CalendarFactory(school=school, blocks=BLOCKS_2026_27[:3])

    card = client.get(address("calendar", school)).context["card"]

    assert card.summary == "104 whole days of teaching. Most schools have about 190: check the dates below."


def test_without_any_calendar_the_page_says_what_to_do(client: Client, school: School) -> None:
    Calendar.objects.all().delete()

    response = client.get(address("calendar", school))

    assertContains(response, "No term dates yet")
    assertContains(response, f'href="{address("terms-edit", school, "2026-27")}"')


@pytest.mark.parametrize("asked", ["2031-32", "nonsense", "", "'; --"])
def test_an_unknown_year_shows_the_present_one(client: Client, school: School, asked: str) -> None:
    assert client.get(address("calendar", school), {"year": asked}).context["card"].code == "2026-27"


def test_the_page_takes_as_many_statements_for_many_days_as_for_few(client: Client, school: School, calendar: Calendar) -> None:
    few = statements(client, address("calendar", school))
    for day in range(1, 29):
        NonTeachingDayFactory(calendar=calendar, date=datetime.date(2027, 6, day))

    assert statements(client, address("calendar", school)) == few


def test_a_day_is_added(client: Client, school: School) -> None:
    response = client.post(address("day-add", school), typed("2027-03-17") | {"kind": "inset", "part": "pm", "label": "Phonics"})

    assertRedirects(response, address("calendar", school))
    assert day_status(school, date("2027-03-17")).reason == "Staff training day (afternoon), Phonics, set by your school."


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        (
            {},
            {
                "date": ["Fill in “Which day?”"],
                "kind": ["Choose an answer for “What is on?”"],
                "part": ["Choose an answer for “Which part of the day?”"],
            },
        ),
        (
            typed("2027-02-30") | {"kind": "inset", "part": "all"},
            {"date": ["There is no such date. Write it like 27 1 2027"]},
        ),
        (
            typed("2027-02-17") | {"kind": "inset", "part": "all"},
            {"date": ["Nobody teaches on that day anyway: Half-term in your calendar."]},
        ),
        (
            typed("2026-11-20") | {"kind": "inset", "part": "all"},
            {"date": ["This day has passed. Choose today or a later day."]},
        ),
        (
            typed("2027-03-17") | {"kind": "bank_holiday", "part": "all"},
            {"kind": ["Choose one of the answers that are offered"]},
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(
    client: Client, school: School, sent: dict[str, str], errors: dict[str, list[str]]
) -> None:
    response = client.post(address("day-add", school), sent)

    assert response.context["form"].errors == errors
    assert NonTeachingDay.objects.filter(calendar__school=school).count() == 0


def test_a_day_of_the_authority_is_opened_and_taken_back(client: Client, school: School, calendar: Calendar) -> None:
    NonTeachingDayFactory(calendar=calendar, date=date("2027-03-17"))

    client.post(address("day-open", school), {"date": "2027-03-17", "part": "all"})
    opened = day_status(school, date("2027-03-17")).is_teaching
    day = NonTeachingDay.objects.get(calendar__school=school)
    client.post(address("day-remove", school, day.pk))

    assert (opened, day_status(school, date("2027-03-17")).is_teaching) == (True, False)


@pytest.mark.parametrize("sent", [{}, {"date": "soon", "part": "all"}, {"date": "2027-03-17", "part": "night"}])
def test_a_forged_button_opens_nothing(client: Client, school: School, sent: dict[str, str]) -> None:
    assert client.post(address("day-open", school), sent).status_code == 404


def test_a_stale_button_says_why_it_did_nothing(client: Client, school: School) -> None:
    response = client.post(address("day-open", school), {"date": "2027-03-17", "part": "all"})

    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Your school teaches at that time already, so there is nothing to change."
    ]


def test_terms_begin_with_those_in_force_and_become_the_schools_own(client: Client, school: School) -> None:
    page = client.get(address("terms-edit", school, "2026-27"))
    sent = typed("2026-09-02", "autumn_1_starts_on") | typed("2026-10-23", "autumn_1_ends_on")
    response = client.post(address("terms-edit", school, "2026-27"), sent)

    assert page.context["form"]["spring_1_starts_on"].value() == date("2027-01-04")
    assertRedirects(response, address("calendar", school) + "?year=2026-27")
    assert list(Calendar.objects.get(school=school).terms.values_list("code", "starts_on")) == [("autumn_1", date("2026-09-02"))]


def test_terms_with_one_end_only_are_refused_with_all_that_was_typed(client: Client, school: School) -> None:
    sent = typed("2026-09-02", "autumn_1_starts_on") | typed("2027-01-04", "spring_1_starts_on") | typed("2026-12-01", "spring_1_ends_on")

    first = client.post(address("terms-edit", school, "2026-27"), sent)
    second = client.post(address("terms-edit", school, "2026-27"), sent | typed("2026-10-23", "autumn_1_ends_on"))

    assert first.context["form"].errors == {"autumn_1_ends_on": ["Enter both the first and the last day, or leave both blank"]}
    assert second.context["form"].errors == {"spring_1_ends_on": ["Spring, first half ends before it begins."]}
    assertContains(second, 'value="2026"')
    assert Calendar.objects.filter(school=school).count() == 0


@pytest.mark.parametrize("code", ["2025-26", "2029-30", "2026-99", "nonsense"])
def test_years_that_are_over_or_far_are_not_there(client: Client, school: School, code: str) -> None:
    found = [
        client.get(address("terms-edit", school, code)).status_code,
        client.post(address("calendar-confirm", school, code)).status_code,
    ]

    assert found == [404, 404]


def test_opening_a_form_makes_no_year(client: Client, school: School) -> None:
    client.get(address("terms-edit", school, "2028-29"))

    assert list(AcademicYear.objects.values_list("code", flat=True)) == ["2026-27"]


def test_going_back_to_the_authoritys_terms(client: Client, school: School) -> None:
    CalendarFactory(school=school, blocks=BLOCKS_2026_27[:1])

    response = client.post(address("terms-drop", school, "2026-27"), follow=True)

    assert response.context["card"].terms_are_own is False


def test_an_example_is_said_to_be_one_until_it_is_confirmed(client: Client, school: School) -> None:
    before = client.get(address("calendar", school))
    after = client.post(address("calendar-confirm", school, "2026-27"), follow=True)

    assertContains(before, "These dates are an example")
    assertContains(before, "They are right for us")
    assertNotContains(after, "These dates are an example")
    assertContains(after, "The term dates are set by Northshire.")


def test_the_shipped_example_has_the_next_year_too(client: Client, school: School) -> None:
    create_example_calendars()

    response = client.get(address("calendar", school), {"year": "2027-28"})

    assert (response.context["card"].code, response.context["card"].summary) == ("2027-28", "190 whole days of teaching.")
    assert response.context["codes"] == ["2026-27", "2027-28", "2028-29"]
