"""Accepting a whole list for a year: whom it covers, until when, and how it ends."""

import datetime

import pytest
import time_machine

from core.models import AuditEvent
from directory.models import Offer
from schools.enums import SchoolRole
from schools.models import SchoolMember
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import VettingAuthorityFactory, cleared_offer, shipped_content
from vetting.enums import ClearanceLevel
from vetting.exceptions import AcceptanceError, NotAllowedError
from vetting.models import ReliancePolicy, VettingAuthority
from vetting.queries.assurance.acceptance import live_acceptance
from vetting.services.assurance.acceptance import accept_assurance
from vetting.services.assurance.reliance import accept_list, leave_out, take_in, withdraw_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def authority() -> VettingAuthority:
    authority: VettingAuthority = VettingAuthorityFactory()
    return authority


@pytest.fixture
def head() -> SchoolMember:
    member: SchoolMember = SchoolMemberFactory(roles=[SchoolRole.APPROVER])
    return member


def accept(head: SchoolMember, authority: VettingAuthority, level: str = ClearanceLevel.UNSUPERVISED) -> ReliancePolicy:
    return accept_list(by=head.user, school=head.school, authority=authority, level=level)


def until(head: SchoolMember, offer: Offer, on: datetime.date = TODAY, supervision: str = "") -> datetime.date | None:
    found = live_acceptance(head.school, offer.provider, on, supervision=supervision)
    return found.expires_on if found else None


def test_everybody_whom_the_authority_assures_is_accepted_until_the_first_check_ends(
    head: SchoolMember, authority: VettingAuthority
) -> None:
    ours = cleared_offer(authority=authority, expires={"PLI": datetime.date(2027, 2, 1)})
    theirs = cleared_offer()
    assert until(head, ours) is None

    policy = accept(head, authority)

    assert (until(head, ours), until(head, theirs)) == (datetime.date(2027, 2, 1), None)
    assert (policy.starts_on, policy.ends_on) == (TODAY, datetime.date(2027, 11, 22))


def test_it_holds_for_twelve_months_and_not_a_day_longer(head: SchoolMember, authority: VettingAuthority) -> None:
    offer = cleared_offer(authority=authority, expires={check.code: datetime.date(2030, 1, 1) for check in shipped_content().checks})
    accept(head, authority)

    days = (TODAY, datetime.date(2027, 11, 22), datetime.date(2027, 11, 23))
    assert [until(head, offer, day) for day in days] == [datetime.date(2027, 11, 22)] * 2 + [None]


def test_a_list_accepted_for_supervised_dates_reaches_no_further(head: SchoolMember, authority: VettingAuthority) -> None:
    offer = cleared_offer(authority=authority)
    accept(head, authority, ClearanceLevel.SUPERVISED)

    found = [until(head, offer, supervision=mode) is not None for mode in ("school_staff_present", "unsupervised")]

    assert found == [True, False]


def test_a_newer_one_replaces_the_earlier_and_keeps_who_was_left_out(
    head: SchoolMember, authority: VettingAuthority, november: time_machine.Traveller
) -> None:
    offer = cleared_offer(authority=authority)
    first = accept(head, authority)
    leave_out(by=head.user, policy=first, provider=offer.provider)
    november.shift(datetime.timedelta(days=200))

    second = accept(head, authority)

    assert list(ReliancePolicy.objects.standing()) == [second]
    assert list(second.left_out.all()) == [offer.provider]


def test_who_is_left_out_is_not_covered_until_taken_in_again(head: SchoolMember, authority: VettingAuthority) -> None:
    one, other = cleared_offer(authority=authority), cleared_offer(authority=authority)
    policy = accept(head, authority)

    leave_out(by=head.user, policy=policy, provider=one.provider)
    leave_out(by=head.user, policy=policy, provider=one.provider)
    without = [until(head, offer) is not None for offer in (one, other)]
    take_in(by=head.user, policy=policy, provider=one.provider)

    assert (without, until(head, one) is not None) == ([False, True], True)
    assert AuditEvent.objects.filter(action="reliance.leave_out").count() == 1


def test_a_provider_accepted_by_itself_stays_so_when_the_list_is_withdrawn(head: SchoolMember, authority: VettingAuthority) -> None:
    alone, listed = cleared_offer(authority=authority), cleared_offer(authority=authority)
    accept_assurance(by=head.user, school=head.school, provider=alone.provider)
    policy = accept(head, authority)

    withdraw_list(by=head.user, policy=policy)
    withdraw_list(by=head.user, policy=policy)

    assert [until(head, offer) is not None for offer in (alone, listed)] == [True, False]
    assert AuditEvent.objects.filter(action="reliance.withdraw").count() == 1


def test_who_agreed_to_a_list_does_not_accept_whom_they_act_for_with_it(head: SchoolMember, authority: VettingAuthority) -> None:
    own, other = cleared_offer(authority=authority), cleared_offer(authority=authority)
    ProviderMemberFactory(provider=own.provider, user=head.user)

    accept(head, authority)

    assert [until(head, offer) is not None for offer in (own, other)] == [False, True]


def test_only_an_approver_or_safeguarding_lead_of_the_school_decides(head: SchoolMember, authority: VettingAuthority) -> None:
    policy, provider = accept(head, authority), cleared_offer(authority=authority).provider
    for user in (UserFactory(is_superuser=True), SchoolMemberFactory(school=head.school, roles=[SchoolRole.COORDINATOR]).user):
        with pytest.raises(NotAllowedError):
            accept_list(by=user, school=head.school, authority=authority)
        with pytest.raises(NotAllowedError):
            withdraw_list(by=user, policy=policy)
        with pytest.raises(NotAllowedError):
            leave_out(by=user, policy=policy, provider=provider)


def test_listed_only_is_nothing_to_rely_on(head: SchoolMember, authority: VettingAuthority) -> None:
    with pytest.raises(AcceptanceError):
        accept(head, authority, ClearanceLevel.LISTED_ONLY)
