import datetime

import pytest

from core import clock
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import CaseFactory, OfficerFactory
from vetting.enums import OfficerRole
from vetting.queries.cases.claims import BARE, WORKED_ON, could_have, has_gone_quiet

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("seen", "worked", "quiet"),
    [(BARE - MINUTE, False, False), (BARE + MINUTE, False, True), (BARE + MINUTE, True, False), (WORKED_ON + MINUTE, True, True)],
)
def test_a_claim_goes_quiet_sooner_where_nothing_was_written(seen: datetime.timedelta, worked: bool, quiet: bool) -> None:
    last = clock.now() - seen
    case = CaseFactory(claimed=True, claim_seen_at=last, claim_worked_at=last if worked else None)

    assert has_gone_quiet(case) == quiet


@pytest.mark.parametrize("state", ["waiting", "recommended"])
def test_what_waits_for_somebody_else_is_not_quiet(state: str) -> None:
    case = CaseFactory(**{state: True}, claim_seen_at=clock.now() - 2 * WORKED_ON)

    assert not has_gone_quiet(case)


def test_a_case_can_go_to_colleagues_who_have_no_part_in_the_provider() -> None:
    case = CaseFactory(claimed=True)
    lead, _holder, member, _auditor, _gone = (
        OfficerFactory(authority=case.authority, **fields).user
        for fields in (
            {"role": OfficerRole.LEAD},
            {"user": case.claimed_by},
            {},
            {"role": OfficerRole.AUDITOR},
            {"ended_at": clock.now()},
        )
    )
    ProviderMemberFactory(provider=case.provider, user=member)
    OfficerFactory()

    assert list(could_have(case)) == [lead]
