"""What officers find on the admin's first page and in its menu, and what others do not."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory
from tests.factories.leads import AppealFactory, WaiverFactory
from tests.factories.schools import JoinRequestFactory, SchoolFactory
from tests.factories.vetting import CaseFactory, ClearanceFactory, SuspensionFactory, VettingAuthorityFactory
from tests.support.officers import case_page, desk_of, own_part, said, signed_in, the

pytestmark = pytest.mark.django_db

HOME = "/admin/"


def menu(client: Client) -> str:
    """The menu is drawn in the browser, from what the page carries for it."""
    return client.get(HOME).content.decode()


def test_work_that_waits_is_counted_with_a_way_to_each() -> None:
    authority, officer = VettingAuthorityFactory(), UserFactory()
    client = desk_of(officer, authority)
    CaseFactory(authority=authority)
    CaseFactory(authority=authority)
    CaseFactory(authority=authority, claimed=True, claimed_by=officer)
    CaseFactory(authority=authority, recommended=True)
    CaseFactory(authority=authority, recommended=True, claimed_by=officer)
    CaseFactory()
    SuspensionFactory(clearance=ClearanceFactory(authority=authority, state="suspended", decision__case__authority=authority))
    JoinRequestFactory(school=SchoolFactory(authority=authority.local_authority))

    page = client.get(HOME)

    tiles = [(" ".join(one.get_text(" ").split()), one["href"]) for one in own_part(page).select(".vetting-tiles a")]
    assert tiles == [
        ("1 with you", "/admin/vetting/cases/?whose=me"),
        ("1 to verify and decide", "/admin/vetting/cases/?whose=second"),
        ("2 unclaimed", "/admin/vetting/cases/?whose=nobody"),
        ("0 overdue", "/admin/vetting/cases/?late=yes"),
        ("1 suspension to confirm", "/admin/vetting/clearances/?suspended=unconfirmed"),
        ("0 status look-ups due", "/admin/vetting/statuses/"),
        ("0 concerns", "/admin/vetting/concerns/"),
        ("0 to ring", "/admin/vetting/ringing/"),
        ("1 school to ring", "/admin/vetting/joining/"),
    ]


def test_an_overdue_suspension_a_waiver_and_an_appeal_that_wait_have_tiles_while_there_are_any() -> None:
    authority, lead = VettingAuthorityFactory(), UserFactory()
    client = desk_of(lead, authority, "lead")
    suspended = ClearanceFactory(authority=authority, state="suspended", decision__case__authority=authority)
    SuspensionFactory(clearance=suspended, suspended_at=clock.now() - datetime.timedelta(days=8))
    WaiverFactory(authority=authority)
    WaiverFactory(authority=authority, proposed_by=lead)
    WaiverFactory()
    AppealFactory(suspension=SuspensionFactory(clearance=ClearanceFactory(authority=authority), lifted_at=clock.now()))
    AppealFactory()

    tiles = [" ".join(one.get_text(" ").split()) for one in own_part(client.get(HOME)).select(".vetting-tiles a")]

    assert tiles[-3:] == ["1 suspension overdue for confirming", "1 waiver to look at", "1 appeal to decide"]


def test_the_cases_that_nobody_has_taken_for_longest_are_named() -> None:
    authority = VettingAuthorityFactory()
    client = desk_of(UserFactory(), authority)
    for days, title in ((1, "Newest offer"), (9, "Oldest offer"), (5, "Middle offer")):
        offer = OfferFactory(state="in_review", version__title=title)
        CaseFactory(authority=authority, offer=offer, submitted_at=clock.now() - datetime.timedelta(days=days))

    listed = [one.get_text() for one in own_part(client.get(HOME)).select("ol a")]

    assert listed == ["Oldest offer", "Middle offer", "Newest offer"]


def test_an_empty_desk_says_so() -> None:
    assert "No case is unclaimed. To the queue" in said(desk_of(UserFactory(), VettingAuthorityFactory()).get(HOME))


def test_an_officer_who_writes_no_pages_sees_no_panels_about_pages() -> None:
    page = desk_of(UserFactory(), VettingAuthorityFactory()).get(HOME)

    assert [panel.name for panel in page.context["panels"]] == ["vetting"]


def test_an_officer_who_writes_pages_too_keeps_their_panels() -> None:
    both = UserFactory()
    both.groups.add(Group.objects.get(name="Editors"))

    page = desk_of(both, VettingAuthorityFactory()).get(HOME)

    assert {"vetting", "recent_edits"} <= {panel.name for panel in page.context["panels"]}


def test_the_menu_leads_officers_to_their_pages() -> None:
    page = menu(desk_of(UserFactory(), VettingAuthorityFactory()))

    assert [words in page for words in ("Vetting queue", "Clearances", "Schools joining")] == [True, True, True]


@pytest.mark.parametrize("is_superuser", [True, False])
def test_others_in_the_admin_see_nothing_of_vetting(is_superuser: bool) -> None:
    CaseFactory()
    other = UserFactory(is_superuser=is_superuser)
    other.groups.add(Group.objects.get(name="Editors"))

    page = menu(signed_in(other))

    assert [words in page for words in ("Vetting queue", "Clearances", "Schools joining", "unclaimed")] == [False] * 4


def test_who_is_signed_in_without_work_in_the_admin_reads_the_site_s_own_page_and_no_form() -> None:
    page = signed_in(UserFactory()).get(HOME)

    assert page.status_code == 404
    assert "This line ends here" in page.content.decode()
    assert "password" not in page.content.decode()


def test_an_officer_who_meets_nothing_reads_why_and_has_a_way_back() -> None:
    foreign = CaseFactory()

    page = desk_of(UserFactory(), VettingAuthorityFactory()).get(case_page(foreign))

    nothing = the(BeautifulSoup(page.content.decode(), "html.parser"), ".vetting-nothing")
    assert page.status_code == 404
    assert "belongs to an authority that you don't act for" in nothing.get_text()
    assert [link["href"] for link in nothing.select("a")] == ["/admin/", "/"]
    assert foreign.version.title not in page.content.decode()


def test_the_group_editor_offers_no_permissions_on_cases() -> None:
    page = signed_in(UserFactory(is_superuser=True)).get("/admin/groups/new/").content.decode()

    assert "decide vetting cases" not in page
    assert "vetting | case" not in page.lower()
