"""What schools ask beyond their authority, as it is read."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.reliance import SchoolRequirementFactory
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import VettingAuthorityFactory
from vetting.queries.assurance.own import choices_for, names_asked, own_requirements, policy_near, requirements_of
from vetting.rules.own import OwnRequirement

pytestmark = pytest.mark.django_db


def test_what_is_asked_now_by_each_school_and_nothing_that_was() -> None:
    ours, theirs = SchoolFactory(), SchoolFactory()
    SchoolRequirementFactory(school=ours, check_type="FIRST_AID", reach="alone")
    SchoolRequirementFactory(school=ours, removed_at="2026-11-01T09:00:00Z", removed_by=UserFactory())

    assert own_requirements([ours.pk, theirs.pk]) == {ours.pk: [OwnRequirement("FIRST_AID", alone_only=True)]}


def test_checks_have_the_names_that_the_schools_own_authority_gives_them() -> None:
    school = SchoolFactory()
    assert (policy_near(school), list(choices_for(school))) == (None, [])
    VettingAuthorityFactory(name="A far one")
    VettingAuthorityFactory(local_authority=school.authority)
    SchoolRequirementFactory(school=school, check_type="FIRST_AID", reach="alone")

    assert [one.name for one in requirements_of(school)] == ["First aid"]
    assert "FIRST_AID" not in {check.code for check in choices_for(school)}


def test_whoever_is_asked_reads_what_concerns_them() -> None:
    school = SchoolFactory()
    VettingAuthorityFactory()
    SchoolRequirementFactory(school=school, check_type="FIRST_AID", reach="alone")

    assert [names_asked(school, mode) for mode in ("school_staff_present", "unsupervised")] == [[], ["First aid"]]
