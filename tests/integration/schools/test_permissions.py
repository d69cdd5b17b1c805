"""Who may open and send what, over every address of the app."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from schools.enums import NonTeachingKind, SchoolRole
from schools.models import School, SchoolMember
from schools.urls import urlpatterns
from tests.factories.accounts import UserFactory
from tests.factories.schools import (
    CalendarFactory,
    JoinRequestFactory,
    MemberInvitationFactory,
    NonTeachingDayFactory,
    PupilGroupFactory,
    SchoolFactory,
    SchoolMemberFactory,
)

pytestmark = pytest.mark.django_db

VISITORS = ("stranger", "outsider", "left", "root", "reception", "coordinator", "administrator")
MEMBERS = {"reception", "coordinator", "administrator"}
EDITORS = {"coordinator", "administrator"}
ADMINISTRATORS = {"administrator"}
# Name: who may open it; the rest of the school's members are told which role it takes.
PAGES = {
    "school-detail": MEMBERS,
    "times-edit": ADMINISTRATORS,
    "calendar": MEMBERS,
    "day-add": EDITORS,
    "terms-edit": EDITORS,
    "people": MEMBERS,
    "invite": ADMINISTRATORS,
    "member": ADMINISTRATORS,
    "member-remove": ADMINISTRATORS,
    "groups": MEMBERS,
    "group-add": EDITORS,
    "group": EDITORS,
}
BUTTONS = {
    "day-open": EDITORS,
    "day-remove": EDITORS,
    "terms-drop": EDITORS,
    "calendar-confirm": EDITORS,
    "invitation-revoke": ADMINISTRATORS,
    "group-archive": EDITORS,
}
FOR_ANYBODY_SIGNED_IN = {"join", "join-asked", "join-ask"}
OWN = {"join-withdraw"}
OPEN = {"invitation"}


@pytest.fixture
def school() -> School:
    return SchoolFactory()


@pytest.fixture
def addresses(school: School) -> dict[str, str]:
    calendar = CalendarFactory(school=school)
    day = NonTeachingDayFactory(calendar=calendar, date="2027-03-17", kind=NonTeachingKind.CLOSURE)
    arguments = {
        "terms-edit": [school.pk, "2026-27"],
        "terms-drop": [school.pk, "2026-27"],
        "calendar-confirm": [school.pk, "2026-27"],
        "day-remove": [school.pk, day.pk],
        "member": [school.pk, SchoolMemberFactory(school=school).pk],
        "invitation-revoke": [school.pk, MemberInvitationFactory(school=school).pk],
        "group": [school.pk, PupilGroupFactory(school=school).pk],
        "join": [],
        "join-asked": [],
        "join-withdraw": [JoinRequestFactory().pk],
        "invitation": ["0" * 64],
    }
    arguments["member-remove"], arguments["group-archive"] = arguments["member"], arguments["group"]
    return {name: reverse(f"schools:{name}", args=arguments.get(name, [school.pk])) for name in all_names()}


def all_names() -> list[str]:
    def names(patterns: list[URLPattern | URLResolver]) -> list[str]:
        return [name for one in patterns for name in (names(one.url_patterns) if isinstance(one, URLResolver) else [str(one.name)])]

    return names(urlpatterns)


def visit(client: Client, kind: str, school: School) -> None:
    if kind == "stranger":
        return
    if kind in MEMBERS:
        user = SchoolMemberFactory(school=school, roles=[kind]).user
    elif kind == "left":
        user = SchoolMemberFactory(school=school, roles=SchoolRole.values, left_at="2026-09-01T10:00Z").user
    elif kind == "root":
        user = UserFactory(is_superuser=True, is_staff=True)
    else:
        user = SchoolMemberFactory(roles=SchoolRole.values).user
    client.force_login(user)


def test_every_address_is_in_the_tables() -> None:
    assert set(all_names()) == {*PAGES, *BUTTONS, *FOR_ANYBODY_SIGNED_IN, *OWN, *OPEN}


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.usefixtures("_november")
def test_pages_open_for_exactly_those_they_are_for(client: Client, school: School, addresses: dict[str, str], visitor: str) -> None:
    visit(client, visitor, school)

    found = {name: client.get(addresses[name]).status_code for name in PAGES}

    assert found == {name: expected(visitor, may) for name, may in PAGES.items()}


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.usefixtures("_november")
def test_forms_are_taken_from_exactly_those_they_are_for(client: Client, school: School, addresses: dict[str, str], visitor: str) -> None:
    """An empty form comes back with its errors (200), or is refused as the page is."""
    visit(client, visitor, school)
    forms = {
        name: may for name, may in PAGES.items() if name not in ("school-detail", "calendar", "people", "groups", "member", "member-remove")
    }

    found = {name: client.post(addresses[name], {}).status_code for name in forms}

    assert found == {name: expected(visitor, may) for name, may in forms.items()}


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.usefixtures("_november")
def test_buttons_work_for_exactly_those_they_are_for(client: Client, school: School, addresses: dict[str, str], visitor: str) -> None:
    visit(client, visitor, school)
    asked = {"date": "2027-05-03", "part": "all"}

    found = {name: client.post(addresses[name], asked).status_code for name in BUTTONS}

    assert found == {name: expected(visitor, may, done=302) for name, may in BUTTONS.items()}


@pytest.mark.parametrize("visitor", VISITORS)
def test_joining_is_for_anybody_signed_in(client: Client, school: School, addresses: dict[str, str], visitor: str) -> None:
    visit(client, visitor, school)

    found = {name: client.get(addresses[name]).status_code for name in FOR_ANYBODY_SIGNED_IN}

    assert found == dict.fromkeys(FOR_ANYBODY_SIGNED_IN, 302 if visitor == "stranger" else 200)


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_request_of_somebody_else_is_not_there(client: Client, school: School, addresses: dict[str, str], visitor: str) -> None:
    visit(client, visitor, school)

    assert client.post(addresses["join-withdraw"]).status_code == (302 if visitor == "stranger" else 404)


def test_buttons_do_nothing_by_being_opened(client: Client, school: School, addresses: dict[str, str]) -> None:
    visit(client, "administrator", school)

    found = {name: client.get(addresses[name]).status_code for name in (*BUTTONS, *OWN)}

    assert found == dict.fromkeys((*BUTTONS, *OWN), 405)


@pytest.mark.usefixtures("_november")
def test_things_of_another_school_are_not_there(client: Client, school: School, addresses: dict[str, str]) -> None:
    """The administrator of one school names another's member, group, day and invitation under their own school's address."""
    stranger: SchoolMember = SchoolMemberFactory(roles=SchoolRole.values)
    client.force_login(stranger.user)
    mixed = {name: path.replace(f"/school/{school.pk}/", f"/school/{stranger.school.pk}/") for name, path in addresses.items()}
    reading, sending = ("member", "member-remove", "group"), ("day-remove", "invitation-revoke", "group-archive")

    found = [client.get(mixed[name]).status_code for name in reading] + [client.post(mixed[name]).status_code for name in sending]

    assert found == [404] * 6


def expected(visitor: str, may: set[str], done: int = 200) -> int:
    if visitor == "stranger":
        return 302
    if visitor not in MEMBERS:
        return 404
    return done if visitor in may else 403
