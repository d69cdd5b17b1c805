import pytest

from accounts.models import User
from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, PersonFactory, ProviderMemberFactory, ProviderPersonFactory, VenueFactory
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import (
    CaseFactory,
    ConflictFactory,
    OfficerFactory,
    VettingAuthorityFactory,
)
from tests.support.parts import ROLES, allowed, everybody, officer
from vetting.enums import OfficerRole
from vetting.models import Case, ConflictDeclaration
from vetting.policies.roles import (
    can_appoint_officers,
    can_work_queue,
    has_interest_in,
    is_officer,
    only_reads,
    why_others_do_it,
    without_interest_in,
)

pytestmark = pytest.mark.django_db


def test_parts_in_an_authority() -> None:
    authority = VettingAuthorityFactory()
    who = everybody(authority)

    assert allowed(who, lambda user: can_work_queue(user, authority)) == {"officer", "lead"}
    assert allowed(who, lambda user: can_appoint_officers(user, authority)) == {"administrator"}
    assert allowed(who, is_officer) == {*ROLES, "stranger"}


def test_two_parts_in_one_authority_list_a_case_once() -> None:
    case = CaseFactory()
    user = officer(case.authority)
    OfficerFactory(user=user, authority=case.authority, role=OfficerRole.LEAD)

    assert Case.objects.visible_to(user).count() == 1


def test_an_interest_is_ones_own_provider_or_oneself() -> None:
    link = ProviderPersonFactory()
    member = ProviderMemberFactory(provider=link.provider).user
    venue, offer = VenueFactory(provider=link.provider), OfferFactory(provider=link.provider)
    themselves = UserFactory()
    me = PersonFactory(user=themselves)

    for subject in (link.person, link.provider, venue, offer):
        assert (has_interest_in(member, subject), has_interest_in(UserFactory(), subject)) == (True, False)
    assert has_interest_in(themselves, me) is True
    assert has_interest_in(member, VenueFactory(provider=None, school=SchoolFactory())) is False


def test_a_declared_conflict_is_an_interest_until_it_ends() -> None:
    link = ProviderPersonFactory()
    user, before = ConflictFactory(provider=link.provider).officer, ConflictFactory(provider=link.provider)
    ConflictDeclaration.objects.filter(pk=before.pk).update(ended_at=clock.now(), ended_by=user)
    everything = (link.person, link.provider, VenueFactory(provider=link.provider), OfferFactory(provider=link.provider))

    for subject in everything:
        assert (has_interest_in(user, subject), has_interest_in(before.officer, subject)) == (True, False)
    assert why_others_do_it(user, *everything).startswith("You have declared a conflict of interest")
    assert why_others_do_it(before.officer, *everything) == ""
    assert list(without_interest_in(User.objects.filter(pk__in=[user.pk, before.officer.pk]), link.provider)) == [before.officer]


def test_who_is_auditor_alone_only_reads() -> None:
    auditor = OfficerFactory(role="auditor")
    both = OfficerFactory(role="auditor")
    OfficerFactory(user=both.user, role="officer")

    assert [only_reads(one) for one in (auditor.user, both.user, OfficerFactory().user, UserFactory())] == [True, False, False, False]
