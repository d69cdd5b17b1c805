"""An authority's next policy in the admin: the copy, the settings, the text, the preview, and a second person."""

import datetime

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.vetting import VettingAuthorityFactory, cleared_offer
from tests.support.officers import buttons, desk_of, headline, own_part, refused_as_auditor, said, told
from vetting.models import PolicyDraft, VettingAuthority
from vetting.services.policies import drafts

pytestmark = pytest.mark.django_db

LIST = "/admin/vetting/policies/"


@pytest.fixture
def authority() -> VettingAuthority:
    return VettingAuthorityFactory(name="Northshire Council")


@pytest.fixture
def lead() -> User:
    return UserFactory(first_name="Lena", last_name="Lead")


@pytest.fixture
def desk(lead: User, authority: VettingAuthority) -> Client:
    return desk_of(lead, authority, "lead")


@pytest.fixture
def draft(desk: Client, lead: User, authority: VettingAuthority) -> PolicyDraft:
    return drafts.begin_draft(by=lead, authority=authority)


def page(draft: PolicyDraft, name: str = "") -> str:
    return f"{LIST}versions/{draft.pk}/{name}{'/' if name else ''}"


def filled(response: object) -> dict[str, str]:
    """What the form would send, were nothing changed."""
    form = response.context["form"]  # type: ignore[attr-defined]
    values = {field.html_name: field.value() for field in form}
    return {name: "on" if value is True else str(value) for name, value in values.items() if value not in (False, None)}


def test_a_lead_goes_from_the_list_to_a_copy(desk: Client, authority: VettingAuthority) -> None:
    text = said(desk.get(LIST))
    answer = desk.post(f"{LIST}{authority.pk}/change/", {"based_on": authority.policy_id}, follow=True)

    assert "In force: england 2026-09, from 1 September 2026." in text
    assert told(answer) == ["Begun. Change what you want to, and look at what would follow."]
    assert buttons(answer) == ["Change settings", "Change the text", "See what would change", "Propose", "Put away"]
    assert "Nothing yet: it says what the policy says from which it began." in said(answer)


def test_settings_are_saved_and_the_change_is_shown(desk: Client, draft: PolicyDraft) -> None:
    form = filled(desk.get(page(draft, "settings")))

    answer = desk.post(page(draft, "settings"), form | {"PREVENT-effect": "blocks_booking", "ACCEPTANCE_MAX_MONTHS": "6"}, follow=True)

    new = [line.get_text() for line in own_part(answer).select(".vetting-diff-new code")]
    assert told(answer) == ["Saved. Nothing changes on the site yet."]
    assert "  value: 6" in new
    assert "  effect: blocks_booking" in new


def test_settings_that_are_no_numbers_are_refused_beside_the_field(desk: Client, draft: PolicyDraft) -> None:
    form = filled(desk.get(page(draft, "settings")))

    text = said(desk.post(page(draft, "settings"), form | {"ID_VERIFIED-remind": "soon", "ACCEPTANCE_MAX_MONTHS": "0"}))

    assert "Give days as numbers from 1 to 365" in text
    assert "Ensure this value is greater than or equal to 1." in text


def test_a_text_with_a_mistake_comes_back_with_line_and_key(desk: Client, draft: PolicyDraft) -> None:
    typed = draft.text.replace("source_note:", "colour: red\nsource_note:", 1)

    answer = desk.post(page(draft, "text"), {"text": typed})

    assert "Line 5, colour: no such key is known here." in said(answer)
    assert answer.context["form"]["text"].value() == typed


def test_the_preview_counts_and_names(desk: Client, draft: PolicyDraft, authority: VettingAuthority, lead: User) -> None:
    offer = cleared_offer(authority=authority, version__pattern="occasional")
    settings = {"PREVENT": drafts.CheckSettings(effect="blocks_booking")}

    nothing = said(desk.get(page(draft, "preview")))
    drafts.save_settings(by=lead, draft=draft, numbers={}, checks=settings)
    text = said(desk.get(page(draft, "preview")))

    assert "Nobody and nothing would fall out or come in." in nothing
    assert "Person 1 0" in text
    assert "Offer 1 0" in text
    assert f"{offer} Falls out" in text


def test_a_second_person_publishes_what_was_proposed(desk: Client, draft: PolicyDraft, authority: VettingAuthority) -> None:
    second = desk_of(UserFactory(), authority)
    day = clock.today() + datetime.timedelta(days=7)

    desk.post(page(draft, "propose"), {"holds_from": day.isoformat()})
    own = desk.get(page(draft))
    refused = desk.post(page(draft, "publish"))
    answer = second.post(page(draft, "publish"), follow=True)

    assert buttons(own) == ["See what would change", "Take back"]
    assert "You proposed it, so somebody else of the authority publishes it." in said(own)
    assert "You proposed this version, so somebody else has to publish it." in said(refused)
    assert told(answer) == ["Published. It holds from its day on."]
    assert headline(answer) == "Published, holds from its day"


def test_who_only_reads_is_told_who_changes_it(draft: PolicyDraft, authority: VettingAuthority) -> None:
    auditor = desk_of(UserFactory(), authority, "auditor")

    answer = auditor.get(page(draft))

    assert buttons(answer) == ["See what would change"]
    assert "You may read this; a vetting lead of the authority changes it." in said(answer)
    assert refused_as_auditor(auditor.post(page(draft, "text"), {"text": "x"}))


def test_a_day_that_is_over_is_refused_beside_the_field_and_taking_back_and_putting_away_are_told(desk: Client, draft: PolicyDraft) -> None:
    yesterday, today = clock.today() - datetime.timedelta(days=1), clock.today()

    late = desk.post(page(draft, "propose"), {"holds_from": yesterday.isoformat()})
    desk.post(page(draft, "propose"), {"holds_from": today.isoformat()}, follow=True)
    back = desk.post(page(draft, "take-back"), follow=True)
    away = desk.post(page(draft, "discard"), follow=True)

    assert "A policy holds from today or a later day." in said(late)
    assert (told(back), told(away)) == (["It is being written again."], ["Put away."])
    assert headline(away) == "Put away"
