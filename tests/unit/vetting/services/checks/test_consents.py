"""Consent to look-ups: for one authority, given and withdrawn, and respected at once."""

import pytest

from core.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, ProviderMemberFactory
from tests.factories.vetting import CheckFactory, OfficerFactory, PolicyFactory, VettingAuthorityFactory, shipped_policy
from tests.support.vetting import Desk, claimed, record, record_required
from vetting.exceptions import CheckRefusedError, ConsentError, NotAllowedError
from vetting.models import Check, StatusConsent
from vetting.services.checks.consents import give_consent, withdraw_consent
from vetting.services.checks.recording import verify_check
from vetting.services.clearances.merging import merge_person

pytestmark = pytest.mark.django_db


def with_certificate() -> Desk:
    desk = claimed(version__pattern="weekly")
    record_required(desk)
    return desk


def test_it_is_written_down_by_whom_when_and_for_whom() -> None:
    desk = claimed()
    person = desk.case.version.people.get()

    consent = give_consent(by=desk.member, person=person, authority=desk.authority, scope="once")
    again = give_consent(by=desk.member, person=person, authority=desk.authority, scope="once")
    wider = give_consent(by=desk.member, person=person, authority=desk.authority, scope="while_listed")

    consent.refresh_from_db()
    assert again == consent
    assert (consent.withdrawn_at is not None, wider.withdrawn_at) == (True, None)
    assert AuditEvent.objects.filter(action="consent.give").first().details == {  # type: ignore[union-attr]  # there is one
        "person": person.pk,
        "authority": desk.authority.pk,
        "scope": "once",
    }


def test_strangers_and_officers_give_nothing() -> None:
    desk = claimed()
    person = desk.case.version.people.get()

    for user in (desk.first, UserFactory(is_superuser=True)):
        with pytest.raises(NotAllowedError):
            give_consent(by=user, person=person, authority=desk.authority, scope="once")
        with pytest.raises(NotAllowedError):
            withdraw_consent(by=user, person=person, authority=desk.authority)


def test_where_the_policy_knows_no_look_ups_there_is_nothing_to_allow() -> None:
    content = shipped_policy() | {"checks": [one for one in shipped_policy()["checks"] if one["code"] != "DBS_STATUS"]}
    person = PersonFactory(user=UserFactory())
    authority = VettingAuthorityFactory(policy=PolicyFactory(code="plain", content=content))

    with pytest.raises(ConsentError, match="makes no such look-ups"):
        give_consent(by=person.user, person=person, authority=authority, scope="once")


def test_an_officer_records_a_status_with_consent_to_their_own_authority_alone() -> None:
    desk = with_certificate()
    person = desk.case.version.people.get()
    give_consent(by=desk.member, person=person, authority=VettingAuthorityFactory(), scope="while_listed")

    with pytest.raises(CheckRefusedError, match="No consent to a look-up"):
        record(desk, "DBS_STATUS", person)
    consent = give_consent(by=desk.member, person=person, authority=desk.authority, scope="while_listed")
    check = record(desk, "DBS_STATUS", person, details=typed(consent_given_on="2020-01-01", consent_scope="once"))

    on_file = consent.given_at.date().isoformat()
    assert (check.details["consent_given_on"], check.details["consent_scope"]) == (on_file, "while_listed")


def typed(**answers: str) -> dict[str, str]:
    return {"original_seen_on": "2026-01-05", "result_code": "current"} | answers


def test_withdrawal_is_respected_at_once_by_who_would_record_and_who_would_verify() -> None:
    desk = with_certificate()
    person = desk.case.version.people.get()
    give_consent(by=desk.member, person=person, authority=desk.authority, scope="while_listed")
    recorded = record(desk, "DBS_STATUS", person)

    withdraw_consent(by=desk.member, person=person, authority=desk.authority)

    with pytest.raises(CheckRefusedError, match="No consent"):
        record(desk, "DBS_STATUS", person)
    with pytest.raises(CheckRefusedError, match="withdrawn their consent"):
        verify_check(by=desk.second, check=recorded)
    assert Check.objects.get(pk=recorded.pk).state == "recorded"
    withdraw_consent(by=desk.member, person=person, authority=desk.authority)


def test_one_look_up_is_verified_and_then_used_up_until_another_is_allowed() -> None:
    desk = with_certificate()
    person = desk.case.version.people.get()
    first = give_consent(by=desk.member, person=person, authority=desk.authority, scope="once")
    recorded = record(desk, "DBS_STATUS", person)

    verify_check(by=desk.second, check=recorded)
    with pytest.raises(CheckRefusedError, match="They allowed one look-up"):
        record(desk, "DBS_STATUS", person)

    assert give_consent(by=desk.member, person=person, authority=desk.authority, scope="once") != first


def test_two_records_of_one_human_have_one_consent() -> None:
    keep, gone = PersonFactory(user=UserFactory()), PersonFactory(user=UserFactory())
    both, one = VettingAuthorityFactory(), VettingAuthorityFactory()
    for person in (keep, gone):
        give_consent(by=person.user, person=person, authority=both, scope="once")
    give_consent(by=gone.user, person=gone, authority=one, scope="once")

    merge_person(keep_id=keep.pk, gone_id=gone.pk)

    assert sorted(StatusConsent.objects.values_list("person", "authority")) == sorted([(keep.pk, both.pk), (keep.pk, one.pk)])


def test_a_check_of_another_kind_needs_no_consent() -> None:
    check = CheckFactory(check_type="ID_VERIFIED")
    officer = OfficerFactory(authority=check.authority).user
    ProviderMemberFactory()

    assert verify_check(by=officer, check=check).state == "verified"
