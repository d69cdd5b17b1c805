import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.accounts import UserFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.policies.reports import authorities_reported_to, can_read_report
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("report", "readers"), [("turnaround", set(OfficerRole.values)), ("workload", {"lead", "auditor"})])
def test_ones_own_authority_alone_and_workload_for_leads_and_auditors(report: str, readers: set[str]) -> None:
    authority = VettingAuthorityFactory()
    who: dict[str, Visitor] = {role: OfficerFactory(authority=authority, role=role).user for role in OfficerRole.values}
    who |= {"stranger": OfficerFactory(role="lead").user, "superuser": UserFactory(is_superuser=True), "visitor": AnonymousUser()}

    assert {name for name, user in who.items() if can_read_report(user, authority, report)} == readers
    assert {name for name, user in who.items() if authority in authorities_reported_to(user, report)} == readers
