"""Authorities among themselves, in a browser: officers and partners, recognised statements, alerts, and consent on a phone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.e2e.conftest import AXE_TAGS
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory
from tests.factories.partners import CrossAuthorityAlertFactory, OfficerLoanFactory, RecognitionFactory
from tests.factories.vetting import CaseFactory, VettingAuthorityFactory, cleared_offer
from tests.support.officers import case_page, step
from tests.support.vetting import claimed
from vetting.enums import OfficerRole
from vetting.models import AssuranceStatement
from vetting.services.officers import appoint_officer

pytestmark = pytest.mark.django_db(transaction=True)

OpenAs = Callable[[User, str], None]
OURS = {"include": [[".vetting-page"]]}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(autouse=True)
def officers_are_signed_in_with_both_factors(settings: Settings) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False


@pytest.fixture
def open_as(live_server: LiveServer, page: Page) -> OpenAs:
    def open_page(user: User, path: str) -> None:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(live_server.url + path)

    return open_page


@pytest.mark.slow
def test_officers_pages_between_authorities_are_accessible_wide_and_narrow(page: Page, open_as: OpenAs) -> None:
    authority, there = VettingAuthorityFactory(name="Westshire Council"), VettingAuthorityFactory(name="Eastshire Council")
    user = UserFactory(first_name="Ada", last_name="Min")
    for role in (OfficerRole.LEAD, OfficerRole.ADMINISTRATOR):
        appoint_officer(by=None, user=user, authority=authority, role=role)
    offer = cleared_offer(authority=there, version__pattern="occasional")
    people = list(offer.versions.get(number=1).people.all())
    newer = OfferFactory(state="in_review", provider=offer.provider, version__people=people, version__pattern="occasional")
    case = CaseFactory(authority=authority, offer=newer, claimed=True, claimed_by=user)
    statement = AssuranceStatement.objects.get()
    loan = OfficerLoanFactory(lender=there, borrower=authority, accepted=True)
    OfficerLoanFactory(lender=authority, borrower=there)
    CrossAuthorityAlertFactory(authority=authority, contact=there)
    before = ["/admin/vetting/alerts/", "/admin/vetting/officers/", "/admin/vetting/partners/", case_page(case)]
    before += [step(case, f"recognise/{statement.pk}"), f"/admin/vetting/partners/loans/{loan.pk}/end/"]
    before += [f"/admin/vetting/authorities/{authority.pk}/{name}/" for name in ("appoint", "borrow", "lend")]
    wrong = [found for address in before for found in looked_at(page, open_as, user, address)]
    recognition = RecognitionFactory(authority=authority, statement=statement)
    after = ["/admin/vetting/recognised/", f"/admin/vetting/recognised/{recognition.pk}/withdraw/", case_page(case)]

    wrong += [found for address in after for found in looked_at(page, open_as, user, address)]

    assert wrong == []


def looked_at(page: Page, open_as: OpenAs, user: User, address: str) -> list[object]:
    """What axe finds, and what does not fit on a phone."""
    page.set_viewport_size({"width": 1280, "height": 900})
    open_as(user, address)
    found = [(address, entry["id"]) for entry in Axe().run(page, context=OURS, options={"runOnly": AXE_TAGS}).response["violations"]]
    page.set_viewport_size({"width": 375, "height": 800})
    return [*found, *([(address, "does not fit")] if page.evaluate(OVERFLOW) > 0 else [])]


@pytest.mark.slow
def test_consent_is_given_and_withdrawn_on_a_phone(page: Page, open_as: OpenAs, axe_of: Callable[[Page], None]) -> None:
    desk = claimed(version__pattern="weekly")
    page.set_viewport_size({"width": 320, "height": 700})
    open_as(desk.member, f"/offers/{desk.offer.slug}/tasks/")

    page.get_by_role("link", name="Allow or stop status look-ups").click()
    axe_of(page)
    page.get_by_label("Look-ups while listed here").check()
    page.get_by_role("button", name="Allow it").click()
    expect(page.get_by_text("Written down. It can be withdrawn here at any time.")).to_be_visible()
    axe_of(page)
    fits = page.evaluate(OVERFLOW)
    page.get_by_role("button", name="Withdraw this consent").click()

    expect(page.get_by_text("Nothing is allowed now, so nobody looks.")).to_be_visible()
    assert fits <= 0
