"""Who may do what, and that the lists agree with the single answers."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core import clock
from directory.models import Person
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, PersonFactory, ProviderMemberFactory, ProviderPersonFactory, VenueFactory
from tests.factories.schools import SchoolFactory, SchoolMemberFactory
from tests.factories.vetting import (
    CaseFactory,
    CheckFactory,
    ClearanceFactory,
    OfficerFactory,
    SuspensionFactory,
    VettingAuthorityFactory,
)
from tests.support.references import Naming
from tests.support.vetting import claimed
from vetting import policies
from vetting.enums import OfficerRole
from vetting.models import Case, Check, Officer, ReferenceRequest, VettingAuthority
from vetting.policies import Visitor

pytestmark = pytest.mark.django_db

ROLES = list(OfficerRole.values)


def officer(authority: VettingAuthority, role: str = OfficerRole.OFFICER) -> User:
    user: User = OfficerFactory(authority=authority, role=role).user
    return user


def everybody(authority: VettingAuthority) -> dict[str, Visitor]:
    """One of each kind, seen from the authority."""
    gone = OfficerFactory(authority=authority)
    Officer.objects.filter(pk=gone.pk).update(ended_at=clock.now())
    asleep = officer(authority)
    User.objects.filter(pk=asleep.pk).update(is_active=False)
    asleep.refresh_from_db()
    return {role: officer(authority, role) for role in ROLES} | {
        "gone": gone.user,
        "inactive": asleep,
        "stranger": OfficerFactory().user,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "member": ProviderMemberFactory().user,
        "visitor": AnonymousUser(),
    }


def allowed(who: dict[str, Visitor], may: Callable[[Visitor], bool]) -> set[str]:
    return {name for name, user in who.items() if may(user)}


def test_parts_in_an_authority() -> None:
    authority = VettingAuthorityFactory()
    who = everybody(authority)

    assert allowed(who, lambda user: policies.can_work_queue(user, authority)) == {"officer", "lead"}
    assert allowed(who, lambda user: policies.can_appoint_officers(user, authority)) == {"administrator"}
    assert allowed(who, policies.is_officer) == {*ROLES, "stranger"}


def test_officers_of_one_authority_never_see_anothers_cases_and_the_list_agrees() -> None:
    here, there = CaseFactory(), CaseFactory()
    who = everybody(here.authority)

    for name, user in who.items():
        listed = set(Case.objects.visible_to(user))
        assert listed == {case for case in (here, there) if policies.can_see_case(user, case)}, name
        assert there not in listed
    assert allowed(who, lambda user: policies.can_see_case(user, here)) == set(ROLES)


def test_evidence_is_for_officers_of_the_authority_that_made_it_and_the_list_agrees() -> None:
    here, there = CheckFactory(), CheckFactory()
    who = everybody(here.authority)

    for name, user in who.items():
        assert set(Check.objects.visible_to(user)) == {check for check in (here, there) if policies.can_see_check(user, check)}, name
    assert allowed(who, lambda user: policies.can_see_check(user, here)) == set(ROLES)


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
        assert (policies.has_interest_in(member, subject), policies.has_interest_in(UserFactory(), subject)) == (True, False)
    assert policies.has_interest_in(themselves, me) is True
    assert policies.has_interest_in(member, VenueFactory(provider=None, school=SchoolFactory())) is False


def test_who_has_an_interest_records_and_verifies_nothing() -> None:
    check = CheckFactory(person=None, offer=OfferFactory())
    authority, provider = check.authority, check.offer.provider
    user, insider = officer(authority), officer(authority)
    ProviderMemberFactory(provider=provider, user=insider)

    assert [policies.can_record_check(one, authority, provider) for one in (user, insider)] == [True, False]
    assert [policies.can_verify_check(one, check) for one in (user, insider)] == [True, False]


def test_who_performed_does_not_verify() -> None:
    check = CheckFactory()
    OfficerFactory(user=check.performed_by, authority=check.authority)

    assert policies.can_verify_check(check.performed_by, check) is False


def test_conditions_are_for_a_lead() -> None:
    check = CheckFactory(outcome="pass_with_conditions", conditions_code="staff_present")

    assert [policies.can_verify_check(officer(check.authority, role), check) for role in ("officer", "lead")] == [False, True]


def test_deciding_is_for_a_second_officer() -> None:
    case = CaseFactory(recommended=True)
    authority = case.authority
    who = everybody(authority) | {
        "submitter": case.submitted_by,
        "recommender": case.recommended_by,
        "performer": CheckFactory(verified=True, authority=authority, person=None, provider=case.provider).performed_by,
        "insider": ProviderMemberFactory(provider=case.provider).user,
        "person": UserFactory(),
    }
    for name in ("submitter", "recommender", "performer", "insider", "person"):
        OfficerFactory(user=who[name], authority=authority)
    person = case.version.people.get()
    person.user = who["person"]
    person.save()

    assert allowed(who, lambda user: policies.can_decide_case(user, case)) == {"officer", "lead"}


def test_checks_at_the_place_count_as_relied_on() -> None:
    venue = VenueFactory()
    offer = OfferFactory(state="in_review", provider=venue.provider, version__venue=venue)
    case = CaseFactory(recommended=True, offer=offer)
    performer = CheckFactory(verified=True, authority=case.authority, person=None, venue=venue).performed_by
    OfficerFactory(user=performer, authority=case.authority)

    assert policies.can_decide_case(performer, case) is False


def test_answering_is_for_the_providers_people() -> None:
    case = CaseFactory(waiting=True)
    member = ProviderMemberFactory(provider=case.provider).user

    assert [policies.can_answer_case(user, case) for user in (member, officer(case.authority))] == [True, False]


def test_suspending_confirming_and_lifting() -> None:
    suspension = SuspensionFactory()
    clearance = suspension.clearance
    who = everybody(clearance.authority) | {"suspender": suspension.suspended_by}
    OfficerFactory(user=suspension.suspended_by, authority=clearance.authority)

    assert allowed(who, lambda user: policies.can_suspend(user, clearance)) == {"officer", "lead", "suspender"}
    assert allowed(who, lambda user: policies.can_confirm_suspension(user, suspension)) == {"officer", "lead"}
    assert allowed(who, lambda user: policies.can_reinstate(user, clearance)) == {"lead"}


def test_a_lead_with_an_interest_lifts_nothing() -> None:
    clearance = ClearanceFactory(person=None, venue=VenueFactory())
    lead = officer(clearance.authority, OfficerRole.LEAD)
    ProviderMemberFactory(provider=clearance.venue.provider, user=lead)

    assert policies.can_reinstate(lead, clearance) is False


def test_accepting_is_for_approvers_and_the_safeguarding_lead() -> None:
    school = SchoolFactory()
    members = {role: SchoolMemberFactory(school=school, roles=[role]).user for role in SchoolRole.values}

    assert allowed(members, lambda user: policies.can_accept_assurance(user, school)) == {"approver", "safeguarding_lead"}


def test_a_case_is_handed_over_by_who_has_it_or_a_lead() -> None:
    authority = VettingAuthorityFactory()
    who = everybody(authority)
    holder = officer(authority)
    case = CaseFactory(authority=authority, claimed=True, claimed_by=holder)

    assert allowed(who | {"holder": holder}, lambda user: policies.can_hand_over(user, case)) == {"lead", "holder"}


def test_officers_take_for_themselves_and_leads_give_to_whoever_works_there() -> None:
    authority = VettingAuthorityFactory()
    who, colleague = everybody(authority), officer(authority)

    assert allowed(who, lambda user: policies.can_assign_to(user, authority, user)) == {"officer", "lead"}
    assert allowed(who, lambda user: policies.can_assign_to(user, authority, colleague)) == {"lead"}
    assert not policies.can_assign_to(who["lead"], authority, who["auditor"])


def test_letters_and_the_record_of_visitors_are_for_three_roles_of_the_school() -> None:
    school = SchoolFactory()
    roles_that_may = {
        role
        for role in SchoolRole.values
        if (member := SchoolMemberFactory(school=school, roles=[role])) and policies.can_read_assurance(member.user, school)
    }
    reader = SchoolMemberFactory(school=school, roles=[SchoolRole.ADMINISTRATOR, SchoolRole.APPROVER]).user

    assert roles_that_may == {SchoolRole.SAFEGUARDING_LEAD, SchoolRole.ADMINISTRATOR, SchoolRole.APPROVER}
    assert list(policies.schools_with_record(reader)) == [school]
    assert not policies.can_read_assurance(reader, SchoolFactory())


def test_references_are_never_for_whom_they_are_about_nor_for_who_acts_with_them_and_the_list_agrees() -> None:
    desk = claimed()
    reference = Naming(desk)()
    who = everybody(desk.authority)
    herself, partner = officer(desk.authority), officer(desk.authority)
    Person.objects.filter(pk=reference.person_id).update(user=herself)
    reference.person.refresh_from_db()
    ProviderMemberFactory(provider=desk.case.provider, user=partner)
    who |= {"applicant": desk.member, "herself": herself, "partner": partner}

    assert allowed(who, lambda user: policies.can_see_reference(user, reference)) == set(ROLES)
    assert allowed(who, lambda user: ReferenceRequest.objects.visible_to(user).filter(pk=reference.pk).exists()) == set(ROLES)
