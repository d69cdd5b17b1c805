"""The board of statuses that are due leads straight to the form."""

import datetime

import pytest

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory
from tests.factories.partners import StatusConsentFactory
from tests.factories.vetting import CaseFactory, CheckFactory, ClearanceFactory, VettingAuthorityFactory
from tests.support.officers import desk_of, own_part, said
from vetting.models import Check, StatusConsent, VettingAuthority

pytestmark = pytest.mark.django_db
BOARD = "/admin/vetting/statuses/"


@pytest.fixture
def authority() -> VettingAuthority:
    authority: VettingAuthority = VettingAuthorityFactory()
    person = ClearanceFactory(authority=authority).person
    about = {"authority": authority, "person": person, "verified": True}
    StatusConsentFactory(person=person, authority=authority)
    CheckFactory(**about, check_type="DBS_ENH_CBL", details={"on_update_service": True})
    last = clock.today() - datetime.timedelta(days=330)
    ends = clock.today() + datetime.timedelta(days=35)
    CheckFactory(**about, check_type="DBS_STATUS", performed_on=last, expires_on=ends, details={"consent_scope": "while_listed"})
    CaseFactory(authority=authority, offer=OfferFactory(state="in_review", version__people=[person]), claimed=True)
    return authority


def test_from_the_home_page_over_the_board_to_the_form(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)
    assert "1 status look-up due" in said(client.get("/admin/"))

    (link,) = own_part(client.get(BOARD)).select(".vetting-row .button")

    assert "Consent given on" in said(client.get(str(link["href"])))


def test_an_auditor_reads_the_board_and_records_nothing(authority: VettingAuthority) -> None:
    page = desk_of(UserFactory(), authority, "auditor").get(BOARD)

    assert "To look up now 1" in said(page)
    assert own_part(page).select(".vetting-row .button") == []


def test_an_empty_board_says_so() -> None:
    assert "No status is due." in said(desk_of(UserFactory(), VettingAuthorityFactory()).get(BOARD))


def test_without_consent_the_row_leads_to_the_case_where_the_provider_can_be_asked(authority: VettingAuthority) -> None:
    StatusConsent.objects.update(withdrawn_at=clock.now(), withdrawn_by=UserFactory())
    client = desk_of(UserFactory(), authority)

    (link,) = own_part(client.get(BOARD)).select(".vetting-row a")

    assert "Ask for consent first 1" in said(client.get(BOARD))
    assert str(link["href"]).startswith("/admin/vetting/cases/inspect/")
    assert "0 status look-ups due" in said(client.get("/admin/"))


def test_the_tile_counts_certificates_whose_status_nobody_has_looked_up_yet(authority: VettingAuthority) -> None:
    Check.objects.filter(check_type="DBS_STATUS").delete()
    Check.objects.filter(check_type="DBS_ENH_CBL").update(expires_on=clock.today() + datetime.timedelta(days=20))

    client = desk_of(UserFactory(), authority)

    assert "To look up now 1" in said(client.get(BOARD))
    assert "1 status look-up due" in said(client.get("/admin/"))
