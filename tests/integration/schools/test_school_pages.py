import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from schools.enums import SchoolRole
from schools.models import School
from tests.factories.schools import SchoolFactory, SchoolMemberFactory

pytestmark = pytest.mark.django_db


def open_as(client: Client, role: str, **school: object) -> School:
    member = SchoolMemberFactory(school=SchoolFactory(**school), roles=[role])
    client.force_login(member.user)
    found: School = member.school
    return found


def test_members_see_what_the_register_says_and_what_the_school_has_set(client: Client) -> None:
    school = open_as(client, SchoolRole.RECEPTION, urn="122193", website="", telephone="01670716660", authority__name="Northumberland")

    context = client.get(reverse("schools:school-detail", args=[school.pk])).context

    assert [(str(row.label), row.value) for row in context["register"]] == [
        ("Kind", "Community school, Primary"),
        ("Ages", "3 to 11"),
        ("Authority", "Northumberland"),
        ("Address", "Langdale Drive\nCramlington\nNE23 8EH"),
        ("Telephone", "01670716660"),
        ("URN", "122193"),
        ("Status", "Open"),
    ]
    assert [(str(row.label), str(row.value), row.change_url) for row in context["settings"]] == [
        ("Day", "Wednesday", ""),
        ("Time", "13:15 to 15:15", ""),
    ]


def test_what_the_register_does_not_say_is_left_out(client: Client) -> None:
    school = open_as(client, SchoolRole.RECEPTION, urn=None, low_age=None, phase="", closes_on=datetime.date(2027, 8, 31))

    rows = {str(row.label): row.value for row in client.get(reverse("schools:school-detail", args=[school.pk])).context["register"]}

    assert (rows["Kind"], "Ages" in rows) == ("Community school", False)
    assert (rows["URN"], rows["Status"]) == ("None: this school is not in the national register", "Open on 31 August 2027")


def test_a_closed_school_says_so(client: Client) -> None:
    school = open_as(client, SchoolRole.RECEPTION, is_active=False)

    assertContains(client.get(reverse("schools:school-detail", args=[school.pk])), "so nothing can be booked for it")


def test_an_administrator_sets_the_afternoons(client: Client) -> None:
    school = open_as(client, SchoolRole.ADMINISTRATOR)
    address = reverse("schools:times-edit", args=[school.pk])

    page = client.get(address)
    response = client.post(address, {"weekday": "4", "starts": "1pm", "ends": "14.45"})

    assertContains(page, 'value="13:15"')
    assertRedirects(response, reverse("schools:school-detail", args=[school.pk]))
    school.refresh_from_db()
    assert (school.session_weekday, school.session_starts, school.session_ends) == (4, datetime.time(13), datetime.time(14, 45))


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"weekday": "2", "starts": "15:15", "ends": "13:15"}, {"ends": ["The afternoon must end after it starts."]}),
        (
            {"weekday": "9", "starts": "13:15", "ends": "15:15"},
            {"weekday": ["Choose one of the answers that are offered"]},
        ),
        ({"weekday": "2", "starts": "noon", "ends": "15:15"}, {"starts": ["Write the time like 13:15"]}),
    ],
)
def test_times_that_cannot_be_are_refused_at_their_field(client: Client, sent: dict[str, str], errors: dict[str, list[str]]) -> None:
    school = open_as(client, SchoolRole.ADMINISTRATOR)

    response = client.post(reverse("schools:times-edit", args=[school.pk]), sent)

    assert response.context["form"].errors == errors
    assertNotContains(response, "Saved.")
