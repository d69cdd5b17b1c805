"""A school's own acceptance: acceptance case 7 of the rules."""

import datetime
from collections.abc import Iterator

import pytest
import time_machine

from core.models import AuditEvent
from directory.models import Offer, Provider
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.schools import SchoolFactory, SchoolMemberFactory
from tests.factories.vetting import AssuranceStatementFactory, cleared_offer
from vetting.exceptions import AcceptanceError, NotAllowedError
from vetting.models import AssuranceStatement, SchoolAcceptance
from vetting.queries.assurance.acceptance import live_acceptance
from vetting.services.assurance.acceptance import accept_assurance, withdraw_acceptance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

TODAY = datetime.date(2026, 11, 4)


@pytest.fixture
def autumn() -> Iterator[None]:
    with time_machine.travel("2026-11-04T12:00:00Z", tick=False):
        yield


@pytest.fixture
def provider() -> Provider:
    return cleared_offer().provider


@pytest.mark.parametrize("role", [SchoolRole.APPROVER, SchoolRole.SAFEGUARDING_LEAD])
def test_acceptance_case_7_nothing_is_accepted_until_the_school_accepts(provider: Provider, role: str) -> None:
    member = SchoolMemberFactory(roles=[role])
    assert live_acceptance(member.school, provider, TODAY) is None

    acceptance = accept_assurance(by=member.user, school=member.school, provider=provider)

    found = live_acceptance(member.school, provider, TODAY)
    assert found is not None
    assert found.given == acceptance
    assert (acceptance.accepted_by, acceptance.accepted_on, acceptance.statement) == (member.user, TODAY, AssuranceStatement.objects.get())
    assert AuditEvent.objects.get(action="acceptance.give").acting_for == member.school.name


def test_it_is_one_schools_own(provider: Provider) -> None:
    member = SchoolMemberFactory(roles=[SchoolRole.APPROVER])

    accept_assurance(by=member.user, school=member.school, provider=provider)

    assert live_acceptance(SchoolFactory(), provider, TODAY) is None


def test_accepting_twice_is_one_acceptance(provider: Provider) -> None:
    member = SchoolMemberFactory(roles=[SchoolRole.APPROVER])

    first = accept_assurance(by=member.user, school=member.school, provider=provider)
    second = accept_assurance(by=member.user, school=member.school, provider=provider)

    assert (first, SchoolAcceptance.objects.count()) == (second, 1)


@pytest.mark.parametrize("role", [SchoolRole.COORDINATOR, SchoolRole.ADMINISTRATOR, SchoolRole.VISITS_COORDINATOR])
def test_others_at_the_school_do_not_accept(provider: Provider, role: str) -> None:
    member = SchoolMemberFactory(roles=[role])

    with pytest.raises(NotAllowedError):
        accept_assurance(by=member.user, school=member.school, provider=provider)
    with pytest.raises(NotAllowedError):
        accept_assurance(by=UserFactory(is_superuser=True), school=member.school, provider=provider)


def test_it_ends_with_the_earliest_check() -> None:
    provider = cleared_offer(expires={"PLI": datetime.date(2027, 1, 31)}).provider
    member = SchoolMemberFactory(roles=[SchoolRole.APPROVER])

    acceptance = accept_assurance(by=member.user, school=member.school, provider=provider)

    assert acceptance.expires_on == datetime.date(2027, 1, 31)
    days = [datetime.date(2026, 11, 3), TODAY, datetime.date(2027, 1, 31), datetime.date(2027, 2, 1)]
    assert [live_acceptance(member.school, provider, day) is not None for day in days] == [False, True, True, False]


def test_it_ends_after_a_year_at_most(provider: Provider) -> None:
    later = datetime.date(2029, 1, 1)
    Offer.objects.update(assured_until=later)
    name = Offer.objects.get().assured_by
    authority = AssuranceStatement.objects.get().authority
    AssuranceStatementFactory(provider=provider, authority=authority, holds_until=later)
    member = SchoolMemberFactory(roles=[SchoolRole.APPROVER])

    acceptance = accept_assurance(by=member.user, school=member.school, provider=provider)

    assert (acceptance.expires_on, authority.name) == (datetime.date(2027, 11, 4), name)


def test_what_is_not_assured_can_not_be_accepted(provider: Provider) -> None:
    member = SchoolMemberFactory(roles=[SchoolRole.APPROVER])
    Offer.objects.update(assured_until=None)

    with pytest.raises(AcceptanceError):
        accept_assurance(by=member.user, school=member.school, provider=provider)


def test_a_withdrawn_acceptance_counts_no_more_and_may_be_given_again(provider: Provider) -> None:
    member = SchoolMemberFactory(roles=[SchoolRole.APPROVER])
    acceptance = accept_assurance(by=member.user, school=member.school, provider=provider)

    withdrawn = withdraw_acceptance(by=member.user, acceptance=acceptance)
    again = withdraw_acceptance(by=member.user, acceptance=acceptance)

    assert (withdrawn.withdrawn_by, again.withdrawn_at) == (member.user, withdrawn.withdrawn_at)
    assert live_acceptance(member.school, provider, TODAY) is None
    assert accept_assurance(by=member.user, school=member.school, provider=provider) != acceptance


def test_only_those_who_may_accept_withdraw(provider: Provider) -> None:
    member = SchoolMemberFactory(roles=[SchoolRole.APPROVER])
    acceptance = accept_assurance(by=member.user, school=member.school, provider=provider)

    with pytest.raises(NotAllowedError):
        withdraw_acceptance(by=SchoolMemberFactory(roles=[SchoolRole.APPROVER]).user, acceptance=acceptance)
