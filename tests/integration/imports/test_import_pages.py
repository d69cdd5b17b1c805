"""A lead brings a register: file to columns to preview to import to undo, each page as it is read."""

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from directory.models import Provider
from imports.models import Batch, Row
from imports.services.running import work_on_imports
from tests.factories.accounts import UserFactory
from tests.factories.imports import REGISTER, brought, imported, just_brought
from tests.factories.vetting import VettingAuthorityFactory
from tests.support.officers import desk_of, own_part, said, told
from tests.support.workbooks import workbook
from vetting.models import VettingAuthority

pytestmark = pytest.mark.django_db

LIST = "/admin/vetting/imports/"
NEWS = (
    "New provider New person: Rosa Thorne New draft of an offer: An allotment lunch "
    "Date noted, to be verified: Enhanced DBS check Date noted, to be verified: Public liability insurance"
)


@pytest.fixture
def authority() -> VettingAuthority:
    found: VettingAuthority = VettingAuthorityFactory(name="Northshire")
    return found


@pytest.fixture
def client(authority: VettingAuthority) -> Client:
    return desk_of(UserFactory(), authority, "lead")


def page(batch: Batch, name: str = "") -> str:
    return f"{LIST}{batch.pk}/{name}"


def send(client: Client, authority: VettingAuthority, content: bytes | None = None, name: str = "register.csv", pasted: str = "") -> Any:
    file = {"file": SimpleUploadedFile(name, content)} if content is not None else {}
    return client.post(f"{LIST}new/", {"authority": authority.pk, "pasted": pasted, **file})


def errors(response: Any) -> list[str]:
    return [" ".join(one.get_text().split()) for one in own_part(response).select(".vetting-error p, .help-critical p")]


@pytest.mark.parametrize("content", [REGISTER.encode(), workbook(csv.reader(io.StringIO(REGISTER)))])
def test_a_file_leads_to_its_columns_and_is_not_kept(client: Client, authority: VettingAuthority, content: bytes) -> None:
    response = send(client, authority, content)

    batch = Batch.objects.get()
    columns = client.get(response.url, follow=True)
    chosen = {field.label: field.initial for field in columns.context["form"] if field.name.startswith("column_")}
    assert (batch.name, batch.source, Row.objects.count()) == ("register.csv", "file", 3)
    assert chosen == {
        "Provider": "provider",
        "Kind": "kind",
        "Email": "email",
        "Postcode": "postcode",
        "Tutor": "person",
        "Role": "role",
        "Activity": "offer",
        "DBS issue date": "check.DBS_ENH.issued",
        "Insurance expiry": "check.PLI.ends",
    }


def test_pasted_lines_lead_to_their_columns_too(client: Client, authority: VettingAuthority) -> None:
    send(client, authority, pasted=REGISTER.replace(",", "\t"))

    assert (Batch.objects.get().name, Row.objects.count()) == ("Pasted lines", 3)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.4", "This is neither a CSV file nor an Excel workbook. Open the register and save it as one of these."),
        (b"x" * 5_000_001, "The file is larger than 5 megabytes. Bring the register in several parts, each with the headings."),
        (b"", "The submitted file is empty."),
        (None, "Choose the file with your register, or paste its lines below."),
    ],
)
def test_what_is_no_register_is_refused_at_the_field(
    client: Client, authority: VettingAuthority, content: bytes | None, error: str
) -> None:
    response = send(client, authority, content)

    assert (errors(response), Batch.objects.count()) == ([error], 0)


def test_pasted_lines_come_back_where_they_are_refused(client: Client, authority: VettingAuthority) -> None:
    response = send(client, authority, pasted='Provider,Email\n"Plot')

    field = own_part(response).select_one("textarea")
    assert errors(response) == ["From line 2 on it can't be read: a quotation mark may lack its partner. Mend that line and try again."]
    assert field is not None
    assert field.get_text().strip() == 'Provider,Email\n"Plot'


def test_a_file_and_pasted_lines_at_once_are_refused(client: Client, authority: VettingAuthority) -> None:
    assert errors(send(client, authority, REGISTER.encode(), pasted=REGISTER)) == ["Send a file or paste the lines, not both."]


def test_a_lead_brings_nothing_for_another_authority(client: Client) -> None:
    other = VettingAuthorityFactory()

    send(client, other, REGISTER.encode())

    assert Batch.objects.count() == 0


def test_columns_that_are_not_kept_are_named_with_what_they_looked_like(client: Client, authority: VettingAuthority) -> None:
    batch = just_brought("Provider,Email,DBS number,Pupil name\nPlot,plot@example.org,001234567890,Alice\n", authority=authority)

    words = said(client.get(page(batch, "columns/")))

    assert "DBS number : looks like the number of a certificate" in words
    assert "Pupil name : looks like something about pupils or families" in words
    assert [secret for secret in ("001234567890", "Alice") if secret in words] == []


