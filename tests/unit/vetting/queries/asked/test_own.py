"""What an adult is asked themselves: once for each authority, whoever they do it for."""

import pytest

from directory.models import Person
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, PersonFactory, ProviderMemberFactory, ProviderPersonFactory
from tests.factories.vetting import VettingAuthorityFactory
from tests.support.vetting import submitted
from vetting.queries.asked.own import is_asked_alone, own_questions, own_versions

pytestmark = pytest.mark.django_db


def rosa() -> Person:
    person: Person = PersonFactory(user=UserFactory())
    return person


def test_the_same_question_of_two_providers_is_one_and_of_two_authorities_two() -> None:
    person, authority, other = rosa(), VettingAuthorityFactory(), VettingAuthorityFactory()
    for vets in (authority, authority, other):
        submitted(vets, version__people=[person])

    asked = own_questions(person)

    codes = [one.requirement.code for one in asked if one.authority == authority]
    assert sorted(codes) == ["CODE_OF_CONDUCT", "PREVENT", "SG_TRAINING"]
    assert len(asked) == 2 * len(codes)
    assert {one.requirement.subject_key for one in asked} == {("person", person.pk)}


def test_drafts_and_what_is_put_away_ask_nothing_yet() -> None:
    person = rosa()
    OfferFactory(version__people=[person])
    OfferFactory(state="archived", version__people=[person], version__state="in_review")

    assert (own_versions(person), own_questions(person), is_asked_alone(person.user)) == ([], [], False)


def test_whoever_acts_for_the_provider_is_not_asked_alone() -> None:
    person = rosa()
    desk = submitted(version__people=[person])
    ProviderPersonFactory(provider=desk.case.provider, person=person)
    assert person.user is not None
    assert is_asked_alone(person.user)

    ProviderMemberFactory(provider=desk.case.provider, user=person.user)

    assert not is_asked_alone(person.user)
