"""A school's own pages in a real browser: every one looked at by axe, wide and narrow, and used without script."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from schools.emails import invitation_token
from schools.enums import NonTeachingKind, SchoolRole
from schools.models import MemberInvitation, PupilGroup, School
from schools.services.calendars import create_example_calendars
from schools.services.invitations import invite_member
from tests.factories.schools import (
    CalendarFactory,
    JoinRequestFactory,
    NonTeachingDayFactory,
    PupilGroupFactory,
    SchoolFactory,
    SchoolMemberFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

BEACONHILL = "Beaconhill Community Primary School"


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    with time_machine.travel("2026-11-22 10:00", tick=True):
        yield


@pytest.fixture
def school() -> School:
    school: School = SchoolFactory(name=BEACONHILL, website="http://www.beaconhill.northumberland.sch.uk")
    create_example_calendars(authorities=[school.authority])
    own = CalendarFactory(school=school, blocks=(), is_example=True)
    NonTeachingDayFactory(calendar=own, date="2027-03-17", kind=NonTeachingKind.INSET, label="Phonics", part="pm")
    PupilGroupFactory(school=school, label="6B", access_needs={"large_print": 2, "captions": 1})
    PupilGroupFactory(school=school, label="Choir", years=[3, 4, 5, 6], size=31)
    return school


@pytest.fixture
def administrator(school: School) -> User:
    member = SchoolMemberFactory(
        school=school, user__last_name="Marsden", job_title="Assistant head", roles=[SchoolRole.ADMINISTRATOR, SchoolRole.COORDINATOR]
    )
    SchoolMemberFactory(school=school, user__first_name="Grace", user__last_name="Bell", job_title="Head", roles=[SchoolRole.APPROVER])
    user: User = member.user
    invite_member(by=user, school=school, email="desk@example.org", roles=[SchoolRole.RECEPTION])
    return user


def sign_in(context: BrowserContext, server: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server.url}])


def addresses_of(school: School) -> list[str]:
    first, second = school.members.order_by("pk")
    group = PupilGroup.objects.order_by("label")[0]
    own: list[tuple[str, list[int | str]]] = [
        ("school-detail", []),
        ("times-edit", []),
        ("calendar", []),
        ("day-add", []),
        ("terms-edit", ["2026-27"]),
        ("people", []),
        ("invite", []),
        ("member", [first.pk]),
        ("member-remove", [second.pk]),
        ("groups", []),
        ("group", [group.pk]),
    ]
    return [
        *(reverse(f"schools:{name}", args=[school.pk, *more]) for name, more in own),
        reverse("schools:calendar", args=[school.pk]) + "?year=2028-29",
        reverse("schools:join") + "?q=primary",
        reverse("schools:join") + "?q=zzzzz",
        reverse("schools:join-ask", args=[SchoolFactory().pk]),
        reverse("schools:join-asked"),
        reverse("schools:invitation", args=["0" * 64]),
        reverse("schools:invitation", args=[invitation_token(MemberInvitation.objects.get())]),
    ]


@pytest.mark.slow
def test_pages_are_accessible_and_fit(
    live_server: LiveServer, page: Page, look: Callable[[], None], school: School, administrator: User
) -> None:
    sign_in(page.context, live_server, administrator)
    JoinRequestFactory(user=administrator)

    for address in addresses_of(school):
        page.goto(live_server.url + address)
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            look()
        page.set_viewport_size({"width": 320, "height": 900})
        assert (address, sideways_scroll(page)) == (address, 0)


def test_forms_with_errors_are_accessible(
    live_server: LiveServer, page: Page, look: Callable[[], None], school: School, administrator: User
) -> None:
    sign_in(page.context, live_server, administrator)

    for name, button in (("day-add", "Save the day"), ("group-add", "Save the group"), ("invite", "Send the invitation")):
        page.goto(live_server.url + reverse(f"schools:{name}", args=[school.pk]))
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("alert")).to_contain_text("put right")
        look()


def test_a_day_is_added_and_taken_back_without_script(
    live_server: LiveServer, browser: Browser, school: School, administrator: User
) -> None:
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server, administrator)
    page = context.new_page()
    page.goto(live_server.url + reverse("schools:day-add", args=[school.pk]))
    page.get_by_label("Day", exact=True).fill("17")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2027")
    page.get_by_label("Closed").check()

    page.get_by_role("button", name="Save the day").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody teaches on that day anyway: Half-term in your calendar.")
    page.get_by_label("Day", exact=True).fill("24")
    page.get_by_role("button", name="Save the day").click()

    row = page.get_by_role("row", name="Wed 24 Feb 2027")
    expect(row).to_contain_text("Closed")
    row.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("row", name="Wed 24 Feb 2027")).to_have_count(0)


def test_somebody_invited_makes_an_account_and_joins(
    live_server: LiveServer, page: Page, look: Callable[[], None], school: School, administrator: User
) -> None:
    invitation = MemberInvitation.objects.get()
    page.goto(live_server.url + reverse("schools:invitation", args=[invitation_token(invitation)]))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Ada Marsden invites you to act for {BEACONHILL}")
    look()

    page.get_by_role("button", name="Make an account").click()
    expect(page.get_by_label("E-mail")).to_have_value("desk@example.org")
    page.get_by_label("First name").fill("Robin")
    page.get_by_label("Last name").fill("Field")
    page.locator("input[type=password]").first.fill("a long way to the sea")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Ada Marsden invites you to act for {BEACONHILL}")
    page.get_by_role("button", name="Yes, I act for this school").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(BEACONHILL)
    member = school.members.get(user__email="desk@example.org")
    assert (member.user.name, [role.role for role in member.roles.all()]) == ("Robin Field", [SchoolRole.RECEPTION])


def sideways_scroll(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
