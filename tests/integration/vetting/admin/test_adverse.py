"""Leads require, record and take back a panel; to everybody else nothing hints that one exists, but that a lead has to look."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.leads import AdversePanelFactory
from tests.support.officers import case_page, desk_of, own_part, said, signed_in, step, told
from tests.support.vetting import Desk, claimed, decided, recommended
from vetting.admin.reports.pages import REPORTS
from vetting.enums import OfficerRole
from vetting.enums.panels import PanelCondition
from vetting.models import AdversePanel, Case, Clearance, Decision
from vetting.services.adverse.panels import Held, record_looking, record_panel, require_panel

pytestmark = pytest.mark.django_db
NEUTRAL = "A lead has to look at this case first. Ask one of your leads."
GIVEAWAYS = ("panel", "adverse", "suitable", *(str(one.label).lower() for one in PanelCondition))


def lead_of(desk: Desk) -> Client:
    return desk_of(UserFactory(), desk.authority, OfficerRole.LEAD)


def page_of(panel: AdversePanel) -> str:
    return f"/admin/vetting/adverse/{panel.pk}/"


def require_page(case: Case) -> str:
    return f"/admin/vetting/cases/{case.pk}/adverse/{case.version.people.get().pk}/"


def giveaways(response: Any) -> list[str]:
    """What of it the whole page says or leads to, files included; tables are text there."""
    text = response.content.decode(errors="ignore")
    if "html" in response.headers["Content-Type"]:
        page = BeautifulSoup(text, "html.parser")
        links = [str(one.get("href") or one.get("action")) for one in page.select("[href], [action]") if one.name != "link"]
        text = " ".join([page.get_text(" "), *links])
    return [word for word in GIVEAWAYS if word in text.lower()]


def test_a_lead_requires_one_from_the_case_records_it_and_reads_the_conditions_before_deciding() -> None:
    desk = recommended()
    client = lead_of(desk)
    assert "Require a panel" in said(client.get(case_page(desk.case)))

    asked = client.get(require_page(desk.case))
    required = client.post(require_page(desk.case), follow=True)
    panel = AdversePanel.objects.get()
    blocked = client.get(step(desk.case, "decide"))
    answer = {"held_on": clock.today().isoformat(), "members": "3", "outcome": "with_conditions"}
    refused = client.post(page_of(panel), answer)
    recorded = client.post(page_of(panel), answer | {"conditions": ["never_alone", "review"]}, follow=True)
    deciding = client.get(step(desk.case, "decide"))
    client.post(step(desk.case, "decide"), {"outcome": "cleared", "level": "supervised"})

    assert "Do not record details here or anywhere else" in said(asked)
    assert told(required) == ["A panel is required. Record what it found once it has been held."]
    assert "is to be held first" in said(blocked)
    assert "Choose the conditions, one at least, or another outcome." in said(refused)
    assert told(recorded) == ["Recorded. It stays as it is; another panel may be required."]
    assert ["Suitable, with conditions" in said(recorded), "Require another panel" in said(recorded)] == [True, True]
    assert "suitable on these conditions. See to it that they are kept." in said(deciding)
    assert "Never alone with children Looked at again after the first session" in said(deciding)
    assert Decision.objects.get().level == "supervised"
    assert not own_part(client.get(page_of(panel))).select("form")


def test_a_lead_takes_one_back() -> None:
    panel = AdversePanelFactory()
    client = desk_of(UserFactory(), panel.authority, OfficerRole.LEAD)

    answer = client.post(f"{page_of(panel)}take-back/", follow=True)

    assert told(answer) == ["Taken back. No panel is required."]
    again = client.post(f"{page_of(panel)}take-back/")
    assert "it is already “taken_back”" in said(again)


def test_text_and_files_find_no_place() -> None:
    panel = AdversePanelFactory()
    client = desk_of(UserFactory(), panel.authority, OfficerRole.LEAD)
    story = "He was cautioned at the age of 19 and it was spent. " * 6
    good = {"held_on": clock.today().isoformat(), "members": "2", "outcome": "suitable"}

    for field in ("held_on", "members", "outcome", "conditions"):
        assert own_part(client.post(page_of(panel), good | {field: story})).select(".vetting-error"), field
    filed = client.post(page_of(panel), good | {"paper": SimpleUploadedFile("disclosure.pdf", b"%PDF")})
    asked = client.post(require_page(panel.case), {"paper": SimpleUploadedFile("disclosure.pdf", b"%PDF")})

    assert ["No files are taken here" in said(filed), "No files are taken here" in said(asked)] == [True, True]
    panel.refresh_from_db()
    assert panel.state == "required"


def test_an_officer_who_recommends_or_decides_reads_a_sentence_that_does_not_say_why() -> None:
    desk, next_desk = claimed(), recommended()
    AdversePanelFactory(case=desk.case)
    AdversePanelFactory(case=next_desk.case, held=True, outcome="with_conditions", conditions=["not_overnight"])
    first, second = desk_of(desk.first, desk.authority), desk_of(next_desk.second, next_desk.authority)

    recommending = first.post(step(desk.case, "recommend"), {"outcome": "cleared"})
    deciding = second.get(step(next_desk.case, "decide"))
    forced = second.post(step(next_desk.case, "decide"), {"outcome": "cleared", "level": "supervised"})

    for response in (recommending, deciding, forced):
        assert (NEUTRAL in said(response), giveaways(response)) == (True, [])
    assert not Decision.objects.exists()


def met_everywhere(desk: Desk, done: Desk, report: str) -> list[str]:
    """Where officers, administrators and auditors of the authority, who come to both cases, look."""
    clearance, decision = Clearance.objects.filter(person__isnull=False).get(), Decision.objects.get(case=done.case)
    return [
        "/admin/",
        "/admin/vetting/cases/",
        case_page(desk.case),
        case_page(done.case),
        step(desk.case, "recommend"),
        f"/admin/vetting/clearances/inspect/{clearance.pk}/",
        "/admin/vetting/lapsing/",
        "/admin/vetting/audit/",
        "/admin/vetting/audit/?group=looked_at",
        "/admin/vetting/audit/?export=csv",
        "/admin/vetting/audit/decisions/",
        "/admin/vetting/audit/decisions/?export=csv",
        f"/admin/vetting/audit/decisions/{decision.pk}/",
        "/admin/vetting/holds/",
        "/admin/vetting/reports/",
        f"/admin/vetting/reports/{report}/",
        f"/admin/vetting/reports/{report}.csv",
    ]


@pytest.mark.parametrize("role", [OfficerRole.OFFICER, OfficerRole.ADMINISTRATOR, OfficerRole.AUDITOR])
@pytest.mark.parametrize("report", REPORTS)
def test_to_whoever_is_no_lead_no_page_timeline_log_report_or_file_hints_at_it(role: OfficerRole, report: str) -> None:
    desk = claimed()
    done = decided(desk.authority)
    lead = UserFactory()
    of_lead = desk_of(lead, desk.authority, OfficerRole.LEAD)
    panel = require_panel(by=lead, case=desk.case, person=desk.case.version.people.get())
    AdversePanelFactory(case=done.case, held=True, outcome="with_conditions", conditions=["never_alone"])
    record_looking(by=lead, panel=panel)
    record_panel(by=lead, panel=panel, held=Held(clock.today(), 3, "unsuitable"))
    assert giveaways(of_lead.get(case_page(desk.case))) == ["panel", "adverse", "suitable"]
    client = desk_of(UserFactory(), desk.authority, role)

    found = {address: giveaways(client.get(address)) for address in met_everywhere(desk, done, report)}

    assert {address: words for address, words in found.items() if words} == {}
    hidden = (page_of(panel), f"{page_of(panel)}take-back/", require_page(desk.case))
    assert {client.get(address).status_code for address in hidden} <= {404, 403}


def test_neither_a_lead_who_acts_for_the_provider_nor_the_applicant_sees_anything_of_it() -> None:
    desk = claimed()
    panel = AdversePanelFactory(case=desk.case)
    member = ProviderMemberFactory(provider=desk.offer.provider).user
    client = desk_of(member, desk.authority, OfficerRole.LEAD)

    pages = [client.get(address) for address in (case_page(desk.case), f"/offers/{desk.offer.slug}/tasks/")]
    applicant = signed_in(desk.member).get(f"/offers/{desk.offer.slug}/tasks/")

    assert [page.status_code for page in (*pages, applicant)] == [200] * 3
    assert [giveaways(page) for page in (*pages, applicant)] == [[]] * 3
    assert [client.get(address).status_code for address in (page_of(panel), require_page(desk.case))] == [404, 404]
