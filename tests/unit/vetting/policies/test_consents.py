import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, ProviderMemberFactory, ProviderPersonFactory
from tests.factories.partners import StatusConsentFactory
from tests.factories.vetting import OfficerFactory
from vetting.policies.consents import can_speak_for, can_withdraw_consent

pytestmark = pytest.mark.django_db


def test_the_adult_and_who_acts_for_a_provider_of_theirs_speak_and_nobody_else() -> None:
    person = PersonFactory(user=UserFactory())
    link = ProviderPersonFactory(person=person)
    member = ProviderMemberFactory(provider=link.provider).user
    gone = ProviderMemberFactory(provider=link.provider, left_at=clock.now()).user
    former = ProviderPersonFactory(person=person, left_on=clock.today())
    consent = StatusConsentFactory(person=person)
    others = [gone, ProviderMemberFactory(provider=former.provider).user, ProviderMemberFactory().user]
    others += [UserFactory(is_superuser=True), OfficerFactory(authority=consent.authority).user, AnonymousUser()]

    for user in (person.user, member):
        assert can_speak_for(user, person)
        assert can_withdraw_consent(user, consent)
    assert [can_speak_for(user, person) for user in others] == [False] * 6
