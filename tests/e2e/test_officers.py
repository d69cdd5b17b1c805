"""Officers at work in the admin, in a browser: every page of theirs, wide and narrow, light and dark, and a case walked by keyboard.

Of Wagtail's own frame (side bar, header, its lists' controls) axe is told to look away: that is Wagtail's to keep accessible.
"""

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from core import clock
from core.services.sealing import seal_audit
from core.services.verifying import verify_audit
from tests.e2e.conftest import AXE_TAGS
from tests.factories.directory import OfferFactory, OfferVersionFactory, PersonFactory
from tests.factories.leads import AppealFactory, ReferralPromptFactory, WaiverFactory
from tests.factories.schools import JoinRequestFactory
from tests.factories.vetting import CaseFactory, ConflictFactory, LegalHoldFactory, PolicyDraftFactory, SuspensionFactory
from tests.support.declaring import Declaring
from tests.support.officers import case_page, step
from tests.support.vetting import Desk, claimed, decided, record, record_required, subjects_in, submitted
from vetting.enums import OfficerRole
from vetting.models import Clearance, RuleSet
from vetting.queries.asked.requirements import requirements_for
from vetting.services.cases import handling as cases
from vetting.services.checks.imported import note_imported_check
from vetting.services.officers import appoint_officer

pytestmark = pytest.mark.django_db(transaction=True)

OpenAs = Callable[[User, str], None]
OURS = {"include": [[".vetting-page, #listing-results, .vetting-nothing"]]}
OVERFLOW = """() => [...document.querySelectorAll('.vetting-page, .vetting-page *')]
  .filter((one) => !one.closest('.vetting-scroll, .vetting-diff') && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.tagName} ${one.className} ${one.innerText}`.slice(0, 60))"""
FOCUS = """() => {
  const on = document.activeElement, style = getComputedStyle(on), box = on.getBoundingClientRect();
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
  return {ours: !!on.closest('.vetting-page'), ring, top: Math.round(box.top + scrollY),
          words: (on.innerText || on.getAttribute('aria-label') || on.name || '').replace(/\\s+/g, ' ').trim()};
}"""


@pytest.fixture(autouse=True)
def officers_are_signed_in_with_both_factors(settings: Settings) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False


@pytest.fixture
def open_as(live_server: LiveServer, page: Page) -> OpenAs:
    def open_page(user: User, path: str) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(live_server.url + path)

    return open_page


def appointed(desk: Desk) -> Desk:
    """With the way into the admin."""
    for user in (desk.first, desk.second):
        appoint_officer(by=None, user=user, authority=desk.authority, role=OfficerRole.LEAD)
    return desk


def found_in(page: Page) -> list[Any]:
    """What axe finds in our part of the page as it stands."""
    violations = Axe().run(page, context=OURS, options={"runOnly": AXE_TAGS}).response["violations"]
    return [(entry["id"], [(node["target"], node["failureSummary"]) for node in entry["nodes"]]) for entry in violations]