def test_columns_chosen_wrongly_come_back_with_the_reason(client: Client, authority: VettingAuthority) -> None:
    batch = just_brought("A,B\nPlot,plot@example.org\n", authority=authority)
    defaults = {"default_kind": "employer", "default_engagement": "volunteer"}

    response = client.post(page(batch, "columns/"), {"column_0": "provider", "column_1": "provider", **defaults})

    assert errors(response) == [
        "Look at the columns that are marked below.",
        "Two columns are used as “Provider's name”. Choose one of them.",
    ]


def test_the_preview_says_what_each_line_does_and_why_a_line_is_refused(client: Client, authority: VettingAuthority) -> None:
    batch = brought(REGISTER + "Bread,,nowhere,,,,,,\n", authority=authority)

    response = client.get(page(batch))

    rows = [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in own_part(response).select("tbody tr")]
    assert rows == [
        [
            "2",
            "New provider Plot to Plate",
            NEWS,
        ],
        ["3", "Adds to a provider Plot to Plate", "Belongs to line 2 New person: Sam Reed New draft of an offer: Soup for thirty"],
        ["4", "New provider Brass for All", "New provider"],
        ["5", "Refused Bread", "Email: This is not an e-mail address."],
    ]


def test_lines_of_one_kind_can_be_looked_at_alone(client: Client, authority: VettingAuthority) -> None:
    batch = brought(REGISTER + "Bread,,nowhere,,,,,,\n", authority=authority)

    response = client.get(page(batch), {"show": "rejected"})

    kinds = [" ".join(one.get_text().split()) for one in own_part(response).select("nav a")]
    assert len(own_part(response).select("tbody tr")) == 1
    assert kinds == ["All (4)", "New provider (2)", "Adds to a provider (1)", "Refused (1)", "Download the refused lines (CSV)"]


def test_refused_lines_are_downloaded_with_reasons_and_start_no_formula(client: Client, authority: VettingAuthority) -> None:
    batch = brought("Provider,Email\n\"=cmd|'/c calc'!A1\",nowhere\n", authority=authority)

    response = client.get(page(batch, "refused/"))

    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert lines == [
        ["Line", "Why it is refused", "Provider", "Email"],
        ["2", "Email: This is not an e-mail address.", "'=cmd|'/c calc'!A1", "nowhere"],
    ]


def test_import_result_and_undo(client: Client, authority: VettingAuthority) -> None:
    batch = brought(authority=authority)

    begun = client.post(page(batch, "start/"), follow=True)
    work_on_imports()
    done = client.get(page(batch))
    asked = client.get(page(batch, "undo/"))
    client.post(page(batch, "undo/"))
    going = client.get(page(batch))
    work_on_imports()
    undone = client.get(page(batch))

    assert told(begun) == ["The import has begun. You can leave this page: it goes on by itself."]
    assert "0 of 3 lines are done." in said(begun)
    assert "Provider 2 made" in said(done)
    assert "New provider Brass for All" in said(done)
    assert "Provider: 2" in said(asked)
    assert "8 things are still to be looked at." in said(going)
    assert "Everything that it made is gone" in said(undone)
    assert Provider.objects.count() == 0


def test_starting_twice_says_so_and_does_nothing(client: Client, authority: VettingAuthority) -> None:
    batch = imported(authority=authority)

    response = client.post(page(batch, "start/"), follow=True)

    assert told(response) == ["This can't be done now: it is already “imported”. Reload the page to see where it stands."]


def test_what_stays_is_listed_with_its_reason(client: Client, authority: VettingAuthority) -> None:
    batch = imported("Provider,Email\nPlot,plot@example.org\n", authority=authority)
    Provider.objects.update(name="Plot and Pan")
    client.post(page(batch, "undo/"))
    work_on_imports()

    words = said(client.get(page(batch)))

    assert "Line 2, Provider: It has been changed since." in words


def test_what_is_thrown_away_leaves_the_list(client: Client, authority: VettingAuthority) -> None:
    batch = just_brought(authority=authority)
    before = said(client.get(LIST))

    after = client.post(page(batch, "discard/"), follow=True)

    assert ("Pasted lines" in before, "Pasted lines" in said(after)) == (True, False)


def test_the_template_file_has_the_known_columns(client: Client) -> None:
    headings = next(csv.reader(io.StringIO(client.get(f"{LIST}template/").content.decode("utf-8-sig"))))

    assert headings[:4] == ["Provider's name", "Kind of provider", "E-mail address", "Telephone"]


def test_only_leads_find_it_in_the_menu(client: Client, authority: VettingAuthority) -> None:
    officer = desk_of(UserFactory(), authority)

    assert ["Bring a register" in one.get("/admin/").content.decode() for one in (client, officer)] == [True, False]


def test_no_page_names_a_value_that_was_dropped(client: Client, authority: VettingAuthority) -> None:
    batch = brought("Provider,Email,DBS number\nPlot,nowhere,001234567890\n", authority=authority)

    seen = [client.get(page(batch)).content, client.get(page(batch, "columns/")).content, client.get(page(batch, "refused/")).content]

    assert [b"001234567890" in one for one in seen] == [False, False, False]
    assert BeautifulSoup(seen[0], "html.parser").find("table") is not None
