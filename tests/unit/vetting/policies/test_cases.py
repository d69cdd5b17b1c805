import pytest

from directory.models import Person
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, ProviderMemberFactory, VenueFactory
from tests.factories.vetting import (
    CaseFactory,
    CheckFactory,
    OfficerFactory,
    VettingAuthorityFactory,
)
from tests.support.parts import ROLES, allowed, everybody, officer
from tests.support.references import Naming
from tests.support.vetting import claimed
from vetting.models import Case, ReferenceRequest
from vetting.policies.cases import can_answer_case, can_assign_to, can_decide_case, can_hand_over, can_see_case, can_see_reference

pytestmark = pytest.mark.django_db


def test_officers_of_one_authority_never_see_anothers_cases_and_the_list_agrees() -> None:
    here, there = CaseFactory(), CaseFactory()
    who = everybody(here.authority)

    for name, user in who.items():
        listed = set(Case.objects.visible_to(user))
        assert listed == {case for case in (here, there) if can_see_case(user, case)}, name
        assert there not in listed
    assert allowed(who, lambda user: can_see_case(user, here)) == set(ROLES)


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

    assert allowed(who, lambda user: can_decide_case(user, case)) == {"officer", "lead"}


def test_checks_at_the_place_count_as_relied_on() -> None:
    venue = VenueFactory()
    offer = OfferFactory(state="in_review", provider=venue.provider, version__venue=venue)
    case = CaseFactory(recommended=True, offer=offer)
    performer = CheckFactory(verified=True, authority=case.authority, person=None, venue=venue).performed_by
    OfficerFactory(user=performer, authority=case.authority)

    assert can_decide_case(performer, case) is False


def test_answering_is_for_the_providers_people() -> None:
    case = CaseFactory(waiting=True)
    member = ProviderMemberFactory(provider=case.provider).user

    assert [can_answer_case(user, case) for user in (member, officer(case.authority))] == [True, False]


def test_a_case_is_handed_over_by_who_has_it_or_a_lead() -> None:
    authority = VettingAuthorityFactory()
    who = everybody(authority)
    holder = officer(authority)
    case = CaseFactory(authority=authority, claimed=True, claimed_by=holder)

    assert allowed(who | {"holder": holder}, lambda user: can_hand_over(user, case)) == {"lead", "holder"}


def test_officers_take_for_themselves_and_leads_give_to_whoever_works_there() -> None:
    authority = VettingAuthorityFactory()
    who, colleague = everybody(authority), officer(authority)

    assert allowed(who, lambda user: can_assign_to(user, authority, user)) == {"officer", "lead"}
    assert allowed(who, lambda user: can_assign_to(user, authority, colleague)) == {"lead"}
    assert not can_assign_to(who["lead"], authority, who["auditor"])


def test_references_are_never_for_whom_they_are_about_nor_for_who_acts_with_them_and_the_list_agrees() -> None:
    desk = claimed()
    reference = Naming(desk)()
    who = everybody(desk.authority)
    herself, partner = officer(desk.authority), officer(desk.authority)
    Person.objects.filter(pk=reference.person_id).update(user=herself)
    reference.person.refresh_from_db()
    ProviderMemberFactory(provider=desk.case.provider, user=partner)
    who |= {"applicant": desk.member, "herself": herself, "partner": partner}

    assert allowed(who, lambda user: can_see_reference(user, reference)) == set(ROLES)
    assert allowed(who, lambda user: ReferenceRequest.objects.visible_to(user).filter(pk=reference.pk).exists()) == set(ROLES)