def addresses_of(desk: Desk) -> list[str]:
    """A page of every kind, with something on each."""
    authority, first, second = desk.authority, desk.first, desk.second
    authority.local_authority = JoinRequestFactory().school.authority
    authority.save(update_fields=["local_authority"])
    listed = OfferFactory(listed=True)
    edit = OfferVersionFactory(offer=listed, title="Grow your supper", people=[PersonFactory()])
    changed = CaseFactory(authority=authority, offer=listed, version=edit, claimed=True, claimed_by=first)
    alone = {"version__nature": "talk_assembly", "version__supervision": "unsupervised"}
    person = PersonFactory()
    to_rule = OfferFactory(state="in_review", version__people=[person], **alone)
    unruled = CaseFactory(authority=authority, claimed=True, claimed_by=first, offer=to_rule)
    waiting = CaseFactory(authority=authority, waiting=True, claimed_by=first)
    to_decide = CaseFactory(authority=authority, recommended=True, claimed_by=second)
    done = decided(authority)
    check = record(dataclasses.replace(desk, first=second), "ID_VERIFIED", desk.case.version.people.get())
    suspended = SuspensionFactory(clearance__authority=authority, suspended_by=second).clearance
    clearance = Clearance.objects.filter(authority=authority, provider=done.case.provider).get()
    return [
        "/admin/",
        "/admin/vetting/cases/",
        "/admin/vetting/cases/?q=astronomy",
        *(case_page(one) for one in (desk.case, changed, unruled, waiting, to_decide, done.case)),
        step(desk.case, f"record/ID_VERIFIED/person/{desk.case.version.people.get().pk}"),
        *(step(desk.case, name) for name in ("ask", "recommend", f"checks/{check.pk}/verify", f"checks/{check.pk}/revoke")),
        step(unruled, f"rule/{person.pk}"),
        *(step(to_decide, name) for name in ("decide", "send-back")),
        step(desk.case, "hand-over"),
        "/admin/vetting/cases/assign/",
        "/admin/vetting/lapsing/",
        "/admin/vetting/clearances/",
        *(f"/admin/vetting/clearances/inspect/{one.pk}/" for one in (clearance, suspended)),
        *(f"/admin/vetting/clearances/{clearance.pk}/{name}/" for name in ("suspend", "withdraw")),
        f"/admin/vetting/clearances/{suspended.pk}/reinstate/",
        case_page(CaseFactory()),  # another authority's: nothing is there
        "/admin/vetting/joining/",
        f"/admin/vetting/joining/{JoinRequestFactory(school__authority=authority.local_authority).pk}/approve/",
        *overseen(done),
        *led(desk),
        *worked_through(desk),
    ]


def led(desk: Desk) -> list[str]:
    """What leads ask for and decide on, and ties that officers declare. Plain forms are left out: they are all of one template."""
    authority, first, second = desk.authority, desk.first, desk.second
    person = desk.case.version.people.get()
    waiver = WaiverFactory(authority=authority, proposed_by=second)
    suspension = SuspensionFactory(clearance__authority=authority, suspended_by=second)
    ConflictFactory(officer=second)
    return [
        "/admin/vetting/waivers/",
        f"/admin/vetting/waivers/{waiver.pk}/",
        step(desk.case, f"waive/CODE_OF_CONDUCT/person/{person.pk}"),
        "/admin/vetting/conflicts/",
        f"/admin/vetting/appeals/{AppealFactory(suspension=suspension).pk}/decide/",
        f"/admin/vetting/referrals/{ReferralPromptFactory(clearance=suspension.clearance).pk}/",
        f"/admin/vetting/policies/versions/{PolicyDraftFactory(authority=authority, begun_by=first).pk}/settings/",
        "/admin/vetting/reports/turnaround/",
    ]


def worked_through(desk: Desk) -> list[str]:
    """The day's lists: whom to ring, answers, dates of an earlier register, statuses."""
    authority, case = desk.authority, desk.case
    long_ago = clock.now() - datetime.timedelta(days=10)
    CaseFactory(authority=authority, waiting=True, waiting_since=long_ago, claimed_by=desk.first)
    Declaring(desk)("PLI")
    imported = note_imported_check(
        by=desk.first,
        authority=authority,
        check_type="SG_TRAINING",
        subject=case.version.people.get(),
        performed_on=clock.today() - datetime.timedelta(days=30),
    )
    return [
        "/admin/vetting/ringing/",
        "/admin/vetting/answers/",
        step(case, "answers"),
        step(case, f"checks/{imported.pk}/take-over"),
        "/admin/vetting/statuses/",
    ]


