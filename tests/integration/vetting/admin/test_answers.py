"""Officers look at what people declared: all of one case on one page, each decided for itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from core.models import AuditEvent
from tests.factories.directory import ProviderMemberFactory
from tests.support.declaring import Declaring
from tests.support.officers import buttons, case_page, desk_of, own_part, said, step, told
from tests.support.vetting import Desk, claimed, record, submitted
from vetting.models import Check
from vetting.states import CheckState

pytestmark = pytest.mark.django_db


def answers(desk: Desk) -> str:
    return step(desk.case, "answers")


def states() -> dict[str, str]:
    return dict(Check.objects.values_list("check_type", "state"))


def test_the_page_shows_every_answer_in_words_and_chooses_nothing() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    declaring("PLI")
    declaring("CODE_OF_CONDUCT", declaring.person)

    page = desk_of(desk.first, desk.authority).get(answers(desk))

    text = said(page)
    assert f"Public liability insurance {desk.case.provider.name} Answered" in text
    assert f"by {desk.member}" in text
    assert "Limit in pounds 5,000,000 Covers this activity with children Yes" in text
    assert {one["value"] for one in own_part(page).select("input[type=radio][checked]")} == {"not_now"}
    assert own_part(page).select("input[type=file]") == []
    assert AuditEvent.objects.filter(action="evidence.read", actor_id=desk.first.pk).exists()


def test_several_are_verified_and_one_goes_back_in_one_step() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    insurance, policy, later = declaring("PLI"), declaring("SG_POLICY"), declaring("RISK_DECL", desk.offer)
    fields = {
        f"look-{insurance.pk}": "verify",
        f"look-{policy.pk}": "send_back",
        f"reason-{policy.pk}": "unclear",
        f"note-{policy.pk}": "Tell us where the policy can be read.",
        f"look-{later.pk}": "not_now",
    }

    answer = desk_of(desk.first, desk.authority).post(answers(desk), fields, follow=True)

    assert told(answer) == ["Saved. What you verified counts from now; whose answers went back has been told."]
    assert states() == {"PLI": CheckState.VERIFIED, "SG_POLICY": CheckState.SENT_BACK, "RISK_DECL": CheckState.RECORDED}
    assert "Sent back: It is not clear. It is their move." in said(answer)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": ""}, "Choose why it goes back."),
        ({"reason": "Rosa Brown"}, "Select a valid choice. Rosa Brown is not one of the available choices."),
        ({"note": ""}, "Write a sentence that tells them what to do."),
        ({"note": "See certificate 001234567890"}, "holds a long number, as certificates have."),
        ({"note": "long " * 50}, "Ensure this value has at most 200 characters"),
    ],
)
def test_a_refusal_stands_at_its_answer_what_was_said_is_kept_and_nothing_is_half_done(changes: dict[str, str], words: str) -> None:
    desk = claimed()
    declaring = Declaring(desk)
    insurance, policy = declaring("PLI"), declaring("SG_POLICY")
    given = {"look": "send_back", "reason": "unclear", "note": "Tell us where it can be read."} | changes
    fields = {f"{name}-{policy.pk}": text for name, text in given.items()} | {f"look-{insurance.pk}": "verify"}

    answer = desk_of(desk.first, desk.authority).post(answers(desk), fields)

    assert words in said(answer)
    assert answer.context["form"].data[f"look-{insurance.pk}"] == "verify"
    assert set(states().values()) == {CheckState.RECORDED}


def test_saying_nothing_is_told() -> None:
    desk = claimed()
    check = Declaring(desk)()

    answer = desk_of(desk.first, desk.authority).post(answers(desk), {f"look-{check.pk}": "not_now"})

    assert "Say of at least one answer that it is right, or send it back." in said(answer)


def test_an_answer_that_was_corrected_since_the_page_was_opened_is_not_verified_unseen() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    seen = declaring()
    declaring(expires_on=clock.today())

    answer = desk_of(desk.first, desk.authority).post(answers(desk), {f"look-{seen.pk}": "verify"})

    assert "An answer was corrected or dealt with since you opened this page." in said(answer)
    assert not Check.objects.filter(state=CheckState.VERIFIED).exists()


def test_pressing_twice_is_told_and_changes_nothing() -> None:
    desk = claimed()
    check = Declaring(desk)()
    client = desk_of(desk.first, desk.authority)

    client.post(answers(desk), {f"look-{check.pk}": "verify"})
    again = client.post(answers(desk), {f"look-{check.pk}": "verify"})

    assert "An answer was corrected or dealt with since you opened this page." in said(again)
    assert AuditEvent.objects.filter(action="check.verify").count() == 1


def test_an_officer_who_is_a_member_of_the_provider_is_told_that_another_looks() -> None:
    desk = claimed()
    check = Declaring(desk)()
    ProviderMemberFactory(provider=desk.case.provider, user=desk.second)
    client = desk_of(desk.second, desk.authority)

    page = client.get(answers(desk))
    answer = client.post(answers(desk), {f"look-{check.pk}": "verify"})

    assert "another officer has to look at them" in said(page)
    assert "An answer was corrected or dealt with" in said(answer)
    assert states() == {"PLI": CheckState.RECORDED}


def test_a_file_is_refused() -> None:
    desk = claimed()
    check = Declaring(desk)()
    pdf = SimpleUploadedFile("scan.pdf", b"%PDF-1.7", content_type="application/pdf")

    answer = desk_of(desk.first, desk.authority).post(answers(desk), {f"look-{check.pk}": "verify", "scan": pdf})

    assert "No files are taken here." in said(answer)
    assert states() == {"PLI": CheckState.RECORDED}


def test_the_case_page_leads_to_the_answers_first_and_says_how_they_stand() -> None:
    desk = claimed()
    check = Declaring(desk)()
    client = desk_of(desk.first, desk.authority)

    page = client.get(case_page(desk.case))
    way = client.get(step(desk.case, "verify"))

    text = said(page)
    assert buttons(page)[0] == "Verify checks (1)"
    assert "Answered, waits for an officer" in text
    assert f"Declared by {desk.member}" in text
    assert way.headers["Location"] == answers(desk)
    assert own_part(page).select_one(f'a[href="{answers(desk)}#answer-{check.pk}"]') is not None
    assert "Answered “Public liability insurance” of" in text


def test_the_list_names_cases_with_answers_and_only_of_the_own_authority() -> None:
    desk, theirs = submitted(), submitted()
    Declaring(desk)()
    Declaring(theirs)()
    client = desk_of(desk.first, desk.authority)

    page = client.get("/admin/vetting/answers/")

    assert desk.case.reference in said(page)
    assert theirs.case.reference not in said(page)
    assert "No answer waits for a look." in said(desk_of(claimed().first, claimed().authority).get("/admin/vetting/answers/"))


def test_the_case_page_and_the_answers_ask_as_many_questions_for_many_as_for_few() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    client = desk_of(desk.first, desk.authority)
    declaring()
    client.get(case_page(desk.case))
    few = queries_of(client, case_page(desk.case)), queries_of(client, answers(desk))

    for code in ("SG_POLICY", "EQUALITY"):
        declaring(code)
    declaring("RISK_DECL", desk.offer)
    record(desk, "ID_VERIFIED", declaring.person)

    many = queries_of(client, case_page(desk.case)), queries_of(client, answers(desk))
    assert [later <= earlier for later, earlier in zip(many, few, strict=True)] == [True, True], (few, many)


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)
