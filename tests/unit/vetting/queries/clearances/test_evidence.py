import datetime

import pytest

from tests.factories.directory import OfferFactory, PersonFactory, ProviderFactory, VenueFactory
from tests.factories.vetting import CheckFactory, shipped_content
from vetting.enums import CheckScope
from vetting.models import Check
from vetting.queries.clearances.evidence import evidence_of, recorded_checks, subject_key, subject_of, subjects_filter, verified_checks
from vetting.states import CheckState

pytestmark = pytest.mark.django_db

POLICY = shipped_content()


def test_every_subject_has_a_key_and_every_check_finds_it() -> None:
    person, provider, venue, offer = PersonFactory(), ProviderFactory(), VenueFactory(), OfferFactory()
    checks = [
        CheckFactory(person=person),
        CheckFactory(person=None, provider=provider),
        CheckFactory(person=None, venue=venue),
        CheckFactory(person=None, offer=offer),
    ]
    CheckFactory()

    keys = [subject_key(one) for one in (person, provider, venue, offer)]

    assert [subject_of(check) for check in checks] == keys
    assert list(Check.objects.filter(subjects_filter(keys)).order_by("pk")) == checks
    assert list(Check.objects.filter(subjects_filter([]))) == []


def test_verified_checks_come_by_authority_and_subject() -> None:
    person = PersonFactory()
    one, other = CheckFactory(verified=True, person=person), CheckFactory(verified=True, person=person)
    CheckFactory(person=person)
    key = (CheckScope.PERSON, person.pk)

    assert verified_checks([key]) == {(one.authority_id, key): [one], (other.authority_id, key): [other]}


def test_recorded_checks_are_one_authoritys_verified_or_waiting() -> None:
    waiting = CheckFactory()
    person, authority = waiting.person, waiting.authority
    verified = CheckFactory(verified=True, person=person, authority=authority, check_type="SG_TRAINING")
    CheckFactory(person=person, authority=authority, state=CheckState.REVOKED)
    CheckFactory(person=person)
    key = (CheckScope.PERSON, person.pk)

    assert recorded_checks([key], authority) == {key: [waiting, verified]}


def test_evidence_is_codes_and_dates() -> None:
    check = CheckFactory.build(
        authority=None,
        person=None,
        performed_by=None,
        check_type="EMPLOYER_ASSURANCE",
        performed_on=datetime.date(2026, 11, 4),
        expires_on=datetime.date(2027, 11, 4),
        outcome="pass_with_conditions",
        conditions_code="staff_present",
        details={"covers_check_codes": ["ID_VERIFIED"]},
    )

    (evidence,) = evidence_of([check], POLICY)

    assert (evidence.code, evidence.starts, evidence.ends) == ("EMPLOYER_ASSURANCE", datetime.date(2026, 11, 4), datetime.date(2027, 11, 4))
    assert (evidence.passed, evidence.only_supervised, evidence.extends) == (True, True, frozenset())
    assert evidence.stands_for == {"EMPLOYER_ASSURANCE", "ID_VERIFIED"}


def test_what_is_inconclusive_or_unknown_to_the_policy_is_no_evidence() -> None:
    checks = [
        CheckFactory.build(authority=None, person=None, performed_by=None, **changes)
        for changes in ({"outcome": "inconclusive"}, {"check_type": "MOON"}, {"outcome": "fail"})
    ]

    assert [one.passed for one in evidence_of(checks, POLICY)] == [False]
