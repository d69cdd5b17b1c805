"""An officer's look at what people declared."""

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.models import AuditEvent, OutboxMessage
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import OfficerFactory
from tests.support.declaring import Declaring
from tests.support.vetting import Desk, claimed, record
from vetting.enums import SentBackReason
from vetting.exceptions import DeclarationRefusedError
from vetting.models import Check
from vetting.services.checks.reviewing import Look, review_declarations
from vetting.states import CheckState

pytestmark = pytest.mark.django_db
NOTE = "Give the day on your newest policy, please."


def back(check: Check, reason: str = SentBackReason.DATE_LOOKS_WRONG, note: str = NOTE) -> Look:
    return Look(check, verifies=False, reason=reason, note=note)


def states(desk: Desk) -> dict[str, str]:
    return dict(Check.objects.filter(authority=desk.authority).values_list("check_type", "state"))


def test_each_answer_is_decided_for_itself() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    insurance, policy = declaring("PLI"), declaring("SG_POLICY")

    review_declarations(by=desk.first, looks=[Look(insurance, verifies=True), back(policy)])

    policy.refresh_from_db()
    assert states(desk) == {"PLI": CheckState.VERIFIED, "SG_POLICY": CheckState.SENT_BACK}
    assert (policy.sent_back_by, policy.sent_back_reason, policy.sent_back_note) == (desk.first, "date_looks_wrong", NOTE)
    event = AuditEvent.objects.get(action="check.send_back")
    assert (event.reason_code, event.details) == ("date_looks_wrong", {"type": "SG_POLICY"})


def test_who_answered_gets_one_mail_about_all_that_went_back() -> None:
    desk = claimed()
    declaring = Declaring(desk)

    review_declarations(by=desk.first, looks=[back(declaring("PLI")), back(declaring("SG_POLICY"))])

    message = OutboxMessage.objects.get(kind="vetting.declarations_sent_back")
    assert (message.recipient, message.payload) == (desk.member.email, {"user": desk.member.pk, "authority": desk.authority.pk})


def test_what_went_back_is_corrected_and_waits_again() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    first = declaring("SG_POLICY")
    review_declarations(by=desk.first, looks=[back(first)])

    second = declaring("SG_POLICY")

    first.refresh_from_db()
    assert (first.state, first.sent_back_note, second.state) == (CheckState.SUPERSEDED, NOTE, CheckState.RECORDED)


def test_one_refusal_names_its_answer_and_nothing_is_half_done() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    good, bad = declaring("PLI"), declaring("SG_POLICY")

    with pytest.raises(DeclarationRefusedError) as caught:
        review_declarations(by=desk.first, looks=[Look(good, verifies=True), back(bad, note=" ")])

    assert (caught.value.check, caught.value.field) == (bad.pk, "note")
    assert set(states(desk).values()) == {CheckState.RECORDED}
    assert not OutboxMessage.objects.filter(kind="vetting.declarations_sent_back").exists()


@pytest.mark.parametrize(
    ("reason", "note", "field", "words"),
    [
        ("Rosa Brown", NOTE, "reason", "Choose why it goes back."),
        ("", NOTE, "reason", "Choose why it goes back."),
        ("unclear", "", "note", "Write a sentence"),
        ("unclear", "x" * 201, "note", "This looks pasted from a document"),
        ("unclear", "Number 001234567890 please", "note", "holds a long number"),
        ("unclear", "Say whether there are convictions", "note", "must not say anything that a certificate says"),
    ],
)
def test_a_reason_is_one_of_the_codes_and_the_sentence_holds_nothing_of_a_certificate(
    reason: str, note: str, field: str, words: str
) -> None:
    desk = claimed()
    check = Declaring(desk)()

    with pytest.raises(DeclarationRefusedError, match=words) as caught:
        review_declarations(by=desk.first, looks=[back(check, reason, note)])

    assert caught.value.field == field


def test_an_answer_that_was_corrected_meanwhile_is_not_verified_unseen() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    seen = declaring()
    declaring(expires_on=clock.today())

    with pytest.raises(DeclarationRefusedError):
        review_declarations(by=desk.first, looks=[Look(seen, verifies=True)])


def test_who_acts_for_the_provider_neither_verifies_nor_sends_back_whatever_else_they_are() -> None:
    desk = claimed()
    check = Declaring(desk)()
    officer = OfficerFactory(authority=desk.authority).user
    ProviderMemberFactory(provider=desk.case.provider, user=officer)
    OfficerFactory(authority=desk.authority, user=desk.member)

    for user in (officer, desk.member):
        for look in (Look(check, verifies=True), back(check)):
            with pytest.raises(DeclarationRefusedError):
                review_declarations(by=user, looks=[look])


@pytest.mark.parametrize("is_superuser", [False, True])
def test_the_database_lets_nobody_of_the_provider_verify_however_it_is_saved(is_superuser: bool) -> None:
    desk = claimed()
    declaring = Declaring(desk)
    colleague = ProviderMemberFactory(provider=desk.case.provider, user__is_superuser=is_superuser).user
    person = declaring.link()

    for code, subject in (("PLI", desk.case.provider), ("RISK_DECL", desk.offer), ("CODE_OF_CONDUCT", person)):
        check = declaring(code, subject)
        check.state, check.verified_by, check.verified_at = CheckState.VERIFIED, colleague, clock.now()
        with pytest.raises(IntegrityError, match="vetting_check_no_interest"), transaction.atomic():
            check.save()


def test_the_database_lets_no_adult_verify_their_own() -> None:
    desk = claimed()
    person = desk.case.version.people.get()
    check = record(desk, "CODE_OF_CONDUCT", person)
    person.user = desk.second
    person.save()

    with pytest.raises(IntegrityError, match="vetting_check_no_interest"), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(state="verified", verified_by=desk.second, verified_at=clock.now())


def test_the_database_keeps_what_went_back_whole() -> None:
    desk = claimed()
    check = Declaring(desk)()

    for wrong in (
        {"state": "sent_back"},
        {"sent_back_note": NOTE},
        {
            "state": "sent_back",
            "sent_back_by": desk.member,
            "sent_back_at": clock.now(),
            "sent_back_reason": "unclear",
            "sent_back_note": NOTE,
        },
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Check.objects.filter(pk=check.pk).update(**wrong)


def test_what_an_officer_recorded_is_not_sent_back() -> None:
    desk = claimed()
    check = record(desk, "PLI", desk.case.provider)

    with pytest.raises(DeclarationRefusedError, match="revoke it where it is wrong"):
        review_declarations(by=desk.second, looks=[back(check)])
