import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.accreditation import ObservationFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import OfficerFactory
from tests.support.accreditation import Community, community
from vetting.models import Accreditation, Observation
from vetting.policies.accreditation import (
    can_accredit,
    can_answer_observation,
    can_handle,
    can_invite,
    can_read_observation,
    can_see_accreditation,
    is_own_side,
)
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db


def everybody(here: Community) -> dict[str, Visitor]:
    adult: User = UserFactory()
    here.person.user = adult
    here.person.save(update_fields=["user"])
    involved = OfficerFactory(authority=here.authority, user=here.member).user
    return {
        "first": here.first,
        "second": here.second,
        "lead": OfficerFactory(authority=here.authority, role="lead").user,
        "auditor": OfficerFactory(authority=here.authority, role="auditor").user,
        "officer of the provider": involved,
        "adult": adult,
        "teacher": here.teacher,
        "receptionist": SchoolMemberFactory(school=here.school, roles=[SchoolRole.RECEPTION]).user,
        "other school": SchoolMemberFactory().user,
        "stranger": OfficerFactory().user,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "visitor": AnonymousUser(),
    }


def test_who_may_see_and_handle_an_accreditation_and_the_lists_agree() -> None:
    here = community()
    held = here.observed()
    who = everybody(here)

    seen = {name for name, user in who.items() if can_see_accreditation(user, held)}
    assert seen == {"first", "second", "lead", "auditor", "officer of the provider"}
    assert seen == {name for name, user in who.items() if Accreditation.objects.visible_to(user).exists()}
    assert {name for name, user in who.items() if can_handle(user, held)} == {"first", "second", "lead"}
    assert {name for name, user in who.items() if can_accredit(user, held)} == {"second", "lead"}
    assert {name for name, user in who.items() if is_own_side(user, here.person)} == {"officer of the provider", "adult"}
    invites = {name for name, user in who.items() if can_invite(user, here.authority, here.person)}
    assert invites == {"first", "second", "lead", "officer of the provider", "adult"}


def test_who_answered_for_a_school_does_not_accredit() -> None:
    here = community()
    held = here.observed()
    OfficerFactory(authority=here.authority, user=here.teacher)

    assert (can_handle(here.teacher, held), can_accredit(here.teacher, held)) == (True, False)


def test_answers_are_read_by_officers_without_a_part_and_given_by_the_school_alone() -> None:
    here = community()
    answered = Observation.objects.get(accreditation=here.observed())
    asked = ObservationFactory(accreditation=answered.accreditation, school=here.school)
    SchoolMemberFactory(school=here.school, user=here.member)  # works for both sides
    who = everybody(here)

    for one in (answered, asked):
        readers = {name for name, user in who.items() if can_read_observation(user, one)}
        assert readers == {"first", "second", "lead", "auditor"}
        assert readers == {name for name, user in who.items() if Observation.objects.visible_to(user).filter(pk=one.pk).exists()}
    assert {name for name, user in who.items() if can_answer_observation(user, asked)} == {"teacher", "receptionist"}
    assert {name for name, user in who.items() if can_answer_observation(user, answered)} == set()
