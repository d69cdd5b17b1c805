"""The demo's two authorities lend an officer and recognise a statement, through the services that all use."""

import pytest

from portal.demo.partners import lend, recognise
from portal.demo.schools import Office
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory, cleared_offer
from vetting.enums import OfficerRole
from vetting.policies.roles import can_work_queue
from vetting.queries.assurance.others import other_statements
from vetting.queries.assurance.recognitions import holding_about

pytestmark = pytest.mark.django_db


def office(name: str) -> Office:
    authority = VettingAuthorityFactory(name=name)
    lead = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
    return Office(authority, OfficerFactory(authority=authority).user, lead, lead)


def test_one_is_lent_and_one_statement_recognised() -> None:
    north, south = office("North"), office("South")
    offer = cleared_offer(authority=north.authority)

    lend(north, south)
    recognise(other_statements(offer.provider, south.authority)[0], south)

    assert can_work_queue(north.first, south.authority)
    assert [one.authority for one in holding_about([offer.provider_id])] == [south.authority]
