"""Mails about what people answer themselves name checks and steps, never an answer."""

import pytest

from core.models import OutboxMessage
from core.outbox import Mail, decide
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.support.declaring import Declaring
from tests.support.vetting import claimed, submitted
from vetting.services.checks.reviewing import Look, review_declarations

pytestmark = pytest.mark.django_db


def mail(kind: str, **payload: object) -> Mail | None:
    return decide(OutboxMessage(kind=f"vetting.{kind}", payload=payload))


def test_answers_to_look_at_are_counted_when_the_mail_goes_out_and_named_by_nothing_they_say() -> None:
    desk = claimed(version__title="Grow your lunch")
    declaring = Declaring(desk)
    checks = [declaring("PLI"), declaring("SG_POLICY")]

    sent = mail("declared", case=desk.case.pk)
    review_declarations(by=desk.first, looks=[Look(check, verifies=True) for check in checks])

    assert sent is not None
    assert sent.subject == f"{desk.case.reference}: 2 answers to look at"
    assert f"/vetting/cases/{desk.case.pk}/answers/" in sent.text
    assert "5,000,000" not in sent.text + sent.html
    assert mail("declared", case=desk.case.pk) is None


def test_what_went_back_is_named_without_the_officers_sentence_until_it_is_corrected() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    look = Look(declaring("SG_POLICY"), verifies=False, reason="unclear", note="Say where it can be read.")
    review_declarations(by=desk.first, looks=[look])
    payload = {"user": desk.member.pk, "authority": desk.authority.pk}

    sent = mail("declarations_sent_back", **payload)
    declaring("SG_POLICY")

    assert sent is not None
    assert sent.subject == f"{desk.authority.name} asks you to look at an answer again"
    assert ["Safeguarding policy and named lead" in body for body in (sent.text, sent.html)] == [True, True]
    assert "Say where it can be read." not in sent.text + sent.html
    assert mail("declarations_sent_back", **payload) is None


def test_an_adult_is_asked_while_the_case_is_open_and_they_take_part() -> None:
    person = PersonFactory(user=UserFactory())
    desk = submitted(version__people=[person], version__title="Grow your lunch")

    sent = mail("adult_asked", case=desk.case.pk, person=person.pk)
    desk.case.version.people.clear()

    assert sent is not None
    assert sent.subject == f"{desk.case.provider.name}: a few answers from you"
    assert ["“Grow your lunch”" in body for body in (sent.text, sent.html)] == [True, True]
    assert mail("adult_asked", case=desk.case.pk, person=person.pk) is None
