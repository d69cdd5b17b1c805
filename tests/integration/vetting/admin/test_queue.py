"""The list of cases: what is in it, in which order, and for whom."""

import csv
import datetime
import io
from typing import Any
from urllib.parse import parse_qsl

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, PersonFactory, ProviderFactory
from tests.factories.vetting import CaseFactory, OfficerFactory, PlannedUseFactory, PolicyFactory, VettingAuthorityFactory, shipped_policy
from tests.support.officers import desk_of, signed_in
from vetting.enums import CaseKind
from vetting.models import Case, VettingAuthority
from vetting.queries.cases.queue import TARGET
from vetting.states import CaseState

pytestmark = pytest.mark.django_db

QUEUE = "/admin/vetting/cases/"
NOVEMBER = datetime.datetime(2026, 11, 2, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture
def authority() -> VettingAuthority:
    return VettingAuthorityFactory(name="Northumberland")


def case_of(authority: VettingAuthority, title: str, **fields: Any) -> Case:
    """Handed in on 2 November at 9.30 unless said otherwise."""
    provider = fields.pop("provider", None) or ProviderFactory()
    offer = OfferFactory(state="in_review", provider=provider, version__title=title)
    return CaseFactory(**{"authority": authority, "offer": offer, "submitted_at": NOVEMBER} | fields)


def titles(client: Client, **query: Any) -> list[str]:
    return [row[0] for row in rows(client, **query)]


def rows(client: Client, **query: Any) -> list[list[str]]:
    """What the table says, cell by cell; of the first cell only the title."""
    page = BeautifulSoup(client.get(QUEUE, query).content.decode(), "html.parser")
    found = page.select("table.listing tbody tr")
    return [
        [_first_words(cell) if not at else " ".join(cell.get_text().split()) for at, cell in enumerate(row.select("td"))] for row in found
    ]


def _first_words(cell: Any) -> str:
    return " ".join(cell.select_one("a").get_text().split())


def test_what_can_be_the_officers_next_move_comes_first_and_the_oldest_of_it_before_the_rest(authority: VettingAuthority) -> None:
    officer = UserFactory()
    client = desk_of(officer, authority)
    case_of(authority, "With somebody else", claimed=True)
    case_of(authority, "Nobody has the newer", submitted_at=NOVEMBER + datetime.timedelta(days=1))
    case_of(authority, "Nobody has the older")
    case_of(authority, "Waiting for a second officer", recommended=True)
    case_of(authority, "My own recommendation", recommended=True, claimed_by=officer)
    case_of(authority, "Claimed by me", claimed=True, claimed_by=officer)

    assert [row[:2] for row in rows(client)] == [
        ["Claimed by me", "Yours"],
        ["Waiting for a second officer", "A second officer's"],
        ["Nobody has the older", "Nobody's yet"],
        ["Nobody has the newer", "Nobody's yet"],
        ["With somebody else", str(Case.objects.get(version__title="With somebody else").claimed_by)],
        ["My own recommendation", "A second officer's"],
    ]


def test_days_with_us_leave_out_the_days_that_the_provider_took(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)
    now = clock.now()
    day = datetime.timedelta(days=1)
    waiting = {"state": CaseState.WAITING_ON_PROVIDER, "waiting_since": now - 2 * day, "waited_seconds": 3 * 24 * 3600}
    case_of(authority, "Asked two days ago", claimed=True, submitted_at=now - 10 * day, **waiting)

    assert [row[3] for row in rows(client)] == ["5"]


def test_cases_of_other_authorities_are_not_there(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)
    case_of(authority, "Ours to vet")
    case_of(VettingAuthorityFactory(), "Theirs to vet")

    assert titles(client) == ["Ours to vet"]
    assert titles(client, q="Theirs") == []


@pytest.mark.parametrize("is_superuser", [False, True])
def test_who_has_no_part_in_an_authority_finds_no_queue(authority: VettingAuthority, is_superuser: bool) -> None:
    stranger = UserFactory(is_superuser=is_superuser)
    OfficerFactory(user=stranger, authority=authority, ended_at=NOVEMBER)
    case_of(authority, "Ours to vet")

    answer = signed_in(stranger).get(QUEUE, follow=False)

    assert answer.status_code == 404
    assert b"Ours to vet" not in answer.content


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"whose": "me"}, ["With me"]),
        ({"whose": "second"}, ["For a second officer"]),
        ({"whose": "nobody"}, ["Free"]),
        ({"whose": "provider"}, ["Asked"]),
        ({"whose": "others"}, ["I recommended", "With another"]),
        ({"state": ["open"]}, ["Free"]),
        ({"state": ["decided", "withdrawn"]}, ["Was decided", "Was withdrawn"]),
        ({"kind": [CaseKind.CHANGED_OFFER]}, ["Free"]),
        ({"whose": "me", "kind": [CaseKind.CHANGED_OFFER]}, []),
    ],
)
def test_filters_narrow_the_queue(authority: VettingAuthority, query: dict[str, Any], found: list[str]) -> None:
    officer = UserFactory()
    client = desk_of(officer, authority)
    case_of(authority, "Free", kind=CaseKind.CHANGED_OFFER)
    case_of(authority, "With me", claimed=True, claimed_by=officer)
    case_of(authority, "With another", claimed=True)
    case_of(authority, "Asked", claimed=True, state=CaseState.WAITING_ON_PROVIDER, waiting_since=NOVEMBER)
    case_of(authority, "For a second officer", recommended=True)
    case_of(authority, "I recommended", recommended=True, claimed_by=officer)
    case_of(authority, "Was decided", state=CaseState.DECIDED, closed_at=NOVEMBER)
    case_of(authority, "Was withdrawn", state=CaseState.WITHDRAWN, closed_at=NOVEMBER)

    assert sorted(titles(client, **query)) == found


