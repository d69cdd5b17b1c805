import datetime

import pytest

from accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.vetting import OfficerFactory, PolicyDraftFactory, PolicyFactory, VettingAuthorityFactory
from vetting.policies.policies import can_read_policies
from vetting.queries.policies.drafts import authorities_read_by, drafts_read_by, law_of, starting_points

pytestmark = pytest.mark.django_db


def test_who_has_a_part_reads_the_policies_as_a_list_and_one_by_one() -> None:
    authority, other = VettingAuthorityFactory(), VettingAuthorityFactory()
    draft = PolicyDraftFactory(authority=authority)
    users = [OfficerFactory(authority=authority, role="auditor").user, OfficerFactory(authority=other).user, UserFactory(is_superuser=True)]

    for user in users:
        assert set(authorities_read_by(user)) == {one for one in (authority, other) if can_read_policies(user, one)}
    assert [drafts_read_by(user).count() for user in users] == [1, 0, 0]
    assert drafts_read_by(users[0]).get() == draft
    assert authorities_read_by(User(is_active=False)).count() == 0


def test_a_version_begins_from_a_shipped_one_or_from_the_authoritys_own() -> None:
    authority = VettingAuthorityFactory()
    own, others = PolicyFactory(code="own", version="1"), PolicyFactory(code="others", version="1")
    PolicyDraftFactory(authority=authority, policy=own)
    PolicyDraftFactory(policy=others)

    assert set(starting_points(authority)) == {authority.policy, own}


def test_going_back_to_an_earlier_version_keeps_the_law_in_force() -> None:
    authority = VettingAuthorityFactory()
    own = PolicyFactory(code="own", version="1", effective_from=datetime.date(2026, 10, 1))
    PolicyDraftFactory(authority=authority, policy=own)
    newer = PolicyFactory(code="england", version="2027-01", effective_from=datetime.date(2027, 1, 1))

    assert [law_of(authority, one) for one in (own, newer)] == [authority.policy, newer]
