import pytest

from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import CaseFactory, CheckFactory, OfficerFactory, VettingAuthorityFactory
from vetting import policies
from vetting.enums import OfficerRole
from vetting.models import Case, Check

pytestmark = pytest.mark.django_db


def test_the_list_of_cases_and_the_rule_for_one_agree_for_everybody() -> None:
    ours, theirs = VettingAuthorityFactory(), VettingAuthorityFactory()
    cases = [CaseFactory(authority=ours), CaseFactory(authority=theirs)]
    officers = [OfficerFactory(authority=ours, role=role).user for role in OfficerRole]
    users = [*officers, OfficerFactory(authority=theirs).user, UserFactory(), UserFactory(is_superuser=True)]

    for user in users:
        seen = {case for case in cases if policies.can_see_case(user, case)}
        assert set(Case.objects.visible_to(user)) == seen
    assert [set(Case.objects.visible_to(user)) for user in officers] == [{cases[0]}] * len(officers)


def test_the_list_of_checks_and_the_rule_for_one_agree() -> None:
    check = CheckFactory()
    officer, outsider = OfficerFactory(authority=check.authority).user, OfficerFactory().user

    for user, seen in ((officer, [check]), (outsider, []), (UserFactory(is_superuser=True), [])):
        assert list(Check.objects.visible_to(user)) == seen
        assert policies.can_see_check(user, check) is bool(seen)


def test_auditors_read_and_work_on_nothing() -> None:
    case = CaseFactory()
    auditor = OfficerFactory(authority=case.authority, role=OfficerRole.AUDITOR).user

    assert policies.can_see_case(auditor, case)
    assert not policies.can_work_queue(auditor, case.authority)
    assert not policies.can_decide_case(auditor, case)


@pytest.mark.parametrize("part", ["submitted_by", "recommended_by"])
def test_nobody_decides_on_what_they_submitted_or_recommended_superusers_included(part: str) -> None:
    case = CaseFactory(recommended=True)
    user = OfficerFactory(authority=case.authority, user__is_superuser=True).user
    assert policies.can_decide_case(user, case)

    setattr(case, part, user)

    assert not policies.can_decide_case(user, case)


def test_who_acts_for_the_provider_decides_nothing_about_it() -> None:
    case = CaseFactory(recommended=True)
    officer = OfficerFactory(authority=case.authority).user
    ProviderMemberFactory(provider=case.provider, user=officer)

    assert not policies.can_decide_case(officer, case)


def test_who_performed_a_check_never_verifies_it() -> None:
    check = CheckFactory()
    performer = OfficerFactory(authority=check.authority, user=check.performed_by, role=OfficerRole.LEAD).user
    second = OfficerFactory(authority=check.authority).user

    assert (policies.can_verify_check(performer, check), policies.can_verify_check(second, check)) == (False, True)
