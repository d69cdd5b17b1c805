"""The buttons on a case: what they do, and whom they refuse with which words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from directory.states import OfferState, VersionState
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from tests.support.officers import case_page, desk_of, own_part, refused_as_auditor, said, signed_in, step, the, told
from tests.support.vetting import Desk, claimed, decided, recommended, record_required, submitted
from vetting.admin.cases.moves import second_officers
from vetting.enums import ClearanceLevel, OfficerRole
from vetting.models import Case, Check, Decision
from vetting.policies.cases import can_decide_case
from vetting.services.cases import handling as cases
from vetting.states import CaseState

pytestmark = pytest.mark.django_db


def first(desk: Desk) -> Client:
    return desk_of(desk.first, desk.authority)


def second(desk: Desk) -> Client:
    return desk_of(desk.second, desk.authority)


def now(desk: Desk) -> Case:
    return Case.objects.get(pk=desk.case.pk)


def test_claiming_takes_one_press() -> None:
    desk = submitted()

    answer = first(desk).post(step(desk.case, "claim"), follow=True)

    assert told(answer) == ["The case is yours."]
    assert (now(desk).state, now(desk).claimed_by) == (CaseState.CLAIMED, desk.first)


def test_opening_the_address_of_a_button_changes_nothing() -> None:
    desk = submitted()

    answer = first(desk).get(step(desk.case, "claim"))

    assert (answer.status_code, answer.headers["Location"]) == (302, case_page(desk.case))
    assert now(desk).state == CaseState.OPEN


def test_who_comes_second_to_a_case_reads_who_has_it() -> None:
    desk = claimed()

    answer = second(desk).post(step(desk.case, "claim"), follow=True)

    assert told(answer) == [f"{desk.first} has this case. Ask them to give it back, or take another one."]
    assert now(desk).claimed_by == desk.first


def test_a_case_is_put_back() -> None:
    desk = claimed()

    answer = first(desk).post(step(desk.case, "release"), follow=True)

    assert told(answer) == ["The case is back in the queue. What was recorded stays."]
    assert (now(desk).state, now(desk).claimed_by) == (CaseState.OPEN, None)


def test_the_provider_is_asked() -> None:
    desk = claimed()

    answer = first(desk).post(step(desk.case, "ask"), {"question": "Which course did Rosa take?"}, follow=True)

    assert told(answer) == ["The provider has been asked."]
    assert (now(desk).state, now(desk).question) == (CaseState.WAITING_ON_PROVIDER, "Which course did Rosa take?")


def test_a_question_that_looks_copied_is_refused_at_the_field_and_kept_there() -> None:
    desk = claimed()

    answer = first(desk).post(step(desk.case, "ask"), {"question": "What is 001234567890 on the certificate?"})

    assert "holds a long number, as certificates have. Leave it out: it is not kept." in said(answer)
    assert "What is 001234567890 on the certificate?" in said(answer)
    assert now(desk).state == CaseState.CLAIMED


def test_who_does_not_have_the_case_asks_nothing() -> None:
    desk = claimed()

    answer = second(desk).post(step(desk.case, "ask"), {"question": "Which course did Rosa take?"})

    assert "Claim the case first: whoever has it asks and recommends." in said(answer)


def test_clearing_is_not_recommended_while_something_needed_is_not_recorded() -> None:
    desk = claimed()

    page = first(desk).get(step(desk.case, "recommend"))
    answer = first(desk).post(step(desk.case, "recommend"), {"outcome": "cleared"})

    assert "You can't recommend to clear it yet. These are not recorded: Identity seen (" in said(page)
    assert "Not recorded yet: Identity seen (" in said(answer)
    assert now(desk).state == CaseState.CLAIMED


def test_a_recommendation_hands_the_case_to_a_second_officer() -> None:
    desk = claimed()
    record_required(desk, verify=False)

    answer = first(desk).post(step(desk.case, "recommend"), {"outcome": "cleared"}, follow=True)

    assert told(answer) == ["Recommended. A second officer verifies and decides."]
    assert (now(desk).state, now(desk).recommended_by) == (CaseState.RECOMMENDED, desk.first)


def test_an_outcome_has_to_be_chosen() -> None:
    desk = claimed()

    answer = first(desk).post(step(desk.case, "recommend"), {})

    assert "Choose one." in said(answer)


def test_the_second_officer_sends_it_back_with_a_note() -> None:
    desk = recommended()

    answer = second(desk).post(step(desk.case, "send-back"), {"note": "Which insurer was it?"}, follow=True)

    assert told(answer) == ["The case went back."]
    assert now(desk).state == CaseState.CLAIMED
    assert list(now(desk).notes.values_list("text", "author")) == [("Which insurer was it?", desk.second.pk)]


def test_the_second_officer_clears_and_the_offer_is_listed_at_once() -> None:
    desk = recommended()

    page = second(desk).get(step(desk.case, "decide"))
    answer = second(desk).post(step(desk.case, "decide"), {"outcome": "cleared", "level": "supervised"}, follow=True)

    assert f"{desk.first} recommends: cleared. If you agree, the offer is on the site at once." in said(page)
    assert told(answer) == ["Cleared: the offer is on the site now."]
    desk.offer.refresh_from_db()
    assert (desk.offer.state, desk.offer.is_shown) == (OfferState.LISTED, True)
    assert Decision.objects.get().decided_by == desk.second


def test_only_levels_for_which_everything_is_in_place_can_be_chosen() -> None:
    desk = recommended(version__pattern="one_off")

    page = second(desk).get(step(desk.case, "decide"))
    answer = second(desk).post(step(desk.case, "decide"), {"outcome": "cleared", "level": "unsupervised"})

    assert [one["value"] for one in own_part(page).select('input[name="level"]')] == [ClearanceLevel.LISTED_ONLY, ClearanceLevel.SUPERVISED]
    assert "Without school staff in the room Not in place and verified: Enhanced DBS check (" in said(page)
    assert "Select a valid choice." in said(answer)
    assert now(desk).state == CaseState.RECOMMENDED


def test_nothing_is_decided_while_checks_wait_for_a_second_pair_of_eyes() -> None:
    desk = claimed()
    record_required(desk, verify=False)
    cases.recommend(by=desk.first, case=desk.case, outcome="cleared")

    page = second(desk).get(step(desk.case, "decide"))

    assert "10 checks wait for you to verify them. Look at them first" in said(page)
    assert own_part(page).select("form") == []


def test_declining_needs_a_sentence_for_the_provider_and_makes_the_offer_a_draft() -> None:
    desk = recommended(outcome="declined")

    silent = second(desk).post(step(desk.case, "decide"), {"outcome": "declined", "message": ""})
    answer = second(desk).post(step(desk.case, "decide"), {"outcome": "declined", "message": "Come back with insurance."}, follow=True)

    assert "Fill this in." in said(silent)
    assert told(answer) == ["Declined. The provider has been told."]
    desk.case.version.refresh_from_db()
    assert desk.case.version.state == VersionState.DRAFT


def test_a_decision_on_a_page_that_is_out_of_date_is_refused() -> None:
    desk = recommended(outcome="declined")

    answer = second(desk).post(step(desk.case, "decide"), {"outcome": "cleared", "level": "supervised", "message": "Fine."})

    assert "This is not what was recommended. Send the case back if you see it differently." in said(answer)
    assert now(desk).state == CaseState.RECOMMENDED


def test_pages_of_steps_that_are_not_due_lead_back_to_the_case() -> None:
    desk = decided()

    answers = [second(desk).get(step(desk.case, name), follow=True) for name in ("ask", "recommend", "send-back", "decide")]

    assert {(answer.redirect_chain[-1][0], *told(answer)) for answer in answers} == {
        (case_page(desk.case), "This can't be done now. The case stands like this: Decided.")
    }


def test_a_step_that_somebody_else_was_quicker_with_is_refused_kindly() -> None:
    desk = decided()

    answer = second(desk).post(step(desk.case, "decide"), {"outcome": "cleared", "level": "supervised"})

    assert "This can't be done now. The case stands like this: Decided." in said(answer)


@pytest.mark.parametrize("is_superuser", [False, True])
def test_who_recommended_does_not_decide_superusers_no_less(is_superuser: bool) -> None:
    desk = recommended()
    desk.first.is_superuser = is_superuser
    desk.first.save()

    page = first(desk).get(step(desk.case, "decide"))
    answer = first(desk).post(step(desk.case, "decide"), {"outcome": "cleared", "level": "supervised"})

    assert "You recommended it, so somebody else decides." in said(page)
    assert own_part(page).select("form") == []
    assert answer.status_code == 200
    assert now(desk).state == CaseState.RECOMMENDED


def test_a_superuser_without_a_part_has_no_buttons_at_all() -> None:
    desk = recommended()
    client = signed_in(UserFactory(is_superuser=True))

    answers = {client.post(step(desk.case, name), {"outcome": "cleared", "level": "supervised"}).status_code for name in STEPS}

    assert answers == {404}
    assert now(desk).state == CaseState.RECOMMENDED


STEPS = ("claim", "release", "ask", "recommend", "send-back", "decide", "note", "verify", "rule/1", "record/PLI/organisation/1")


@pytest.mark.parametrize("name", STEPS)
def test_an_officer_of_another_authority_finds_none_of_it(name: str) -> None:
    desk = claimed()
    stranger = desk_of(UserFactory(), VettingAuthorityFactory())

    assert stranger.get(step(desk.case, name)).status_code == 404
    assert stranger.post(step(desk.case, name), {"text": "Hello", "question": "Hello?"}).status_code in {404, 405}
    assert now(desk).state == CaseState.CLAIMED


def test_who_may_decide_is_the_same_as_a_list_and_one_by_one() -> None:
    desk = recommended()
    authority = desk.authority
    lead, auditor, member, leading = (OfficerFactory(authority=authority, role=role).user for role in PARTS)
    ProviderMemberFactory(provider=desk.case.provider, user=member)
    person = desk.case.version.people.get()
    person.user = leading
    person.save()
    ended = OfficerFactory(authority=authority, ended_at="2026-01-01T00:00Z").user
    everybody = [desk.first, desk.second, desk.member, lead, auditor, member, leading, ended, UserFactory(is_superuser=True)]

    one_by_one = [user for user in everybody if can_decide_case(user, now(desk))]

    assert set(second_officers(now(desk))) == set(one_by_one) == {desk.second, lead}


PARTS = (OfficerRole.LEAD, OfficerRole.AUDITOR, OfficerRole.OFFICER, OfficerRole.OFFICER)


def test_a_note_is_added() -> None:
    desk = claimed()

    answer = second(desk).post(step(desk.case, "note"), {"text": "Rang; no answer."}, follow=True)

    assert told(answer) == ["Noted."]
    assert "Rang; no answer." in said(answer)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("x" * 201, "Ensure this value has at most 200 characters"),
        ("Certificate 0012 3456 7890", "holds a long number"),
        ("She was cautioned once", "must not say anything that a certificate says"),
        ("", "Fill this in."),
    ],
)
def test_a_note_that_has_no_place_here_is_refused_and_what_was_typed_is_kept(text: str, refusal: str) -> None:
    desk = claimed()

    answer = first(desk).post(step(desk.case, "note"), {"text": text})

    assert refusal in said(answer)
    assert the(own_part(answer), 'input[name="text"]').get("value", "") == text
    assert not now(desk).notes.exists()


def test_an_auditor_adds_no_note() -> None:
    desk = claimed()

    answer = desk_of(UserFactory(), desk.authority, OfficerRole.AUDITOR).post(step(desk.case, "note"), {"text": "Hello"})

    assert refused_as_auditor(answer)
    assert not now(desk).notes.exists()


@pytest.mark.parametrize("name", ["claim", "release", "ask", "recommend", "send-back", "decide", "note"])
def test_a_file_is_refused_whatever_it_is_sent_with(name: str) -> None:
    desk = recommended() if name in {"send-back", "decide"} else submitted() if name == "claim" else claimed()
    before = now(desk).state
    certificate = SimpleUploadedFile("certificate.pdf", b"%PDF-1.7", content_type="application/pdf")
    fields = {"question": "Why?", "text": "Hello", "note": "Look again", "outcome": "cleared", "level": "supervised"}
    client = second(desk) if name in {"send-back", "decide"} else first(desk)

    answer = client.post(step(desk.case, name), {**fields, "file": certificate}, follow=True)

    refusal = "No files are taken here. Nothing of a certificate or document is kept: write down the outcome and the dates."
    assert refusal in [said(answer), *told(answer)] or refusal in said(answer)
    assert now(desk).state == before
    assert not now(desk).notes.exists()


def test_a_file_is_refused_with_a_check_too() -> None:
    desk = claimed()
    certificate = SimpleUploadedFile("certificate.pdf", b"%PDF-1.7", content_type="application/pdf")

    answer = first(desk).post(step(desk.case, f"record/PLI/organisation/{desk.case.provider_id}"), {"file": certificate})

    assert "No files are taken here." in said(answer)
    assert not Check.objects.exists()