def test_filters_know_who_how_old_and_what_is_at_risk(authority: VettingAuthority) -> None:
    officer, colleague = UserFactory(), OfficerFactory(authority=authority).user
    client = desk_of(officer, authority)
    week_ago = clock.now() - datetime.timedelta(days=8)
    planned = case_of(authority, "Schools wait for it", submitted_at=clock.now())
    PlannedUseFactory(offer=planned.offer, provider=planned.provider)
    PlannedUseFactory(offer=case_of(authority, "Was used once", submitted_at=week_ago).offer, date=datetime.date(2026, 1, 7))
    case_of(authority, "With a colleague", claimed=True, claimed_by=colleague, submitted_at=clock.now())

    assert titles(client, officer=colleague.pk) == ["With a colleague"]
    assert titles(client, age="7") == ["Was used once"]
    assert titles(client, age="14") == []
    assert titles(client, risk="sessions") == ["Schools wait for it"]


def test_shelves_count_and_lead_to_what_they_count(authority: VettingAuthority) -> None:
    officer = UserFactory()
    client = desk_of(officer, authority)
    now, long_ago = clock.now(), clock.now() - datetime.timedelta(days=90)
    case_of(authority, "Fresh", submitted_at=now)
    case_of(authority, "Forgotten", submitted_at=long_ago)
    case_of(authority, "Mine and old", submitted_at=long_ago, claimed=True, claimed_by=officer)
    case_of(authority, "Asked long ago", submitted_at=long_ago, waiting=True)
    case_of(authority, "Second look", submitted_at=now, recommended=True)
    case_of(authority, "Was decided", submitted_at=long_ago, state=CaseState.DECIDED, closed_at=now)

    shown = shelves(client)

    assert [(label, number) for label, number, _query in shown] == [
        ("With you", 1), ("To verify and decide", 1), ("Unclaimed", 2), ("Overdue", 2), ("With the provider", 1), ("All open", 5)
    ]  # fmt: skip
    for _label, number, query in shown:
        assert len(titles(client, **query)) == number
    assert titles(client, late="yes") == ["Mine and old", "Forgotten"]


def shelves(client: Client) -> list[tuple[str, int, dict[str, str]]]:
    page = BeautifulSoup(client.get(QUEUE).content.decode(), "html.parser")
    found = []
    for link in page.select(".vetting-tabs li a"):
        label, number = " ".join(link.get_text().split()).rsplit(" ", 1)
        found.append((label, int(number), dict(parse_qsl(str(link["href"]).partition("?")[2]))))
    return found


def test_where_no_policy_names_a_target_nothing_is_overdue() -> None:
    content = shipped_policy()
    constants = [row for row in content["constants"] if row["key"] != TARGET]
    authority = VettingAuthorityFactory(policy=PolicyFactory(version="no-target", content=content | {"constants": constants}))
    client = desk_of(UserFactory(), authority)
    case_of(authority, "Forgotten", submitted_at=clock.now() - datetime.timedelta(days=400))

    assert [number for label, number, _query in shelves(client) if label == "Overdue"] == [0]
    assert (titles(client), titles(client, late="yes")) == (["Forgotten"], [])


def test_the_shelf_that_is_open_says_so(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)
    case_of(authority, "Free")

    page = BeautifulSoup(client.get(QUEUE, {"whose": "nobody", "kind": "new_offer"}).content.decode(), "html.parser")

    assert [" ".join(one.get_text().split()) for one in page.select(".vetting-tabs [aria-current=page]")] == ["Unclaimed 1"]


def test_search_finds_by_person_and_each_case_once(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)
    people = [PersonFactory(name="Ada Quill"), PersonFactory(name="Ben Quill")]
    offer = OfferFactory(state="in_review", version__title="Bread from scratch", version__people=people)
    CaseFactory(authority=authority, offer=offer)
    case_of(authority, "Something else")

    assert titles(client, q="quill") == ["Bread from scratch"]


