"""Officers of the authority see a concern; nobody on the provider's side does, whatever else they are."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, ProviderMemberFactory, ProviderPersonFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import ConcernFactory, ConflictFactory, OfficerFactory
from vetting.enums import OfficerRole
from vetting.models import Concern
from vetting.policies.concerns import can_raise_as_officer, can_raise_for_school, can_work_on_concern
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db


def everybody(concern: Concern) -> dict[str, Visitor]:
    authority, provider = concern.authority, concern.provider
    who: dict[str, Visitor] = {role: OfficerFactory(authority=authority, role=role).user for role in OfficerRole.values}
    member, colleague, conflicted, themselves = (OfficerFactory(authority=authority).user for _ in range(4))
    ProviderMemberFactory(provider=provider, user=member)
    other = ProviderPersonFactory(person=concern.person).provider
    ProviderMemberFactory(provider=other, user=colleague)
    ConflictFactory(officer=conflicted, provider=provider)
    concern.person.user = themselves  # type: ignore[union-attr]  # it is about somebody
    concern.person.save()  # type: ignore[union-attr]
    return who | {
        "member": member,
        "colleague": colleague,
        "conflicted": conflicted,
        "themselves": themselves,
        "provider": ProviderMemberFactory(provider=provider).user,
        "elsewhere": OfficerFactory(role=OfficerRole.LEAD).user,
        "gone": OfficerFactory(authority=authority, ended_at=clock.now()).user,
        "inactive": OfficerFactory(authority=authority, user__is_active=False).user,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "visitor": AnonymousUser(),
    }


def test_officers_and_leads_who_are_not_close_to_the_provider_work_on_it_and_see_it_in_the_list() -> None:
    concern = ConcernFactory(person=PersonFactory())
    who = everybody(concern)

    assert {name for name, user in who.items() if can_work_on_concern(user, concern)} == {"officer", "lead"}
    for name, user in who.items():
        assert Concern.objects.visible_to(user).exists() is can_work_on_concern(user, concern), name


def test_anybody_of_the_school_raises_one_and_an_officer_who_is_not_close() -> None:
    concern = ConcernFactory(person=PersonFactory())
    who, school = everybody(concern), concern.school
    members = {role: SchoolMemberFactory(school=school, roles=[role]).user for role in SchoolRole.values}

    assert all(can_raise_for_school(user, school) for user in members.values())
    assert not any(can_raise_for_school(user, school) for user in (SchoolMemberFactory().user, *who.values()))
    raising = {name for name, user in who.items() if can_raise_as_officer(user, concern.authority, concern.provider)}
    assert raising == {"officer", "lead", "colleague", "themselves"}


def test_in_the_school_it_is_for_whoever_raised_it_and_the_safeguarding_lead_unless_close_to_the_provider() -> None:
    concern = ConcernFactory()
    lead, close, head = (
        SchoolMemberFactory(school=concern.school, roles=[role]).user
        for role in (SchoolRole.SAFEGUARDING_LEAD, SchoolRole.SAFEGUARDING_LEAD, SchoolRole.APPROVER)
    )
    ProviderMemberFactory(provider=concern.provider, user=close)
    elsewhere = SchoolMemberFactory(roles=[SchoolRole.SAFEGUARDING_LEAD])

    seeing = [user for user in (concern.raised_by, lead, close, head) if Concern.objects.raised_for(user, concern.school).exists()]

    assert seeing == [concern.raised_by, lead]
    assert not Concern.objects.raised_for(elsewhere.user, elsewhere.school).exists()
