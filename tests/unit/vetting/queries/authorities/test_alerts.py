import datetime

import pytest

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderFactory
from tests.factories.partners import CrossAuthorityAlertFactory, RecognitionFactory
from tests.factories.reliance import ReliancePolicyFactory
from tests.factories.vetting import (
    AssuranceStatementFactory,
    ClearanceFactory,
    OfficerFactory,
    PlannedUseFactory,
    SchoolAcceptanceFactory,
    VettingAuthorityFactory,
)
from vetting.queries.authorities.alerts import authorities_concerned, open_alerts, relying_schools

pytestmark = pytest.mark.django_db

YESTERDAY = datetime.timedelta(days=1)


def test_concerned_is_who_recognises_or_has_cleared_and_not_who_raises_it() -> None:
    contact, provider = VettingAuthorityFactory(), ProviderFactory()
    said = AssuranceStatementFactory(provider=provider, authority=contact)
    recognises = RecognitionFactory(statement=said).authority
    RecognitionFactory(statement=said, proposed=True)
    today = clock.today()
    RecognitionFactory(statement=said, starts_on=today - 2 * YESTERDAY, expires_on=today - YESTERDAY)
    cleared = ClearanceFactory(person=None, provider=provider).authority
    ClearanceFactory(person=None, provider=provider, state="withdrawn")
    ClearanceFactory(person=None, provider=provider, authority=contact)
    RecognitionFactory()

    assert set(authorities_concerned(provider, contact)) == {recognises, cleared}


def test_relying_schools_are_those_whose_acceptance_holds_today() -> None:
    statement = AssuranceStatementFactory()
    live = SchoolAcceptanceFactory(statement=statement)
    SchoolAcceptanceFactory(statement=statement, withdrawn_at=clock.now(), withdrawn_by=UserFactory())
    today = clock.today()
    SchoolAcceptanceFactory(statement=statement, accepted_on=today - 2 * YESTERDAY, expires_on=today - YESTERDAY)
    SchoolAcceptanceFactory()

    assert list(relying_schools(statement.provider)) == [live.school]


def test_a_school_that_accepts_the_whole_list_relies_on_whom_it_has_planned_and_not_left_out() -> None:
    statement = AssuranceStatementFactory()
    lists = [ReliancePolicyFactory(authority=statement.authority) for _number in range(3)]
    lists[2].left_out.add(statement.provider)
    for policy in (lists[0], lists[2]):
        PlannedUseFactory(provider=statement.provider, school=policy.school)

    assert list(relying_schools(statement.provider)) == [lists[0].school]


def test_open_alerts_are_those_of_the_users_authorities_that_nobody_saw_to() -> None:
    alert = CrossAuthorityAlertFactory()
    CrossAuthorityAlertFactory(authority=alert.authority, acknowledged_at=clock.now(), acknowledged_by=UserFactory())
    CrossAuthorityAlertFactory()

    assert list(open_alerts(OfficerFactory(authority=alert.authority).user)) == [alert]
