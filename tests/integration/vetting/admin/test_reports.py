"""Reports on pages and as files: for one's own authority, in the log, and without small numbers for others."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from core.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.factories.vetting import DecisionFactory, VettingAuthorityFactory
from tests.support.officers import desk_of, own_part, said
from vetting.admin.reports.pages import REPORTS
from vetting.models import VettingAuthority

pytestmark = pytest.mark.django_db
REPORTS_PAGE = "/admin/vetting/reports/"


@pytest.fixture
def authority() -> VettingAuthority:
    authority: VettingAuthority = VettingAuthorityFactory()
    DecisionFactory(case__authority=authority)
    return authority


@pytest.fixture
def lead(authority: VettingAuthority) -> Client:
    return desk_of(UserFactory(), authority, "lead")


def test_the_list_shows_what_ones_part_may_read(authority: VettingAuthority, lead: Client) -> None:
    assert [link.get_text() for link in own_part(lead.get(REPORTS_PAGE)).select("a")] == [str(one.title) for one in REPORTS.values()]
    officer = desk_of(UserFactory(), authority)
    assert "Workload" not in said(officer.get(REPORTS_PAGE))
    assert officer.get(f"{REPORTS_PAGE}workload/").status_code == 404
    assert officer.get(f"{REPORTS_PAGE}workload.csv").status_code == 404


@pytest.mark.parametrize("name", REPORTS)
def test_an_auditor_reads_each_and_it_is_in_the_log(name: str, authority: VettingAuthority) -> None:
    auditor = desk_of(UserFactory(), authority, "auditor")

    assert auditor.get(f"{REPORTS_PAGE}{name}/").status_code == 200

    read = AuditEvent.objects.get(action="report.read")
    assert (read.acting_for, read.details["report"]) == (authority.name, name)


def test_another_authoritys_is_not_to_choose(lead: Client) -> None:
    other = VettingAuthorityFactory()

    page = lead.get(f"{REPORTS_PAGE}decisions/", {"authority": other.pk})

    assert "Select a valid choice" in said(page)
    assert own_part(page).select("table") == []
    assert lead.get(f"{REPORTS_PAGE}decisions.csv", {"authority": other.pk}).status_code == 404
    assert not AuditEvent.objects.filter(action__in=["report.read", "export.report"]).exists()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"since": "2026-11-02", "until": "2026-11-01"}, "It ends before it begins."),
        ({"since": "2001-01-01", "until": "2026-11-01"}, "Choose at most 5 years."),
        ({"since": "soon"}, "Enter a valid date."),
    ],
)
def test_days_that_can_not_be_are_said_and_kept(days: dict[str, str], words: str, lead: Client) -> None:
    page = lead.get(f"{REPORTS_PAGE}decisions/", days)

    assert words in said(page)
    assert f'value="{days["since"]}"' in page.content.decode()


def test_files_for_officers_and_for_others(lead: Client) -> None:
    own = lead.get(f"{REPORTS_PAGE}decisions.csv").content.decode("utf-8-sig").splitlines()
    assert own[0] == "Month,Kind,Outcome,Policy,Decisions"
    assert own[1].endswith("New offer,Cleared,england 2026-09,1")
    others = lead.get(f"{REPORTS_PAGE}decisions.csv", {"for": "others"}).content.decode("utf-8-sig").splitlines()
    assert others[1].endswith("New offer,Cleared,england 2026-09,fewer than 5")
    taken = AuditEvent.objects.filter(action="export.report").order_by("pk")
    assert [one.details["for"] for one in taken] == ["officers", "others"]

    workbook = lead.get(f"{REPORTS_PAGE}decisions.xlsx")
    assert "no-store" in workbook["Cache-Control"]
    sheet = load_workbook(io.BytesIO(workbook.content)).active
    assert [cell.value for cell in sheet[1]] == ["Month", "Kind", "Outcome", "Policy", "Decisions"]


def test_workload_is_never_for_others(lead: Client) -> None:
    assert "stays with leads and auditors" in said(lead.get(f"{REPORTS_PAGE}workload/"))
    assert lead.get(f"{REPORTS_PAGE}workload.csv", {"for": "others"}).status_code == 404
