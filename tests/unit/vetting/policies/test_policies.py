"""Who reads an authority's policy, writes the next one, and publishes it."""

import pytest

from tests.factories.vetting import OfficerFactory, PolicyDraftFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.policies.policies import can_publish_policy, can_read_policies, can_write_policy

pytestmark = pytest.mark.django_db


def test_everybody_of_the_authority_reads_and_a_lead_alone_writes() -> None:
    authority = VettingAuthorityFactory()
    officers = {role: OfficerFactory(authority=authority, role=role).user for role in OfficerRole.values}
    stranger = OfficerFactory(role=OfficerRole.LEAD).user

    assert [role for role, user in officers.items() if can_read_policies(user, authority)] == list(OfficerRole.values)
    assert [role for role, user in officers.items() if can_write_policy(user, authority)] == [OfficerRole.LEAD]
    assert not can_read_policies(stranger, authority)
    assert not can_write_policy(stranger, authority)


def test_who_proposed_never_publishes_nor_does_an_auditor() -> None:
    draft = PolicyDraftFactory()
    proposer = OfficerFactory(authority=draft.authority, role=OfficerRole.LEAD).user
    draft.proposed_by = proposer
    others = {role: OfficerFactory(authority=draft.authority, role=role).user for role in OfficerRole.values}

    assert not can_publish_policy(proposer, draft)
    assert {role for role, user in others.items() if can_publish_policy(user, draft)} == set(OfficerRole.values) - {OfficerRole.AUDITOR}
