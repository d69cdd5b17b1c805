"""Where somebody finds a check that they can answer."""

import pytest

from portal.queries.declarations import last_answer, question_of, sent_back_answer
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.support.declaring import Declaring
from tests.support.vetting import Desk, claimed
from vetting.services.checks.reviewing import Look, review_declarations

pytestmark = pytest.mark.django_db


def asked(desk: Desk, user: object, code: str = "PLI", scope: str = "organisation", subject: int = 0) -> object:
    return question_of(user, desk.offer.slug, code, scope, subject or desk.case.provider_id)


def test_a_member_finds_what_is_asked_of_the_offer_and_can_be_answered() -> None:
    desk = claimed()
    person = desk.case.version.people.get().pk

    assert asked(desk, desk.member) is not None
    assert asked(desk, desk.member, "CODE_OF_CONDUCT", "person", person) is not None
    assert asked(desk, desk.member, "RISK_DECL", "offer", desk.offer.pk) is not None


def test_what_is_not_asked_or_not_to_be_answered_is_not_there() -> None:
    desk, other = claimed(), claimed()
    person = desk.case.version.people.get().pk

    assert asked(desk, desk.member, "ID_VERIFIED", "person", person) is None
    assert asked(desk, desk.member, "FIRE_SAFETY", "venue", 1) is None
    assert asked(desk, desk.member, "NONSENSE") is None
    assert asked(desk, desk.member, subject=other.case.provider_id) is None
    assert asked(desk, other.member) is None
    assert asked(desk, desk.first) is None


def test_an_adult_finds_what_is_theirs_and_nothing_else_of_the_offer() -> None:
    desk = claimed()
    person = desk.case.version.people.get()
    person.user = UserFactory()
    person.save()

    found = question_of(person.user, desk.offer.slug, "CODE_OF_CONDUCT", "person", person.pk)

    assert found is not None
    assert (found.subject, found.is_edited) == (person, False)
    assert asked(desk, person.user) is None


def test_the_last_answer_is_for_those_whose_words_it_is() -> None:
    desk = claimed()
    check = Declaring(desk)()
    question = question_of(desk.member, desk.offer.slug, "PLI", "organisation", desk.case.provider_id)
    assert question is not None
    review_declarations(by=desk.first, looks=[Look(check, verifies=False, reason="unclear", note="Say until when.")])

    assert last_answer(desk.member, question) == sent_back_answer(question) == check
    assert last_answer(ProviderMemberFactory().user, question) is None
