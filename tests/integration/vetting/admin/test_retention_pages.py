"""What retention has before it, and legal holds: set by one, lifted by another."""

import datetime

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.models import RetentionRun
from core.services.retention import apply_retention
from tests.factories.accounts import UserFactory
from tests.factories.leads import AdversePanelFactory
from tests.factories.vetting import CaseFactory, LegalHoldFactory
from tests.support.officers import desk_of, own_part, said, signed_in, told
from tests.support.retention import later
from vetting.models import Case, LegalHold

pytestmark = pytest.mark.django_db

PREVIEW, HOLDS = "/admin/vetting/retention/", "/admin/vetting/holds/"


@pytest.fixture
def case() -> Case:
    made: Case = CaseFactory(state="withdrawn", closed_at=clock.now(), question="Which tools?", offer__provider__name="Plot to Plate")
    return made


@pytest.fixture
def lead() -> User:
    user: User = UserFactory(first_name="Lena", last_name="Lead")
    return user


@pytest.fixture
def desk(lead: User, case: Case) -> Client:
    return desk_of(lead, case.authority, "lead")


def line(client: Client, title: str) -> list[str]:
    rows = own_part(client.get(PREVIEW)).select("tbody tr")
    (row,) = [row for row in rows if title in row.get_text()]
    return [" ".join(cell.get_text().split()) for cell in row.select("td")]


def test_the_preview_counts_what_is_due_now_and_within_a_month(desk: Client, lead: User, case: Case) -> None:
    CaseFactory(state="withdrawn", closed_at=clock.now(), question="Of another authority?")

    with later(months=5, days=20):
        soon = line(signed_in(lead), "Questions, answers and notes")
    with later(months=6, days=1):
        now = line(signed_in(lead), "Questions, answers and notes")
    LegalHoldFactory(person=None, provider=case.provider)
    with later(months=6, days=1):
        held = line(signed_in(lead), "Questions, answers and notes")

    assert soon[:5] == ["6 months from the day on which the case was closed", "reduced", "0", "1", "0"]
    assert (now[2].startswith("1 from before"), now[3:5], held[2:5]) == (True, ["1", "0"], ["0", "0", "1"])


def test_rules_of_the_whole_site_are_named_and_not_counted(desk: Client) -> None:
    assert line(desk, "Audit log")[2] == "Of the whole site, so not counted here"


def test_a_lead_looks_a_provider_up_and_holds_it_and_another_lifts_it(desk: Client, lead: User, case: Case) -> None:
    found = own_part(desk.get(f"{HOLDS}new/", {"q": "plot"}))
    (way,) = [str(link["href"]) for link in found.select("a.button-small")]
    typed = {"reason": "legal_claim", "reference": "LEG/2027/0041", "review_on": str(clock.today() + datetime.timedelta(days=60))}

    refused = desk.post(way, typed | {"reference": "Jane said so"})
    answer = desk.post(way, typed, follow=True)

    hold = LegalHold.objects.get()
    assert "Write the number of the matter" in said(refused)
    assert refused.context["form"]["reference"].value() == "Jane said so"
    assert told(answer) == ["Held. Nothing that hangs on it is deleted from now on."]
    assert "You set it, so somebody else lifts it." in said(answer)

    own = desk.post(f"{HOLDS}{hold.pk}/lift/")
    second = desk_of(UserFactory(), case.authority, "administrator").post(f"{HOLDS}{hold.pk}/lift/", follow=True)

    assert "You set this hold, so another lead or administrator has to lift it." in said(own)
    assert told(second) == ["Lifted."]


@pytest.mark.usefixtures("desk")
def test_a_hold_whose_day_has_come_says_so(lead: User, case: Case) -> None:
    hold = LegalHoldFactory(authority=case.authority)

    with later(days=91):
        desk = signed_in(lead)
        before = said(desk.get(HOLDS))
        desk.post(f"{HOLDS}{hold.pk}/keep/", {"review_on": str(clock.today() + datetime.timedelta(days=30))})
        after = said(desk.get(HOLDS))

    assert ("To be looked at again" in before, "To be looked at again" in after) == (True, False)


def test_an_auditor_sees_holds_and_no_way_to_change_one(case: Case) -> None:
    LegalHoldFactory(authority=case.authority, name="Rosa Brown")
    auditor = desk_of(UserFactory(), case.authority, "auditor")

    page = auditor.get(HOLDS)

    assert "Rosa Brown" in said(page)
    assert own_part(page).select("a.button, .vetting-links a") == []
    assert auditor.get(f"{HOLDS}new/").status_code == 200


def test_what_is_for_leads_alone_is_named_and_says_nothing_of_whether_there_is_any(desk: Client, lead: User, case: Case) -> None:
    titles = ("Panels on adverse information: by whom", "Panels on adverse information: outcome", "Referrals considered")
    AdversePanelFactory(case=case, held=True)
    with later(months=6, days=1):
        due = [line(signed_in(lead), title) for title in titles]
        apply_retention()
        applied = [line(signed_in(lead), title) for title in titles]

    assert RetentionRun.objects.get(rule="vetting.panels").rows == 1
    assert applied == due
    assert [row[2:] for row in due] == [["For leads alone, so not counted here", ""]] * 3