def test_closed_cases_are_left_out_until_somebody_looks_for_them(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)
    case_of(authority, "Was decided", state=CaseState.DECIDED, closed_at=NOVEMBER)
    case_of(authority, "Still open")

    assert titles(client) == ["Still open"]
    assert "Closed cases are left out." in client.get(QUEUE).content.decode()
    assert titles(client, q="decided") == ["Was decided"]


@pytest.mark.parametrize("words", ["V-T77", "hartley", "robot", " ROBOT "])
def test_search_finds_by_reference_provider_and_title(authority: VettingAuthority, words: str) -> None:
    client = desk_of(UserFactory(), authority)
    case_of(authority, "Robotics on the shop floor", reference="V-T77", provider=ProviderFactory(name="Hartley Forge"))
    case_of(authority, "Bread from scratch")

    assert titles(client, q=words) == ["Robotics on the shop floor"]


def test_a_search_that_finds_nothing_says_what_to_try(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)

    assert "No case matches. Try fewer words" in client.get(QUEUE, {"q": "astronomy"}).content.decode()
    assert "Nothing is waiting." in client.get(QUEUE).content.decode()


def test_the_authority_is_named_to_those_who_act_for_several(authority: VettingAuthority) -> None:
    officer, second = UserFactory(), VettingAuthorityFactory(name="Rochdale")
    client = desk_of(officer, authority)
    case_of(authority, "In Northumberland")
    assert "Northumberland" not in rows(client)[0]

    desk_of(officer, second)
    case_of(second, "In Rochdale")

    assert {(row[0], row[3]) for row in rows(client)} == {("In Northumberland", "Northumberland"), ("In Rochdale", "Rochdale")}
    assert titles(client, authority=second.pk) == ["In Rochdale"]


def test_a_filter_knows_no_authority_but_ones_own(authority: VettingAuthority) -> None:
    other = VettingAuthorityFactory(name="Rochdale")
    page = desk_of(UserFactory(), authority).get(QUEUE).content.decode()

    assert f'value="{authority.pk}"' in page
    assert other.name not in page


def test_the_queue_costs_the_same_with_many_cases_as_with_few(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)
    for number in range(5):
        case_of(authority, f"Offer number {number}", claimed=True)
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        client.get(QUEUE)
    for number in range(45):
        case_of(authority, f"More of them {number}", recommended=True)

    with CaptureQueriesContext(connection) as many:
        page = rows(client)

    assert len(page) == 25
    assert len(many) == len(few)


def test_pages_do_not_overlap_when_sorted_by_what_many_share(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)
    for number in range(30):
        case_of(authority, f"Offer number {number}")

    seen = titles(client, ordering="kind") + titles(client, ordering="kind", p=2)

    assert sorted(seen) == sorted(f"Offer number {number}" for number in range(30))


def test_a_spreadsheet_says_what_the_queue_says_and_starts_no_formula(authority: VettingAuthority) -> None:
    officer = UserFactory(first_name="Sam", last_name="Lee")
    client = desk_of(officer, authority)
    summer = datetime.datetime(2026, 7, 1, 9, 30, tzinfo=datetime.UTC)
    provider = ProviderFactory(name='=HYPERLINK("http://example.org")')
    case_of(
        authority, "Bread from scratch", reference="V-T1", provider=provider, claimed=True, claimed_by=officer,
        state=CaseState.DECIDED, submitted_at=summer, closed_at=summer + datetime.timedelta(days=3),
    )  # fmt: skip

    answer = client.get(QUEUE, {"export": "csv", "state": "decided"})

    heading, line = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert heading == "Case,Offer,Provider,Kind,Authority,State,With,Handed in,Days with us,Overdue,Closed"
    assert next(csv.reader([line])) == [
        "V-T1",
        "Bread from scratch",
        '\'=HYPERLINK("http://example.org")',
        "New offer",
        "Northumberland",
        "Decided",
        "Sam Lee",
        "2026-07-01 10:30:00",
        "3",
        "",
        "2026-07-04 10:30:00",
    ]


def test_the_other_spreadsheet_says_the_same(authority: VettingAuthority) -> None:
    client = desk_of(UserFactory(), authority)
    case_of(authority, "Bread from scratch", reference="V-T1")

    answer = client.get(QUEUE, {"export": "xlsx"})

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]
    assert [cell.value for cell in sheet[1]][:4] == ["Case", "Offer", "Provider", "Kind"]
    assert [cell.value for cell in sheet[2]][:2] == ["V-T1", "Bread from scratch"]
    assert sheet[2][7].value == datetime.datetime(2026, 11, 2, 9, 30)  # noqa: DTZ001  # as people in London read it
