"""Who lets another authority's statement stand; and that lists say the same as questions."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.partners import CrossAuthorityAlertFactory, RecognitionFactory
from tests.factories.vetting import AssuranceStatementFactory, OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.models import CrossAuthorityAlert, Recognition, VettingAuthority
from vetting.policies.recognitions import (
    can_acknowledge_alert,
    can_confirm_recognition,
    can_recognise,
    can_see_alert,
    can_see_recognition,
    can_withdraw_recognition,
)
from vetting.policies.roles import Visitor
from vetting.states.partners import RecognitionState

pytestmark = pytest.mark.django_db


def everybody(authority: VettingAuthority) -> dict[str, Visitor]:
    return {role: OfficerFactory(authority=authority, role=role).user for role in OfficerRole.values} | {
        "stranger": OfficerFactory(role=OfficerRole.LEAD).user,
        "superuser": UserFactory(is_superuser=True),
        "anonymous": AnonymousUser(),
    }


def test_officers_and_leads_recognise_what_others_say() -> None:
    authority, statement = VettingAuthorityFactory(), AssuranceStatementFactory()

    assert [name for name, user in everybody(authority).items() if can_recognise(user, authority, statement)] == ["officer", "lead"]


def test_not_their_own_statement_nor_one_that_they_issued_nor_about_a_provider_of_theirs() -> None:
    authority, statement = VettingAuthorityFactory(), AssuranceStatementFactory()
    officer = OfficerFactory(authority=authority).user
    ProviderMemberFactory(provider=statement.provider, user=OfficerFactory(authority=authority).user)
    close = ProviderMemberFactory(provider=statement.provider, user=officer).user

    assert not can_recognise(close, authority, statement)
    assert not can_recognise(OfficerFactory(authority=statement.authority).user, statement.authority, statement)
    assert not can_recognise(OfficerFactory(authority=authority, user=statement.issued_by).user, authority, statement)


def test_a_second_officer_confirms_and_anybody_who_works_there_withdraws() -> None:
    recognition = RecognitionFactory(proposed=True)
    people = everybody(recognition.authority)
    first = OfficerFactory(authority=recognition.authority, user=recognition.recognised_by).user

    assert [name for name, user in people.items() if can_confirm_recognition(user, recognition)] == ["officer", "lead"]
    assert not can_confirm_recognition(first, recognition)
    assert [name for name, user in people.items() if can_withdraw_recognition(user, recognition)] == ["officer", "lead"]
    recognition.state = RecognitionState.CONFIRMED
    assert not can_confirm_recognition(people["lead"], recognition)
    recognition.state = RecognitionState.WITHDRAWN
    assert not can_withdraw_recognition(people["lead"], recognition)


def test_lists_and_questions_agree() -> None:
    recognition, alert = RecognitionFactory(), CrossAuthorityAlertFactory()
    RecognitionFactory()
    CrossAuthorityAlertFactory()

    for authority in (recognition.authority, alert.authority, alert.contact):
        for user in everybody(authority).values():
            seen = {one for one in Recognition.objects.all() if can_see_recognition(user, one)}
            told = {one for one in CrossAuthorityAlert.objects.all() if can_see_alert(user, one)}
            assert set(Recognition.objects.visible_to(user)) == seen
            assert set(CrossAuthorityAlert.objects.visible_to(user)) == told
    people = everybody(alert.authority)
    assert [name for name, user in people.items() if can_see_alert(user, alert)] == list(OfficerRole.values)
    assert [name for name, user in people.items() if can_acknowledge_alert(user, alert)] == ["officer", "lead"]