def overseen(desk: Desk) -> list[str]:
    """What leads, administrators and auditors look back on."""
    person = desk.case.version.people.get()
    hold = LegalHoldFactory(authority=desk.authority, person=person, name=person.name)
    law = {"jurisdiction": "england", "key": "RA_PERIOD_DAYS", "value": 30, "effective_from": "2012-09-10"}
    RuleSet.objects.create(**law, source="Safeguarding Vulnerable Groups Act 2006, Schedule 4, paragraph 10", recorded_at=clock.now())
    seal_audit()
    verify_audit()
    return [
        "/admin/vetting/rule-sets/",
        "/admin/vetting/audit/",
        "/admin/vetting/audit/decisions/",
        f"/admin/vetting/audit/decisions/{desk.case.decision.pk}/",
        "/admin/vetting/retention/",
        "/admin/vetting/holds/",
        f"/admin/vetting/holds/new/?q={person.name.split()[0]}",
        f"/admin/vetting/holds/new/{desk.authority.pk}/person/{person.pk}/",
        f"/admin/vetting/holds/{hold.pk}/lift/",
    ]


@pytest.mark.slow
def test_pages_are_accessible_and_fit_wide_and_narrow_light_and_dark(page: Page, open_as: OpenAs) -> None:
    desk = appointed(claimed())
    wrong = []

    for address in addresses_of(desk):
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
        open_as(desk.first, address)
        wide_and_light = found_in(page)
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 375, "height": 800})
        page.reload()
        narrow_and_dark = found_in(page)
        if wide_and_light or narrow_and_dark or page.evaluate(OVERFLOW):
            wrong.append((address, wide_and_light, narrow_and_dark, page.evaluate(OVERFLOW)))

    assert wrong == []


def tab_to(page: Page, words: str) -> None:
    """By the keyboard alone, down our part of the page: whatever has the focus shows it, and the focus never jumps back up a screen."""
    above = 0
    for _press in range(80):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["ours"]:
            assert focus["ring"], f"{focus['words']} does not show that it has the focus"
            assert focus["top"] > above - 800, f"{focus['words']} comes too late"
            above = focus["top"]
        if focus["words"].startswith(words):
            return
    raise AssertionError(f"No way by keyboard to {words}.")


def press(page: Page, words: str) -> None:
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, name: str, *, down: int = 0) -> None:
    """An option of a group of radio buttons."""
    tab_to(page, name)
    for _press in range(down):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")


def test_a_case_is_claimed_recorded_and_recommended_by_keyboard(page: Page, open_as: OpenAs) -> None:
    desk = appointed(submitted())
    subjects = subjects_in(desk.case.version)
    for one in requirements_for(desk.case.version, desk.authority):
        if one.is_required and one.code != "CURRICULUM_REVIEW":
            record(desk, one.code, subjects[one.subject_key])
    open_as(desk.first, "/admin/vetting/cases/")

    press(page, desk.case.version.title)
    press(page, "Claim this case")
    expect(page.get_by_role("heading", name="It is your move")).to_be_visible()
    press(page, "Record the next check (1 to go)")
    for name in ("outcome", "detail_age_suitable", "detail_impartial"):
        choose(page, name)
    press(page, "Record it")
    expect(page.get_by_text("Recorded. A second officer verifies it.")).to_be_visible()
    press(page, "Recommend")
    choose(page, "outcome")
    press(page, "Recommend")

    expect(page.get_by_role("heading", name="It is a second officer's move")).to_be_visible()


@pytest.mark.slow
def test_a_second_officer_verifies_one_after_the_other_and_decides(page: Page, open_as: OpenAs) -> None:
    desk = appointed(claimed())
    checks = record_required(desk, verify=False)
    cases.recommend(by=desk.first, case=desk.case, outcome="cleared")
    open_as(desk.second, case_page(desk.case))

    page.get_by_role("link", name=f"Verify checks ({len(checks)})").click()
    for _check in checks:
        page.get_by_role("button", name="Verify this check").click()
        expect(page.get_by_text("Verified.", exact=True)).to_be_visible()
    page.get_by_role("link", name="Decide").click()
    page.get_by_role("button", name="Clear and list it").click()

    expect(page.get_by_role("heading", name=f"Cleared by {desk.second}")).to_be_visible()
    desk.offer.refresh_from_db()
    assert desk.offer.state == "listed"
